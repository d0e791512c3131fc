/** What a thread shows from top to bottom, worked out from messages and those on their way; pure. */
import type { SequencedMessage } from '@/api/types';
import type { Outgoing } from './outbox';

/** Followers of the same author within this time join. */
const RUN = 2 * 60_000;
/** What went wrong is said of each message. */
const STAYS: ReadonlySet<Tick> = new Set(['failed', 'dismissed', 'unknown']);
/** More system lines in a row than this fold into one. */
const FOLD = 3;

export type Tick = 'none' | 'sent' | 'delivered' | 'read' | 'failed' | 'dismissed' | 'unknown' | 'queued';

export type Item =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: SequencedMessage; joined: boolean; tick: Tick }
  | { kind: 'note'; key: string; message: SequencedMessage }
  | { kind: 'system'; key: string; messages: SequencedMessage[] }
  | { kind: 'outgoing'; key: string; item: Outgoing; joined: boolean };

interface Reading {
  firstUnread: number | null;
  visitorReadSeq: number;
}

export function timeline(
  messages: readonly SequencedMessage[],
  outgoing: readonly Outgoing[],
  reading: Reading,
): Item[] {
  const items: Item[] = [];
  let before: SequencedMessage | null = null;
  for (const message of messages) {
    const newDay = !before || dayOf(before.created_at) !== dayOf(message.created_at);
    if (newDay) items.push({ kind: 'day', key: `day-${message.seq}`, at: message.created_at });
    const isNew = message.seq === reading.firstUnread;
    if (isNew) items.push({ kind: 'new', key: 'new' });
    add(items, message, !newDay && !isNew && before !== null && joins(before, message), reading);
    before = message;
  }
  onlyLastTick(items);
  onlyLastRead(items);
  addOutgoing(items, before, messages, outgoing);
  return items;
}

const dayOf = (at: string) => new Date(at).toDateString();

function add(items: Item[], message: SequencedMessage, joined: boolean, reading: Reading): void {
  const key = `m-${message.seq}`;
  if (message.role === 'system') {
    const last = items.at(-1);
    if (last?.kind === 'system') last.messages.push(message);
    else items.push({ kind: 'system', key, messages: [message] });
  } else if (message.private) items.push({ kind: 'note', key, message });
  else items.push({ kind: 'message', key, message, joined, tick: tickOf(message, reading.visitorReadSeq) });
}

function joins(before: SequencedMessage, message: SequencedMessage): boolean {
  const same =
    before.direction === message.direction &&
    before.author.id === message.author.id &&
    before.author.name === message.author.name &&
    before.channel === message.channel;
  const plain = !before.private && !message.private && before.role === message.role;
  return same && plain && Date.parse(message.created_at) - Date.parse(before.created_at) < RUN;
}

function tickOf(message: SequencedMessage, visitorReadSeq: number): Tick {
  if (message.direction === 'inbound') return 'none';
  switch (message.status) {
    case 'failed':
      return message.dismissed ? 'dismissed' : 'failed';
    case 'unknown':
      return message.dismissed ? 'dismissed' : 'unknown';
    case 'queued':
    case 'sending':
      return 'queued';
    case 'read':
      return 'read';
    default:
      if (message.channel === 'widget' && message.seq <= visitorReadSeq) return 'read';
      return message.status === 'delivered' ? 'delivered' : 'sent';
  }
}

/** Only the last message of a run carries its state; what failed always does. */
function onlyLastTick(items: Item[]): void {
  items.forEach((item, index) => {
    const next = items[index + 1];
    if (item.kind !== 'message' || STAYS.has(item.tick)) return;
    if (next?.kind === 'message' && next.joined) item.tick = 'none';
  });
}

/** Seen stands under the last of ours that was seen: the ones before it go without saying. */
function onlyLastRead(items: Item[]): void {
  const last = items.findLastIndex((item) => item.kind === 'message' && item.tick === 'read');
  for (const item of items.slice(0, Math.max(0, last)))
    if (item.kind === 'message' && item.tick === 'read') item.tick = 'none';
}

function addOutgoing(
  items: Item[],
  last: SequencedMessage | null,
  messages: readonly SequencedMessage[],
  outgoing: readonly Outgoing[],
): void {
  const stored = new Set(messages.map((message) => message.client_id));
  let day = last ? dayOf(last.created_at) : null;
  for (const item of outgoing) {
    if (stored.has(item.clientId)) continue;
    if (dayOf(item.createdAt) !== day) items.push({ kind: 'day', key: `day-${item.clientId}`, at: item.createdAt });
    day = dayOf(item.createdAt);
    const before = items.at(-1);
    const joined = before?.kind === 'outgoing' && !before.item.private && !item.private;
    items.push({ kind: 'outgoing', key: `o-${item.clientId}`, item, joined });
  }
}

export const folds = (messages: readonly SequencedMessage[]) => messages.length > FOLD;
