/** The words of the hub as the browser sees them, taken from its OpenAPI document (`npm run types`). */
import type { components } from './schema';

type Schemas = components['schemas'];

/** What the hub says carries every field; only in what it is told may one be left out. */
type Said<Part> = Part extends (infer Item)[]
  ? Said<Item>[]
  : Part extends object
    ? { [Key in keyof Part]-?: Said<Exclude<Part[Key], undefined>> }
    : Part;

type Of<Name extends keyof Schemas> = Said<Schemas[Name]>;

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** What kind of transcript. */
export type TranscriptWish = Required<Omit<Schemas['TranscriptMail'], 'to'>>;
export type Channel = Schemas['Channel'];
export type ConversationStatus = Schemas['ConversationStatus'];
export type Priority = Schemas['Priority'];
export type Presence = Schemas['Presence'];
export type UserRole = Schemas['UserRole'];
export type Permission = Schemas['Permission'];
export type Feature = Schemas['Feature'];

export type Tenant = Of<'Tenant'>;
export type UserBrief = Of<'UserBrief'>;
export type User = Of<'User'>;
export type Me = Of<'Me'>;
export type Role = Of<'CustomRole'>;
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export interface Hours {
  time_zone: string;
  week: Partial<Record<Weekday, [string, string][]>>;
  holidays: { date: string; name: string }[];
}
export interface WorkingHours {
  version: string;
  hours: Hours;
  next_day_at: string | null;
}
export type Occasion = 'assigned' | 'mentioned' | 'mine' | 'unassigned' | 'team';
export type QuietHours = Of<'QuietHours'>;
export interface NotificationRules {
  occasions: Partial<Record<Occasion, { browser: boolean; sound: boolean; email: boolean }>>;
  quiet_hours: QuietHours | null;
}
export type BuiltInRole = Of<'BuiltInRole'>;
export type PermissionTable = Of<'PermissionTable'>;
export type AuthSession = Of<'AuthSession'>;
export type CodeSent = Of<'CodeSent'>;
export type CodeWay = CodeSent['way'];
export type InvitationLookUp = Of<'InvitationLookUp'>;

export type Contact = Of<'Contact'>;
export type Extent = Of<'Extent'>;
export type Duplicate = Of<'Duplicate'>;
export type ContactMerged = Of<'ContactMerged'>;
export type MergeUndone = Of<'MergeUndone'>;
export type ContactAttribute = Of<'ContactAttribute'>;
export type TimelineItem = Of<'TimelineItem'>;
export type Identifier = Of<'Identifier'>;
export type PageView = Of<'PageView'>;
export type Visitor = Of<'Visitor'>;

export type Conversation = Of<'Conversation'>;
/** The same for every agent: what the live events carry. */
export type ConversationRow = Omit<Conversation, 'read_seq' | 'unread' | 'starred' | 'mentioned'>;
export type Tag = Of<'Tag'>;
export type CustomStatus = Of<'CustomStatus'>;
/** What takes a change of many back. */
export interface Step {
  ids: readonly string[];
  change: ConversationChange;
  /** Only those that are still so. */
  if_still?: ConversationChange | null;
}
export interface ManyChanged {
  conversations: Conversation[];
  undo: Step[];
}
/** What only this agent has of a conversation; one of these. */
export interface Mark {
  starred?: boolean | null;
  unread?: true | null;
  read_seq?: number | null;
}
export interface MarkStep {
  ids: readonly string[];
  mark: Mark;
}
export interface ManyMarked {
  conversations: Conversation[];
  undo: MarkStep[];
}
/** A change or a mark of all that match. */
export type Wish = { change: ConversationChange } | { mark: Mark };
/** What all that match may be asked for besides: a macro, with what it writes, if it does. */
export type MatchingWish = Wish | { macro_id: string; client_id?: string; text?: string; html?: string };
export interface ChangedMatching {
  matched: number;
  changed: number;
  left_out: number;
  /** Each is one request that takes a part of it back. */
  undo: Step[][];
  undo_marks: MarkStep[][];
  /** What a macro names that has gone. */
  skipped: MacroAction[];
  next_cursor: string | null;
}
export type MatchCount = Of<'MatchCount'>;
export type Reached = Of<'Reached'>;
export type SavedView = Of<'View'>;
export type ViewFilters = Of<'ViewFilters'>;
export type Sort = Schemas['Sort'];
export type Team = Omit<Of<'Team'>, 'hours'> & { hours: Hours | null };
export type TagColour = Schemas['TagColour'];
export type LastMessage = Of<'LastMessage'>;
export type Counts = Of<'ConversationCounts'>;
export type Standing = Of<'Now'>;
export type Figures = Of<'Figures'>;
export type Report = Of<'Report'>;
export type Share = Of<'Share'>;
export type Breakdown = Of<'Breakdown'>;
export type RatedConversation = Of<'RatedConversation'>;
export type Attachment = Of<'Attachment'>;
export type Draft = Of<'Draft'>;
export type SharedDraft = Of<'SharedDraft'>;
export type ScheduledMessage = Of<'ScheduledMessage'>;
export type Macro = Of<'Macro'>;
export type MacroAction = Macro['actions'][number];
export type Applied = Of<'Applied'>;
export type CannedReply = Of<'CannedReply'>;
export type Variable = Schemas['Variable'];
export type SequencedMessage = Of<'SequencedMessage'>;
export type Failure = Of<'Failure'>;
export type Cause = Schemas['Cause'];

export type Part = Of<'Part'>;
export type FoundMessage = Of<'FoundMessage'>;
export type FoundContact = Of<'FoundContact'>;
export type WrittenBy = 'customer' | 'us' | 'notes';

export interface SearchResults {
  messages: Page<FoundMessage>;
  contacts: Page<FoundContact>;
}

export type Widget = Of<'Widget'>;
export type WidgetTexts = Of<'Texts'>;
export type PreChatField = Of<'PreChatField'>;
export type Invitation = Of<'Invitation'>;
export type ApiKey = Of<'ApiKey'>;
export type NewApiKey = Of<'NewApiKey'>;
export type DeadLetter = Of<'DeadLetter'>;
export type AuditEntry = Of<'AuditEntry'>;
export type WebhookEndpoint = Of<'WebhookEndpoint'>;
export type NewWebhookEndpoint = Of<'NewWebhookEndpoint'>;
export type WebhookDelivery = Of<'WebhookDelivery'>;
export type OpenedDelivery = Of<'OpenedDelivery'>;
export type WebhookEvent = Schemas['WebhookEvent'];
export type OpenedLetter = Of<'OpenedLetter'>;

export type ConversationChange = Partial<Schemas['ConversationChange']>;
export type ContactChange = Schemas['ContactChange'];
export type UserChange = Schemas['UserChange'];
