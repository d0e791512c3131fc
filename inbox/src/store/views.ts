/** What a list shows: a filter and an order that the server and the live rows are both judged by. */
import { create } from 'zustand';
import type { ConversationFilter } from '@/api/hub';
import type {
  Channel,
  ConversationRow,
  ConversationStatus,
  CustomStatus,
  Priority,
  SavedView,
  Sort,
  ViewFilters,
} from '@/api/types';
import { isFitting } from './fitting';
import { store, stored } from './stored';

export const ALL_STATUSES: readonly ConversationStatus[] = ['open', 'pending', 'resolved', 'closed'];

export type ViewStatus = ConversationStatus | 'snoozed' | 'any';

/** What may have several values. */
export type Facet = 'own' | 'assignee' | 'team' | 'channel' | 'priority' | 'tags';

/** Moments from the one and before the other, or so many days counted back from now. */
export interface Span {
  since: string | null;
  until: string | null;
  within: number | null;
  over: number | null;
}

/** What a contact has to be, or with `not` is not to be: any of the values, each as text. */
export interface Wanted {
  key: string;
  values: readonly string[];
  not: boolean;
}

export interface View {
  /** Any of these; none named: any. */
  status: readonly ConversationStatus[];
  snoozed: boolean | null;
  /** Any of the workspace's own statuses: 'none' or the id of one. */
  own: readonly string[];
  /** Any of these: 'me', 'none' or the id of a user. */
  assignee: readonly string[];
  /** 'none' or the id of a team. */
  team: readonly string[];
  channel: readonly string[];
  priority: readonly string[];
  /** All of these. */
  tags: readonly string[];
  /** None of these. */
  not: Readonly<Record<Facet, readonly string[]>> & { readonly status: readonly ConversationStatus[] };
  starred: boolean;
  mentioned: boolean;
  unread: boolean;
  created: Span;
  active: Span;
  /** By attributes of the contact, each named once. */
  attributes: readonly Wanted[];
  sort: Sort;
}

export const anyTime: Span = { since: null, until: null, within: null, over: null };
const nothing: View['not'] = { status: [], own: [], assignee: [], team: [], channel: [], priority: [], tags: [] };

/** In the words of the list's head: what is open and asleep waits for nobody yet. */
export const STATES = {
  open: { status: ['open'], snoozed: false },
  pending: { status: ['pending'], snoozed: null },
  snoozed: { status: [], snoozed: true },
  resolved: { status: ['resolved'], snoozed: null },
  closed: { status: ['closed'], snoozed: null },
  any: { status: [], snoozed: null },
} satisfies Record<ViewStatus, Pick<View, 'status' | 'snoozed'>>;

const everything: View = {
  ...STATES.open,
  own: [],
  assignee: [],
  team: [],
  channel: [],
  priority: [],
  tags: [],
  not: nothing,
  starred: false,
  mentioned: false,
  unread: false,
  created: anyTime,
  active: anyTime,
  attributes: [],
  sort: 'newest',
};

/** Every open conversation, narrowed by this. */
export const viewWith = (wish: Partial<View>): View => ({ ...everything, ...wish });

export const named = {
  mine: viewWith({ assignee: ['me'] }),
  unassigned: viewWith({ assignee: ['none'] }),
  open: everything,
  mentions: viewWith({ ...STATES.any, mentioned: true }),
  starred: viewWith({ ...STATES.any, starred: true }),
  snoozed: viewWith(STATES.snoozed),
} satisfies Record<string, View>;

export type NamedView = keyof typeof named;

interface Shown {
  view: View;
  /** The saved view that it began as. */
  saved: string | null;
}

/** As a browser keeps it from before a filter had several values: then the first view is shown. */
const isView = (kept: Partial<View> | undefined) => Array.isArray(kept?.status) && Array.isArray(kept.assignee);

const kept = (): Shown => {
  const { view, saved } = stored<Partial<Shown>>('view', {});
  if (!isView(view)) return { view: named.mine, saved: null };
  // from before there was a filter, a browser kept nothing of it
  return { view: viewWith({ ...view, not: { ...nothing, ...view?.not } }), saved: saved ?? null };
};

export const useView = create<Shown>(kept);

/** Without `saved` it is no saved view any more. */
export function show(view: View, saved: string | null = null): void {
  useView.setState({ view, saved });
  store('view', { view, saved });
}

/** Narrows or widens what is shown; a saved view stays the one that it began as. */
export const adjust = (wish: Partial<View>) => {
  const { view, saved } = useView.getState();
  show({ ...view, ...wish }, saved);
};

export const FACETS: readonly Facet[] = ['own', 'assignee', 'team', 'channel', 'priority', 'tags'];
export const spanKey = (span: Span) => [span.since, span.until, span.within, span.over];

