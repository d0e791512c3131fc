/** The views that everybody has, with what the hub counts of them: the navigation lists them, the list's head says them. */
import type { Channel, ConversationStatus, Counts } from '@/api/types';
import { type NamedView, named, STATES as states, type View, viewWith } from '@/store/views';
import { number } from '@/texts/language';

interface Usual<Key extends string = string> {
  key: Key;
  view: View;
  count: number | undefined;
}

/** As people read it; nobody counts further than the hub does, which may not have looked at all that is done. */
export function countText(count: number | undefined, atLeast = false): string | null {
  if (count === undefined || (count === 0 && atLeast)) return null;
  if (count >= 1000) return '999+';
  return atLeast ? `${number(count)}+` : number(count);
}

export const own = (counts: Counts | null): Usual<NamedView>[] => [
  { key: 'mine', view: named.mine, count: counts?.mine },
  { key: 'unassigned', view: named.unassigned, count: counts?.unassigned },
  { key: 'open', view: named.open, count: counts?.open },
  { key: 'mentions', view: named.mentions, count: counts?.mentions },
  { key: 'starred', view: named.starred, count: counts?.starred },
  { key: 'snoozed', view: named.snoozed, count: counts?.snoozed },
];

const STATES: ConversationStatus[] = ['pending', 'resolved', 'closed'];

export const byStatus = (counts: Counts | null): Usual<ConversationStatus>[] =>
  STATES.map((status) => ({
    key: status,
    view: viewWith(states[status]),
    count: status === 'pending' ? counts?.pending : undefined,
  }));

/** The website chat is always there; other channels once something came by them. */
export const byChannel = (counts: Counts | null): Usual<Channel>[] =>
  (Object.entries(counts?.by_channel ?? {}) as [Channel, number][])
    .filter(([channel, count]) => channel === 'widget' || count > 0)
    .map(([channel, count]) => ({ key: channel, view: viewWith({ channel: [channel] }), count }));

const byTeam = (counts: Counts, teams: readonly string[]): Usual[] =>
  teams.map((team) => ({ key: team, view: viewWith({ team: [team] }), count: counts.by_team[team] ?? 0 }));

/** Everything that is counted, by its filter. */
export const entriesOf = (counts: Counts): { usual: Usual[] } => ({
  // of mentions the unread ones are counted, not those in the list
  usual: [
    ...own(counts).filter(({ key }) => key !== 'mentions'),
    ...byStatus(counts),
    ...byChannel(counts),
    ...byTeam(counts, Object.keys(counts.by_team)),
  ],
});
