/** The words of the hub as the browser sees them: the JSON of hub/model, and nothing that only the inbox knows. */

export type Channel = 'email' | 'whatsapp' | 'widget' | 'phone';
export type Direction = 'inbound' | 'outbound';
export type Role = 'user' | 'agent' | 'ai' | 'system';
export type MessageStatus = 'received' | 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown';
export type ConversationStatus = 'open' | 'pending' | 'resolved' | 'closed';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type UserRole = 'owner' | 'admin' | 'manager' | 'agent';
export type Presence = 'online' | 'away' | 'offline';

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

export interface Tenant {
  id: string;
  name: string;
  slug: string;
  created_at: string;
}

export interface UserBrief {
  id: string;
  name: string;
}

export interface User extends UserBrief {
  email: string;
  role: UserRole;
  is_active: boolean;
  presence: Presence;
  created_at: string;
}

export interface Me {
  user: User;
  tenant: Tenant;
  permissions: string[];
  features: string[];
}

export interface AuthSession {
  access_token: string;
  /** None where another service signs people in and renews its own tokens. */
  refresh_token: string | null;
  token_type: 'bearer';
  expires_in: number;
  user: User;
  tenant: Tenant;
}

export interface CodeSent {
  expires_in: number;
  /** Only in demo mode, where no mail is sent. */
  code?: string | null;
}

export interface ContactBrief {
  id: string;
  name: string;
}

export interface Identifier {
  type: 'email' | 'phone' | 'whatsapp' | 'visitor_id';
  value: string;
  verified: boolean;
}

export interface Contact extends ContactBrief {
  company: string | null;
  identifiers: Identifier[];
  attributes: Record<string, unknown>;
  notes: string | null;
  created_at: string;
  updated_at: string;
}

export interface PageView {
  url: string;
  title: string | null;
  referrer: string | null;
  viewed_at: string;
}

export interface Visitor {
  id: string;
  contact_id: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  attributes: Record<string, unknown>;
  locale: string | null;
  identified_at: string | null;
  online: boolean;
  first_seen_at: string;
  last_seen_at: string;
  pages: PageView[];
}

export interface LastMessage {
  seq: number;
  text: string;
  direction: Direction;
  role: Role;
  private: boolean;
  status: MessageStatus;
  author_name: string;
  has_attachments: boolean;
  created_at: string;
}

export interface ConversationRow {
  id: string;
  channel: Channel;
  subject: string | null;
  status: ConversationStatus;
  priority: Priority;
  ai_mode: 'auto' | 'assist' | 'off';
  contact: ContactBrief | null;
  visitor_id: string | null;
  display_name: string;
  assignee: UserBrief | null;
  team_id: string | null;
  snoozed_until: string | null;
  waiting_since: string | null;
  last_seq: number;
  rev: number;
  inbound_count: number;
  visitor_read_seq: number;
  agents_read_seq: number;
  last_message: LastMessage | null;
  last_message_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface Conversation extends ConversationRow {
  read_seq: number;
  unread: number;
}

export interface Counts {
  mine: number;
  unassigned: number;
  open: number;
  pending: number;
  snoozed: number;
  by_channel: Record<Channel, number>;
}

export interface Attachment {
  id: string;
  file_name: string;
  content_type: string;
  size: number;
  width: number | null;
  height: number | null;
  url: string;
  thumbnail_url: string | null;
}

export interface Message {
  id: string;
  conversation_id: string;
  seq: number;
  rev: number;
  client_id: string | null;
  direction: Direction;
  role: Role;
  channel: Channel;
  content_text: string;
  content_html: string | null;
  attachments: Attachment[];
  status: MessageStatus;
  error: string | null;
  author: { id: string | null; name: string };
  private: boolean;
  created_at: string;
}

export interface SequencedMessage extends Message {
  prev_seq: number;
}

export interface ConversationChange {
  status?: ConversationStatus;
  priority?: Priority;
  assignee_id?: string | null;
  subject?: string | null;
  snoozed_until?: string | null;
}

export interface Theme {
  color: string;
  side: 'left' | 'right';
  mode: 'auto' | 'light' | 'dark';
}

export interface WidgetTexts {
  greeting: string | null;
  welcome: string | null;
  away: string | null;
}

export interface PreChatField {
  name: string;
  type: 'text' | 'email' | 'phone' | 'textarea' | 'select';
  label: Record<string, string> | null;
  required: boolean;
  options: string[] | null;
}

export interface Behaviour {
  sound: boolean;
  uploads: boolean;
  show_agents: boolean;
  show_reply_time: boolean;
}

export interface Widget {
  id: string;
  key: string;
  name: string;
  enabled: boolean;
  allowed_domains: string[];
  theme: Theme;
  texts: Record<string, WidgetTexts>;
  pre_chat: { enabled: boolean; fields: PreChatField[] };
  behaviour: Behaviour;
  locale: string | null;
  enforce_identity: boolean;
  has_identity_secret: boolean;
  snippet: string;
  created_at: string;
  updated_at: string;
}

export interface Invitation {
  id: string;
  email: string;
  name: string | null;
  role: UserRole;
  invited_by: string;
  created_at: string;
  expires_at: string;
  link: string | null;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_by: string;
  last_used_at: string | null;
  expires_at: string | null;
  created_at: string;
}

export interface NewApiKey extends ApiKey {
  key: string;
}