export const isBounded = (span: Span) => spanKey(span).some((bound) => bound !== null);

/** The same for the same contacts. */
export const attributesKey = ({ attributes }: View) =>
  JSON.stringify(attributes.map(({ key, values, not }) => [key, not, [...values].sort()]).sort());

/** The same for the same filters, in whichever order they were chosen. */
export const viewKey = (view: View) =>
  JSON.stringify([
    [[...view.status].sort(), [...view.not.status].sort()],
    view.snoozed,
    FACETS.map((facet) => [[...view[facet]].sort(), [...view.not[facet]].sort()]),
    [view.starred, view.mentioned, view.unread],
    spanKey(view.created),
    spanKey(view.active),
    attributesKey(view),
    view.sort,
  ]);

export const sameView = (one: View, other: View) => viewKey(one) === viewKey(other);

/** The status that the list's head can say in one word. */
export function stateOf(view: View): ViewStatus | null {
  if (view.not.status.length > 0) return null;
  const states = Object.keys(STATES) as ViewStatus[];
  const said = states.find((state) => {
    const { status, snoozed } = STATES[state];
    return snoozed === view.snoozed && status.join() === view.status.join();
  });
  return said ?? (view.status.join() === 'open' && view.snoozed === null ? 'open' : null);
}

/** Another status, of which whatever finer word there may be fits. */
export const inState = (view: View, state: Pick<View, 'status' | 'snoozed'>): Partial<View> => ({
  ...state,
  own: [],
  not: { ...view.not, status: [] },
});

/** These of the workspace's own, and the statuses that they refine: the hub counts what is open or pending only. */
export function inOwn(view: View, own: readonly string[], statuses: readonly CustomStatus[]): Partial<View> {
  if (own.length === 0) return { own };
  const refined = own.map((id) => statuses.find((one) => one.id === id)?.status);
  const status = ALL_STATUSES.filter((one) => refined.includes(one));
  // 'none' is of any status, and nobody knows what one that has gone refined
  if (refined.includes(undefined)) return { ...inState(view, STATES.any), own };
  return { ...inState(view, { status, snoozed: status.includes('open') ? false : null }), own };
}

/** Nothing, one value, or several: as the hub keeps it. */
const wordOf = <Value extends string>(values: readonly string[]) =>
  (values.length === 0 ? null : values.length === 1 ? values[0] : [...values]) as Value | Value[] | null;

/** The filters in the words of the hub. */
export function filtersOf({ not, created, active, attributes, ...view }: View): ViewFilters {
  return {
    status: wordOf<ConversationStatus>(view.status),
    snoozed: view.snoozed,
    custom_status_id: wordOf<string>(view.own),
    assignee: wordOf<string>(view.assignee),
    team_id: wordOf<string>(view.team),
    channel: wordOf<Channel>(view.channel),
    priority: wordOf<Priority>(view.priority),
    tag_ids: [...view.tags],
    not_status: [...not.status],
    not_custom_status_id: [...not.own],
    not_assignee: [...not.assignee],
    not_team_id: [...not.team],
    not_channel: [...not.channel] as Channel[],
    not_priority: [...not.priority] as Priority[],
    not_tag_ids: [...not.tags],
    starred: view.starred,
    mentioned: view.mentioned,
    unread: view.unread,
    created_since: created.since,
    created_until: created.until,
    created_within_days: created.within,
    created_over_days: created.over,
    active_since: active.since,
    active_until: active.until,
    active_within_days: active.within,
    active_over_days: active.over,
    attributes: attributes.filter((one) => !one.not).map(({ key, values }) => ({ key, values: [...values] })),
    not_attributes: attributes.filter((one) => one.not).map(({ key, values }) => ({ key, values: [...values] })),
  };
}

const listed = <Value extends string>(named: Value | Value[] | null): Value[] =>
  named === null ? [] : Array.isArray(named) ? named : [named];

const wantedOf = (attributes: ViewFilters['attributes'], not: boolean): Wanted[] =>
  attributes.map(({ key, values }) => ({ key, values: values.map(String), not }));

export function viewOf({ filters, sort }: Pick<SavedView, 'filters' | 'sort'>): View {
  return {
    status: listed(filters.status),
    snoozed: filters.snoozed,
    own: listed(filters.custom_status_id),
    assignee: listed(filters.assignee),
    team: listed(filters.team_id),
    channel: listed(filters.channel),
    priority: listed(filters.priority),
    tags: filters.tag_ids,
    not: {
      status: filters.not_status,
      own: filters.not_custom_status_id,
      assignee: filters.not_assignee,
      team: filters.not_team_id,
      channel: filters.not_channel,
      priority: filters.not_priority,
      tags: filters.not_tag_ids,
    },
    starred: filters.starred,
    mentioned: filters.mentioned,
    unread: filters.unread,
    created: {
      since: filters.created_since,
      until: filters.created_until,
      within: filters.created_within_days,
      over: filters.created_over_days,
    },
    active: {
      since: filters.active_since,
      until: filters.active_until,
      within: filters.active_within_days,
      over: filters.active_over_days,
    },
    attributes: [...wantedOf(filters.attributes, false), ...wantedOf(filters.not_attributes, true)],
    sort,
  };
}

