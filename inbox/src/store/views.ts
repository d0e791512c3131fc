/** What a list shows: a filter and an order that the server and the live rows are both judged by. */
import { create } from 'zustand';
import type { ConversationFilter } from '@/api/hub';
import type { Channel, ConversationRow, ConversationStatus, Priority, SavedView, Sort, ViewFilters } from '@/api/types';
import { store, stored } from './stored';

export type ViewStatus = ConversationStatus | 'snoozed' | 'any';

export interface View {
  /** 'me', 'none', 'any' or the id of a user. */
  assignee: string;
  status: ViewStatus;
  channel: Channel | null;
  team: string | null;
  priority: Priority | null;
  /** All of these. */
  tags: readonly string[];
  starred: boolean;
  mentioned: boolean;
  sort: Sort;
}

const everything: View = {
  assignee: 'any',
  status: 'open',
  channel: null,
  team: null,
  priority: null,
  tags: [],
  starred: false,
  mentioned: false,
  sort: 'newest',
};

/** Every open conversation, narrowed by this. */
export const viewWith = (wish: Partial<View>): View => ({ ...everything, ...wish });

export const named = {
  mine: viewWith({ assignee: 'me' }),
  unassigned: viewWith({ assignee: 'none' }),
  open: everything,
  mentions: viewWith({ status: 'any', mentioned: true }),
  starred: viewWith({ status: 'any', starred: true }),
  snoozed: viewWith({ status: 'snoozed' }),
} satisfies Record<string, View>;

export type NamedView = keyof typeof named;

interface Shown {
  view: View;
  /** The saved view that it began as. */
  saved: string | null;
}

const kept = () => {
  const { view, saved } = stored<Partial<Shown> & Partial<View>>('view', {});
  return { view: viewWith(view ?? named.mine), saved: saved ?? null };
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

export const viewKey = (view: View) =>
  [
    view.assignee,
    view.status,
    view.channel ?? '',
    view.team ?? '',
    view.priority ?? '',
    [...view.tags].sort().join(),
    view.starred ? 'starred' : '',
    view.mentioned ? 'mentioned' : '',
    view.sort,
  ].join('/');

export const sameView = (one: View, other: View) => viewKey(one) === viewKey(other);

/** The filters in the words of the hub. */
export function filtersOf(view: View): ViewFilters {
  return {
    status: view.status === 'any' || view.status === 'snoozed' ? null : view.status,
    snoozed: view.status === 'snoozed' ? true : view.status === 'open' ? false : null,
    assignee: view.assignee === 'any' ? null : view.assignee,
    team_id: view.team,
    channel: view.channel,
    priority: view.priority,
    tag_ids: [...view.tags],
    starred: view.starred,
    mentioned: view.mentioned,
  };
}

export function viewOf({ filters, sort }: SavedView): View {
  return {
    assignee: filters.assignee ?? 'any',
    status: filters.snoozed ? 'snoozed' : (filters.status ?? 'any'),
    channel: filters.channel,
    team: filters.team_id,
    priority: filters.priority,
    tags: filters.tag_ids,
    starred: filters.starred,
    mentioned: filters.mentioned,
    sort,
  };
}

export function filterOf(view: View): ConversationFilter {
  const { tag_ids: tags, starred, mentioned, ...filters } = filtersOf(view);
  return { ...filters, tag_ids: tags.join(), starred: starred || null, mentioned: mentioned || null, sort: view.sort };
}

export const isSnoozed = ({ snoozed_until: until }: ConversationRow, now = Date.now()) =>
  until !== null && (until === 'reply' || Date.parse(until) > now);

function hasStatus(row: ConversationRow, status: ViewStatus, now: number): boolean {
  if (status === 'any') return true;
  if (status === 'snoozed') return isSnoozed(row, now);
  return row.status === status && !(status === 'open' && isSnoozed(row, now));
}

function hasAssignee(row: ConversationRow, assignee: string, me: string): boolean {
  if (assignee === 'any') return true;
  if (assignee === 'none') return row.assignee === null;
  return row.assignee?.id === (assignee === 'me' ? me : assignee);
}

/** A row with this agent's own mark. */
type Marked = ConversationRow & { starred?: boolean; mentioned?: boolean };

export function belongs(row: Marked, view: View, me: string, now = Date.now()): boolean {
  return (
    hasStatus(row, view.status, now) &&
    hasAssignee(row, view.assignee, me) &&
    (view.channel === null || row.channel === view.channel) &&
    (view.team === null || row.team_id === view.team) &&
    (view.priority === null || row.priority === view.priority) &&
    view.tags.every((tag) => row.tag_ids.includes(tag)) &&
    (!view.starred || row.starred === true) &&
    (!view.mentioned || row.mentioned === true)
  );
}
