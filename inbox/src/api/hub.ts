/** Every request the inbox makes, by name: the addresses stand here and nowhere else. */
import { http } from './client';
import type {
  Applied,
  Attachment,
  AuthSession,
  CannedReply,
  ChangedMatching,
  CodeSent,
  Contact,
  ContactAttribute,
  ContactChange,
  ContactMerged,
  Conversation,
  Counts,
  CustomStatus,
  Draft,
  Duplicate,
  Extent,
  Hours,
  InvitationLookUp,
  Macro,
  ManyChanged,
  ManyMarked,
  MarkStep,
  MatchCount,
  MatchingWish,
  Me,
  MergeUndone,
  NotificationRules,
  Page,
  PermissionTable,
  Role,
  SavedView,
  ScheduledMessage,
  SearchResults,
  SequencedMessage,
  SharedDraft,
  Sort,
  Step,
  Tag,
  TagColour,
  Team,
  TimelineItem,
  TranscriptWish,
  User,
  UserChange,
  ViewFilters,
  Visitor,
  WorkingHours,
  WrittenBy,
} from './types';

/** The names of `ViewFilters`, several values with commas between them; what is not named may be anything. */
export type ConversationFilter = {
  [Name in keyof ViewFilters]?: string | number | boolean | readonly string[] | null;
} & {
  contact_id?: string;
  sort?: Sort;
  cursor?: string | undefined;
  limit?: number;
};

export interface SearchQuery extends ConversationFilter {
  q: string;
  kind?: 'messages' | 'contacts';
  since?: string;
  until?: string;
  from?: WrittenBy | null;
}

/** A whole list, page by page: for what a workspace has dozens of, not thousands. */
export async function whole<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Item> = await http.get<Page<Item>>(path, { limit: 200, cursor });
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return items;
}

export const auth = {
  offer: () => http.open<{ email: string | null }>('/auth/sign-in'),
  signIn: (email: string) => http.open<CodeSent>('/auth/sign-in', { email }),
  verifySignIn: (email: string, code: string) => http.open<AuthSession>('/auth/sign-in/verify', { email, code }),
  signUp: (email: string, company: string, name: string) =>
    http.open<CodeSent>('/auth/sign-up', {
      email,
      company,
      locale: document.documentElement.lang,
      ...(name && { name }),
    }),
  verifySignUp: (email: string, code: string) => http.open<AuthSession>('/auth/sign-up/verify', { email, code }),
  link: (token: string) => http.open<AuthSession>('/auth/link', { token }),
  invitation: (token: string) => http.open<InvitationLookUp>('/auth/invitations/look-up', { token }),
  acceptInvitation: (token: string, name: string) =>
    http.open<AuthSession>('/auth/invitations/accept', { token, name }),
  signOut: () => http.post<void>('/auth/sign-out'),
  me: () => http.get<Me>('/auth/me'),
};

export const conversations = {
  list: (filter: ConversationFilter, signal?: AbortSignal) =>
    http.get<Page<Conversation>>('/conversations', { ...filter }, signal),
  counts: () => http.get<Counts>('/conversations/counts'),
  get: (id: string) => http.get<Conversation>(`/conversations/${id}`),
  messages: (id: string, around: { before_seq?: number; after_seq?: number; limit?: number }) =>
    http.get<Page<SequencedMessage>>(`/conversations/${id}/messages`, around),
  transcript: (id: string, wish: TranscriptWish) => http.file(`/conversations/${id}/transcript`, { ...wish }),
  mailTranscript: (id: string, to: string, wish: TranscriptWish) =>
    http.post<void>(`/conversations/${id}/transcript`, { to, ...wish }),
  resend: (messageId: string) => http.post<SequencedMessage>(`/messages/${messageId}/resend`),
  dismiss: (messageId: string) => http.post<SequencedMessage>(`/messages/${messageId}/dismiss`),
  undoDismiss: (messageId: string) => http.delete<SequencedMessage>(`/messages/${messageId}/dismiss`),
  changeMany: (changes: readonly Step[]) => http.post<ManyChanged>('/conversations/bulk', { changes }),
  markMany: (marks: readonly MarkStep[]) => http.post<ManyMarked>('/conversations/marks', { marks }),
  countMatching: ({ sort: _, ...filter }: ConversationFilter, macro_id?: string) =>
    http.get<MatchCount>('/conversations/matching', { ...filter, macro_id }),
  changeMatching: (filters: ViewFilters, wish: MatchingWish, cursor: string | null, limit: number, key: string) =>
    http.post<ChangedMatching>('/conversations/matching', { filters, ...wish, cursor, limit }, key),
  move: (id: string, contactId: string | null) =>
    http.post<Conversation>(`/conversations/${id}/move`, { contact_id: contactId }),
  merge: (id: string, into: string) => http.post<Conversation>(`/conversations/${id}/merge`, { into_id: into }),
  undoMerge: (id: string) => http.delete<Conversation>(`/conversations/${id}/merge`),
  split: (id: string, fromSeq: number, subject: string | null) =>
    http.post<Conversation>(`/conversations/${id}/split`, { from_seq: fromSeq, subject }),
  undoSplit: (id: string) => http.delete<Conversation>(`/conversation-splits/${id}`),
  star: (id: string) => http.post<Conversation>(`/conversations/${id}/star`),
  unstar: (id: string) => http.delete<Conversation>(`/conversations/${id}/star`),
  read: (id: string, seq: number) => http.post<void>(`/conversations/${id}/read`, { seq }),
};

export const customStatuses = {
  list: () => http.get<Page<CustomStatus>>('/custom-statuses').then(({ items }) => items),
};