/** As a question to the hub: what narrows nothing is not said. */
export function filterOf(view: View): ConversationFilter {
  const { attributes: _, not_attributes: __, ...filters } = filtersOf(view);
  const said = Object.entries(filters).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join() : value;
    // `false` says something of what is asleep only
    return text === null || text === '' || (text === false && name !== 'snoozed') ? [] : [[name, text]];
  });
  return { ...Object.fromEntries(said), ...attributeWords(view), sort: view.sort };
}

/** `plan:gold`, once for each value: they may have commas in them. */
export function attributeWords({ attributes }: View): Pick<ConversationFilter, 'attributes' | 'not_attributes'> {
  const words = (not: boolean) =>
    attributes.filter((one) => one.not === not).flatMap(({ key, values }) => values.map((value) => `${key}:${value}`));
  const [wanted, unwanted] = [words(false), words(true)];
  return { ...(wanted.length > 0 && { attributes: wanted }), ...(unwanted.length > 0 && { not_attributes: unwanted }) };
}

export const isSnoozed = ({ snoozed_until: until }: ConversationRow, now = Date.now()) =>
  until !== null && (until === 'reply' || Date.parse(until) > now);

/** A row with this agent's own marks. */
type Marked = ConversationRow & { starred?: boolean; mentioned?: boolean; readCount?: number | null };

/** Events are the same for everyone, so what is personal is kept beside them and unread is worked out. */
export function unreadOf(row: Marked): number {
  if (typeof row.readCount === 'number') return Math.max(0, row.inbound_count - row.readCount);
  return row.last_message?.direction === 'inbound' ? 1 : 0;
}

const anyOf = (values: readonly string[], held: string) => values.length === 0 || values.includes(held);

function hasFacets(row: ConversationRow, view: View, me: string): boolean {
  const assignee = row.assignee?.id ?? 'none';
  const people = (values: readonly string[]) => values.map((value) => (value === 'me' ? me : value));
  const held = {
    own: row.custom_status_id ?? 'none',
    team: row.team_id ?? 'none',
    channel: row.channel,
    priority: row.priority,
  };
  return (
    anyOf(people(view.assignee), assignee) &&
    !people(view.not.assignee).includes(assignee) &&
    (['own', 'team', 'channel', 'priority'] as const).every(
      (facet) => anyOf(view[facet], held[facet]) && !view.not[facet].includes(held[facet]),
    ) &&
    view.tags.every((tag) => row.tag_ids.includes(tag)) &&
    !view.not.tags.some((tag) => row.tag_ids.includes(tag))
  );
}

const DAY = 24 * 60 * 60 * 1000;

function isWithin(at: number, { since, until, within, over }: Span, now: number): boolean {
  return (
    (since === null || at >= Date.parse(since)) &&
    (until === null || at < Date.parse(until)) &&
    (within === null || at >= now - within * DAY) &&
    (over === null || at < now - over * DAY)
  );
}

/** Whether rows come and go with the time alone, besides those that are asleep. */
export const isTimed = ({ created, active }: View) =>
  [created.within, created.over, active.within, active.over].some((days) => days !== null);

/** Of whom the hub has not said it yet it is not so. */
function hasAttributes({ contact }: ConversationRow, view: View): boolean {
  if (view.attributes.length === 0) return true;
  if (!contact) return view.attributes.every(({ not }) => not);
  return isFitting(attributesKey(view), contact.id) === true;
}

/** As `sql/parts/fits.sql` has it. */
export function belongs(row: Marked, view: View, me: string, now = Date.now()): boolean {
  return (
    anyOf(view.status, row.status) &&
    !view.not.status.includes(row.status) &&
    (view.snoozed === null || isSnoozed(row, now) === view.snoozed) &&
    hasFacets(row, view, me) &&
    (!view.starred || row.starred === true) &&
    (!view.mentioned || row.mentioned === true) &&
    (!view.unread || unreadOf(row) > 0) &&
    hasAttributes(row, view) &&
    isWithin(Date.parse(row.created_at), view.created, now) &&
    isWithin(Date.parse(row.last_message_at ?? row.created_at), view.active, now)
  );
}
