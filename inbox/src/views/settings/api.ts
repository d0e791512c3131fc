/** The requests of the settings; they are loaded with them. */
import type { WidgetConfig } from '@widget/config';
import { http } from '@/api/client';
import {
  contactAttributes as attributes,
  tags as hub,
  macros as kept,
  customStatuses as ownStatuses,
  people,
  cannedReplies as replies,
  whole,
} from '@/api/hub';
import type {
  ApiKey,
  AuditEntry,
  CannedReply,
  Cause,
  ContactAttribute,
  ConversationStatus,
  CustomStatus,
  DeadLetter,
  Feature,
  Hours,
  Invitation,
  Macro,
  NewApiKey,
  NewWebhookEndpoint,
  OpenedDelivery,
  OpenedLetter,
  Page,
  Role,
  Tag,
  TagColour,
  Team,
  Tenant,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
  Widget,
} from '@/api/types';
import type { Held } from '@/store/roles';

export const widgets = {
  list: () => whole<Widget>('/widgets'),
  create: (name: string) => http.post<Widget>('/widgets', { name }),
  change: (id: string, change: Partial<Widget>) => http.patch<Widget>(`/widgets/${id}`, change),
  /** What a visitor's browser is told of it now. */
  face: (key: string) => http.get<WidgetConfig>('/widget/config', { key }),
  newSecret: (id: string) => http.post<{ identity_secret: string }>(`/widgets/${id}/identity-secret`),
};

export const team = {
  users: people.users,
  change: people.change,
  invitations: () => whole<Invitation>('/invitations'),
  invite: (email: string, { role, custom_role_id: own }: Held, name: string) =>
    http.post<Invitation>('/invitations', {
      email,
      ...(own ? { custom_role_id: own } : { role }),
      ...(name && { name }),
    }),
  takeBack: (id: string) => http.delete<void>(`/invitations/${id}`),
};

export const tags = {
  list: hub.list,
  create: hub.create,
  change: (id: string, change: { name?: string; colour?: TagColour }) => http.patch<Tag>(`/tags/${id}`, change),
  remove: (id: string) => http.delete<void>(`/tags/${id}`),
};

export const customStatuses = {
  list: ownStatuses.list,
  create: (wish: { name: string; status: ConversationStatus; colour: TagColour }) =>
    http.post<CustomStatus>('/custom-statuses', wish),
  change: (id: string, change: { name: string; colour: TagColour }) =>
    http.patch<CustomStatus>(`/custom-statuses/${id}`, change),
  order: (ids: readonly string[]) => http.put<Page<CustomStatus>>('/custom-statuses/order', { ids }),
  remove: (id: string) => http.delete<void>(`/custom-statuses/${id}`),
};

export const contactAttributes = {
  list: attributes.list,
  create: (wish: { name: string; type: ContactAttribute['type']; options: string[] }) =>
    http.post<ContactAttribute>('/contact-attributes', wish),
  change: (id: string, change: { name: string; options: string[] }) =>
    http.patch<ContactAttribute>(`/contact-attributes/${id}`, change),
  remove: (id: string) => http.delete<void>(`/contact-attributes/${id}`),
};

type RoleWish = Pick<Role, 'name' | 'permissions'>;

export const roles = {
  list: people.roles,
  create: (role: RoleWish) => http.post<Role>('/roles', role),
  change: (id: string, role: RoleWish) => http.patch<Role>(`/roles/${id}`, role),
  remove: (id: string) => http.delete<void>(`/roles/${id}`),
};

interface TeamWish {
  name: string;
  members: string[];
  auto_assign: boolean;
  capacity: number | null;
  give_back_minutes: number | null;
  hours: Hours | null;
}

export const teams = {
  list: people.teams,
  create: (team: TeamWish) => http.post<Team>('/teams', team),
  change: (id: string, team: TeamWish) => http.patch<Team>(`/teams/${id}`, team),
  remove: (id: string) => http.delete<void>(`/teams/${id}`),
};

