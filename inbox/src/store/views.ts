/** What a list shows: a filter that the server and the live rows are both judged by. */
import { create } from 'zustand';
import type { ConversationFilter } from '@/api/hub';
import type { Channel, ConversationRow, ConversationStatus } from '@/api/types';
import { store, stored } from './stored';

export type ViewStatus = ConversationStatus | 'snoozed' | 'any';

export interface View {
  /** 'me', 'none', 'any' or the id of a user. */
  assignee: string;
  status: ViewStatus;
  channel: Channel | null;
}

export const named = {
  mine: { assignee: 'me', status: 'open', channel: null },
  unassigned: { assignee: 'none', status: 'open', channel: null },
  open: { assignee: 'any', status: 'open', channel: null },
} satisfies Record<string, View>;

export type NamedView = keyof typeof named;

export const useView = create<{ view: View }>(() => ({ view: stored<View>('view', named.mine) }));

export function show(view: View): void {
  useView.setState({ view });
  store('view', view);
}

export const viewKey = (view: View) => `${view.assignee}/${view.status}/${view.channel ?? ''}`;

export const sameView = (one: View, other: View) => viewKey(one) === viewKey(other);

export function filterOf(view: View): ConversationFilter {
  return {
    status: view.status === 'any' || view.status === 'snoozed' ? undefined : view.status,
    snoozed: view.status === 'snoozed' ? true : view.status === 'open' ? false : undefined,
    assignee: view.assignee === 'any' ? undefined : view.assignee,
    channel: view.channel ?? undefined,
  };
}

export const isSnoozed = ({ snoozed_until: until }: ConversationRow, now = Date.now()) =>
  until !== null && (until === 'reply' || Date.parse(until) > now);

function hasStatus(row: ConversationRow, status: ViewStatus, now: number): boolean {
  if (status === 'any') return true;
  if (status === 'snoozed') return isSnoozed(row, now);
  return row.status === status && !(status === 'open' && isSnoozed(row, now));
}

export function belongs(row: ConversationRow, view: View, me: string, now = Date.now()): boolean {
  if (!hasStatus(row, view.status, now) || (view.channel && row.channel !== view.channel)) return false;
  if (view.assignee === 'any') return true;
  if (view.assignee === 'none') return row.assignee === null;
  return row.assignee?.id === (view.assignee === 'me' ? me : view.assignee);
}
