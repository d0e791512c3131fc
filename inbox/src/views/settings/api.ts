/** The requests of the settings; they are loaded with them. */
import type { WidgetConfig } from '@widget/config';
import { http } from '@/api/client';
import * as hub from '@/api/hub';
import type {
  ApiKey,
  AuditEntry,
  CannedReply,
  Cause,
  ContactAttribute,
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
  Team,
  Tenant,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
  Widget,
} from '@/api/types';
import type { Held } from '@/store/roles';

/** What can be done with a list that a workspace keeps. */
const kept = <Item, Wish, Change = Wish>(path: string, list: () => Promise<Item[]>) => ({
  list,
  create: (wish: Wish) => http.post<Item>(path, wish),
  change: (id: string, change: Change, seen?: string) => http.patch<Item>(`${path}/${id}`, change, seen),
  remove: (id: string) => http.delete<void>(`${path}/${id}`),
});

export const widgets = {
  list: () => hub.whole<Widget>('/widgets'),
  create: (name: string) => http.post<Widget>('/widgets', { name }),
  change: (id: string, change: Partial<Widget>, seen?: string) => http.patch<Widget>(`/widgets/${id}`, change, seen),
  /** What a visitor's browser is told of it now. */
  face: (key: string) => http.get<WidgetConfig>('/widget/config', { key }),
  newSecret: (id: string) => http.post<{ identity_secret: string }>(`/widgets/${id}/identity-secret`),
};

export const team = {
  change: hub.people.change,
  invitations: () => hub.whole<Invitation>('/invitations'),
  invite: (email: string, { role, custom_role_id: own }: Held, name: string) =>
    http.post<Invitation>('/invitations', {
      email,
      ...(own ? { custom_role_id: own } : { role }),
      ...(name && { name }),
    }),
  takeBack: (id: string) => http.delete<void>(`/invitations/${id}`),
};

export const tags = kept<Tag, Pick<Tag, 'name' | 'colour'>>('/tags', hub.tags.list);

type StatusChange = Pick<CustomStatus, 'name' | 'colour'>;

export const customStatuses = {
  ...kept<CustomStatus, StatusChange & Pick<CustomStatus, 'status'>, StatusChange>(
    '/custom-statuses',
    hub.customStatuses.list,
  ),
  order: (ids: readonly string[]) => http.put<Page<CustomStatus>>('/custom-statuses/order', { ids }),
};

type AttributeChange = Pick<ContactAttribute, 'name' | 'options'>;

export const contactAttributes = kept<
  ContactAttribute,
  AttributeChange & Pick<ContactAttribute, 'type'>,
  AttributeChange
>('/contact-attributes', hub.contactAttributes.list);

export const roles = kept<Role, Pick<Role, 'name' | 'permissions'>>('/roles', hub.people.roles);

interface TeamWish {
  name: string;
  members: string[];
  auto_assign: boolean;
  capacity: number | null;
  give_back_minutes: number | null;
  hours: Hours | null;
}

export const teams = kept<Team, TeamWish>('/teams', hub.people.teams);

export type TenantWish = Partial<Pick<Tenant, 'name' | 'locale'>>;

export const tenant = {
  change: (change: TenantWish) => http.patch<Tenant>('/tenant', change),
};

export const features = {
  switch: (feature: Feature, on: boolean) => http.patch<void>('/features', { features: { [feature]: on } }),
};

export const apiKeys = {
  list: () => hub.whole<ApiKey>('/api-keys'),
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
  list: () => hub.whole<WebhookEndpoint>('/webhook-endpoints'),
  create: (wish: WebhookWish) => http.post<NewWebhookEndpoint>('/webhook-endpoints', wish),
  change: (id: string, change: WebhookWish & { enabled: boolean }, seen?: string) =>
    http.patch<WebhookEndpoint>(`/webhook-endpoints/${id}`, change, seen),
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

export const cannedReplies = kept<CannedReply, Pick<CannedReply, 'name' | 'text' | 'is_shared'>>(
  '/canned-replies',
  hub.cannedReplies.list,
);

type MacroWish = Pick<Macro, 'name' | 'text' | 'private' | 'actions' | 'is_shared'>;

export const macros = kept<Macro, MacroWish>('/macros', hub.macros.list);

export const deadLetters = {
  page: (cause: Cause | undefined, cursor?: string) =>
    http.get<Page<DeadLetter>>('/dead-letters', { limit: 50, cause, cursor }),
  get: (id: string) => http.get<OpenedLetter>(`/dead-letters/${id}`),
  replay: (id: string) => http.post<DeadLetter>(`/dead-letters/${id}/replay`),
  discard: (id: string) => http.post<DeadLetter>(`/dead-letters/${id}/discard`),
  discardAll: (cause: Cause | undefined) => http.post<{ count: number }>('/dead-letters/discard', { cause }),
};