export type TenantWish = Partial<Pick<Tenant, 'name' | 'locale'>>;

export const tenant = {
  change: (change: TenantWish) => http.patch<Tenant>('/tenant', change),
};

export const features = {
  switch: (feature: Feature, on: boolean) => http.patch<void>('/features', { features: { [feature]: on } }),
};

export const apiKeys = {
  list: () => whole<ApiKey>('/api-keys'),
  create: (name: string, scopes: string[], expires_at: string | null) =>
    http.post<NewApiKey>('/api-keys', { name, scopes, ...(expires_at && { expires_at }) }),
  revoke: (id: string) => http.delete<void>(`/api-keys/${id}`),
};

interface WebhookWish {
  url: string;
  description: string;
  events: WebhookEvent[];
}

export const audit = {
  page: (wish: { action?: string | undefined; actor?: string | undefined }, cursor?: string) =>
    http.get<Page<AuditEntry>>('/audit-log', { ...wish, cursor }),
  kinds: async () => (await http.get<{ kinds: string[] }>('/audit-log/kinds')).kinds,
  csv: (wish: { action?: string | undefined; actor?: string | undefined }) => http.file('/audit-log/export', wish),
};

export const webhooks = {
  list: () => whole<WebhookEndpoint>('/webhook-endpoints'),
  create: (wish: WebhookWish) => http.post<NewWebhookEndpoint>('/webhook-endpoints', wish),
  change: (id: string, change: WebhookWish & { enabled: boolean }) =>
    http.patch<WebhookEndpoint>(`/webhook-endpoints/${id}`, change),
  remove: (id: string) => http.delete<void>(`/webhook-endpoints/${id}`),
  newSecret: (id: string) => http.post<NewWebhookEndpoint>(`/webhook-endpoints/${id}/secret`),
  test: (id: string) => http.post<WebhookDelivery>(`/webhook-endpoints/${id}/test`),
  log: (id: string, cursor?: string) =>
    http.get<Page<WebhookDelivery>>(`/webhook-endpoints/${id}/deliveries`, { limit: 30, cursor }),
  delivery: (id: string) => http.get<OpenedDelivery>(`/webhook-deliveries/${id}`),
  replay: (id: string) => http.post<OpenedDelivery>(`/webhook-deliveries/${id}/replay`),
  replayFailed: (id: string, since: number) =>
    http.post<{ count: number }>(`/webhook-endpoints/${id}/replay`, { since: new Date(since).toISOString() }),
};

type CannedReplyInput = Pick<CannedReply, 'name' | 'text' | 'is_shared'>;

export const cannedReplies = {
  list: replies.list,
  create: (reply: CannedReplyInput) => http.post<CannedReply>('/canned-replies', reply),
  change: (id: string, reply: Partial<CannedReplyInput>) => http.patch<CannedReply>(`/canned-replies/${id}`, reply),
  remove: (id: string) => http.delete<void>(`/canned-replies/${id}`),
};

type MacroInput = Pick<Macro, 'name' | 'text' | 'private' | 'actions' | 'is_shared'>;

export const macros = {
  list: kept.list,
  create: (macro: MacroInput) => http.post<Macro>('/macros', macro),
  change: (id: string, macro: MacroInput) => http.patch<Macro>(`/macros/${id}`, macro),
  remove: (id: string) => http.delete<void>(`/macros/${id}`),
};

export const deadLetters = {
  page: (cause: Cause | undefined, cursor?: string) =>
    http.get<Page<DeadLetter>>('/dead-letters', { limit: 50, cause, cursor }),
  get: (id: string) => http.get<OpenedLetter>(`/dead-letters/${id}`),
  replay: (id: string) => http.post<DeadLetter>(`/dead-letters/${id}/replay`),
  discard: (id: string) => http.post<DeadLetter>(`/dead-letters/${id}/discard`),
  discardAll: (cause: Cause | undefined) => http.post<{ count: number }>('/dead-letters/discard', { cause }),
};