export const tags = {
  list: () => whole<Tag>('/tags'),
  create: (name: string, colour: TagColour) => http.post<Tag>('/tags', { name, colour }),
};

interface ScheduledWish {
  text: string;
  html: string | null;
  send_at: string;
  stop_on_reply: boolean;
}

interface ViewWish {
  name: string;
  filters: ViewFilters;
  sort: Sort;
  is_shared: boolean;
}

export const views = {
  list: () => whole<SavedView>('/views'),
  create: (view: ViewWish) => http.post<SavedView>('/views', view),
  change: (id: string, change: Partial<ViewWish>) => http.patch<SavedView>(`/views/${id}`, change),
  remove: (id: string) => http.delete<void>(`/views/${id}`),
};

export const scheduledMessages = {
  list: (id: string) => http.get<Page<ScheduledMessage>>(`/conversations/${id}/scheduled-messages`),
  create: (id: string, message: ScheduledWish & { client_id: string; attachments: readonly string[] }) =>
    http.post<ScheduledMessage>(`/conversations/${id}/scheduled-messages`, message),
  change: (id: string, change: Partial<ScheduledWish>) =>
    http.patch<ScheduledMessage>(`/scheduled-messages/${id}`, change),
  remove: (id: string) => http.delete<void>(`/scheduled-messages/${id}`),
};

export const drafts = {
  list: () => whole<Draft>('/drafts'),
  get: (id: string) => http.get<Draft>(`/conversations/${id}/draft`),
  keep: (id: string, draft: Pick<Draft, 'text' | 'note' | 'private' | 'shared' | 'version'>) =>
    http.put<Draft>(`/conversations/${id}/draft`, draft),
  listShared: () => whole<SharedDraft>('/shared-drafts'),
  take: (id: string, from: string, version: string | null) =>
    http.post<Draft>(`/conversations/${id}/draft/take`, { user_id: from, version }),
};

interface MacroRun {
  client_id: string;
  macro_id: string;
  text?: string;
  html?: string;
}

export const macros = {
  list: () => whole<Macro>('/macros'),
  apply: (id: string, run: MacroRun) => http.post<Applied>(`/conversations/${id}/macro-runs`, run),
};

export const cannedReplies = {
  list: () => whole<CannedReply>('/canned-replies'),
};

export const search = {
  contacts: (q: string, limit: number, signal: AbortSignal) =>
    http.get<SearchResults>('/search', { q, kind: 'contacts', limit }, signal),
  find: (wanted: SearchQuery, signal: AbortSignal) => http.get<SearchResults>('/search', { ...wanted }, signal),
  further: (wanted: SearchQuery, cursor: string) =>
    http.get<SearchResults>('/search', { ...wanted, cursor, kind: 'messages' }),
};

export const people = {
  users: () => whole<User>('/users'),
  change: (id: string, change: UserChange) => http.patch<User>(`/users/${id}`, change),
  teams: () => whole<Team>('/teams'),
  roles: () => whole<Role>('/roles'),
  permissions: () => http.get<PermissionTable>('/permissions'),
  contact: (id: string) => http.get<Contact>(`/contacts/${id}`),
  changeContact: (id: string, change: ContactChange) => http.patch<Contact>(`/contacts/${id}`, change),
  conversationsOf: (contactId: string) =>
    http.get<Page<Conversation>>(`/contacts/${contactId}/conversations`, { limit: 20 }),
  visitor: (id: string) => http.get<Visitor>(`/visitors/${id}`),
  block: (noun: 'contacts' | 'visitors', id: string, reason: string) =>
    http.post<Contact | Visitor>(`/${noun}/${id}/block`, reason ? { reason } : {}),
  timeline: (contactId: string, kind?: TimelineItem['kind']) =>
    http.get<Page<TimelineItem>>(`/contacts/${contactId}/timeline`, { kind, limit: 50 }),
  addNote: (contactId: string, text: string) => http.post<TimelineItem>(`/contacts/${contactId}/notes`, { text }),
  removeNote: (id: string) => http.delete<void>(`/contact-notes/${id}`),
  find: (q: string) => http.get<Page<Contact>>('/contacts', { q, limit: 10 }),
  duplicates: (id: string) => http.get<Page<Duplicate>>(`/contacts/${id}/duplicates`),
  merge: (id: string, contactId: string, take: readonly string[]) =>
    http.post<ContactMerged>(`/contacts/${id}/merge`, { contact_id: contactId, take }),
  undoMerge: (mergeId: string) => http.post<MergeUndone>(`/contact-merges/${mergeId}/undo`),
  exportData: (id: string) => http.file(`/contacts/${id}/export`),
  extent: (id: string) => http.get<Extent>(`/contacts/${id}/erasure`),
  erase: (id: string) => http.delete<void>(`/contacts/${id}`),
  unblock: (noun: 'contacts' | 'visitors', id: string) => http.delete<Contact | Visitor>(`/${noun}/${id}/block`),
};

export const contactAttributes = {
  list: () => whole<ContactAttribute>('/contact-attributes'),
};

export const workingHours = {
  get: () => http.get<WorkingHours>('/working-hours'),
  change: (hours: Hours, seen?: string) => http.put<WorkingHours>('/working-hours', hours, seen),
};

export const notificationRules = {
  get: () => http.get<NotificationRules>('/notification-rules'),
  change: (rules: NotificationRules) => http.put<NotificationRules>('/notification-rules', rules),
};

export const files = {
  renew: (id: string) => http.get<Attachment>(`/files/${id}`),
};
