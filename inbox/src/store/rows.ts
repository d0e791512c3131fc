/** Rows of conversations merged from pages and live events; pure, so that every order of arrival can be tested. */
import type { Conversation, ConversationRow, Priority, Sort } from '@/api/types';
import { belongs, isTimed, unreadOf, type View } from './views';

export interface Row extends ConversationRow {
  /** How many inbound messages this agent has read; null while only an event told us of the conversation. */
  readCount: number | null;
  /** Up to where this agent has read, as far as we know; it tells an older answer of the hub from a newer one. */
  readSeq: number;
  /** This agent's own mark. */
  starred: boolean;
  /** A note names this agent. */
  mentioned: boolean;
}

export type Rows = ReadonlyMap<string, Row>;

export { unreadOf };

/** How many conversations of a view have something unread. */
export const unreadIn = (rows: Rows, view: View, me: string): number =>
  [...rows.values()].filter((row) => belongs(row, view, me) && unreadOf(row) > 0).length;

export function hasAny(rows: Rows, view: View, me: string): boolean {
  for (const row of rows.values()) if (belongs(row, view, me)) return true;
  return false;
}

/**
 * Whole conversations, asked for by this agent: they bring what was read and what was starred, but where this agent
 * has marked the row since they were asked for.
 */
export function withConversations(
  rows: Rows,
  conversations: readonly Conversation[],
  isMarked: (id: string) => boolean = () => false,
): Rows {
  const all = new Map(rows);
  for (const conversation of conversations) {
    const known = all.get(conversation.id);
    const row = rowOf(conversation, known);
    all.set(conversation.id, known && isMarked(row.id) ? { ...row, ...marksOf(known) } : row);
  }
  return all;
}

const marksOf = ({ readCount, readSeq, starred }: Row) => ({ readCount, readSeq, starred });

function rowOf(conversation: Conversation, known: Row | undefined): Row {
  const { unread, read_seq: readSeq, starred, mentioned, ...row } = conversation;
  const base = known && isNewer(known, row) ? known : row;
  const reading =
    known && known.readCount !== null && known.readSeq > readSeq
      ? { readCount: known.readCount, readSeq: known.readSeq }
      : { readCount: row.inbound_count - unread, readSeq };
  return { ...base, ...reading, starred, mentioned };
}

/** What an event or the feed says of a row, with what only this agent has of it. Older news than we have is dropped. */
export function withNews(known: Row | undefined, news: ConversationRow): Row {
  if (known && isNewer(known, news)) return known;
  // one that has just begun is unread and unstarred; of an older one only the hub knows
  const readCount = known?.readCount ?? (news.inbound_count <= 1 && news.last_seq <= 1 ? 0 : null);
  return {
    ...news,
    readCount,
    readSeq: known?.readSeq ?? 0,
    starred: known?.starred ?? false,
    mentioned: known?.mentioned ?? false,
  };
}

function isNewer(known: ConversationRow, row: ConversationRow): boolean {
  if (known.last_seq !== row.last_seq) return known.last_seq > row.last_seq;
  return Date.parse(known.updated_at) > Date.parse(row.updated_at);
}

export const sortTime = (row: ConversationRow) => Date.parse(row.last_message_at ?? row.created_at);

/** Where a row stands in an order: in which part of it, and where in that; the smaller one first. */
export type Place = readonly [number, number];

const RANK: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** As the hub orders its lists. */
export function placeOf(row: ConversationRow, sort: Sort): Place {
  if (sort === 'priority') return [RANK[row.priority], -sortTime(row)];
  if (sort === 'waiting') return row.waiting_since ? [0, Date.parse(row.waiting_since)] : [1, -sortTime(row)];
  return [0, -sortTime(row)];
}

const compare = (one: Place, other: Place) => one[0] - other[0] || one[1] - other[1];

/** How far down a view has been loaded; rows below it may have neighbours that we do not know. */
export interface Reach {
  floor: Place | null;
  complete: boolean;
}

interface Placed {
  row: Row;
  place: Place;
}

const comparePlaced = (one: Placed, other: Placed) =>
  compare(one.place, other.place) || (other.row.id > one.row.id ? 1 : -1);

/** Gives the ids of a view in order, again and again: only rows that have changed since are judged and placed anew. */
export function orderOf(view: View, me: string): (rows: Rows, reach: Reach | null, now?: number) => readonly string[] {
  let known: Rows = new Map();
  let placed: readonly Placed[] = [];
  let ids: readonly string[] = [];
  const timed = isTimed(view);
  return (rows, reach, now = Date.now()) => {
    // what is asleep comes and goes with the time alone
    const stays = (row: Row) => !timed && row.snoozed_until === null && known.get(row.id) === rows.get(row.id);
    const news = [...rows.values()]
      .filter((row) => !stays(row) && belongs(row, view, me, now))
      .map((row) => ({ row, place: placeOf(row, view.sort) }));
    placed = [...placed.filter(({ row }) => stays(row)), ...news].sort(comparePlaced);
    known = rows;
    const floor = reach && !reach.complete ? reach.floor : null;
    const reached = floor ? placed.filter(({ place }) => compare(place, floor) <= 0) : placed;
    // the same order stays the same list: nothing that hangs on it has to be worked out again
    if (reached.length !== ids.length || reached.some(({ row }, index) => row.id !== ids[index]))
      ids = reached.map(({ row }) => row.id);
    return ids;
  };
}

export const idsOf = (rows: Rows, view: View, me: string, reach: Reach | null, now = Date.now()): readonly string[] =>
  orderOf(view, me)(rows, reach, now);

/** Keeps the order under the reader's hand: what is new or has moved up waits, what lies further down may follow. */
export function holdOrder(shown: readonly string[], fresh: readonly string[]): { ids: string[]; waiting: number } {
  const place = new Map(fresh.map((id, index) => [id, index]));
  const held = new Set(shown);
  const places = shown.flatMap((id) => place.get(id) ?? []);
  const end = places.length > 0 ? Math.max(...places) : -1;
  const strangers = fresh.filter((id) => !held.has(id));
  const further = strangers.filter((id) => (place.get(id) ?? 0) > end);
  return { ids: [...shown, ...further], waiting: strangers.length - further.length + movedUp(places) };
}

/** Of rows in their old order, given their new places: how many have overtaken one that stood above them. */
function movedUp(places: readonly number[]): number {
  let highest = -1;
  let moved = 0;
  for (const place of places) {
    if (place < highest) moved += 1;
    else highest = place;
  }
  return moved;
}
