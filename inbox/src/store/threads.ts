/** The open conversations' messages, and the page trail of their reading: history upwards, catch-up downwards. */
import { create } from 'zustand';
import { conversations } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { SequencedMessage } from '@/api/types';
import { fetchConversation, row } from './inbox';
import { emptyLog, type Log, withPage } from './merge';
import { useSession } from './session';

const PAGE = 50;
/** How far back the first unread message is looked for before the thread simply opens at its end. */
const MOST = 200;
const KEPT = 12;

export interface Thread {
  log: Log;
  state: 'loading' | 'ready' | 'failed';
  problem: Problem | null;
  hasOlder: boolean;
  loadingOlder: boolean;
  /** The first message this agent had not read when opening it; the line "New" stands above it. */
  firstUnread: number | null;
  visitorReadSeq: number;
  /** When we saw the customer read, known only if it happened while we watched. */
  seenAt: string | null;
}

const blank: Thread = {
  log: emptyLog,
  state: 'loading',
  problem: null,
  hasOlder: false,
  loadingOlder: false,
  firstUnread: null,
  visitorReadSeq: 0,
  seenAt: null,
};

export const useThreads = create<{ threads: ReadonlyMap<string, Thread> }>(() => ({ threads: new Map() }));

export const thread = (id: string): Thread | undefined => useThreads.getState().threads.get(id);

useSession.subscribe((now, before) => {
  if (now.me?.user.id !== before.me?.user.id) useThreads.setState({ threads: new Map() });
});

export function setThread(id: string, change: Partial<Thread> | ((held: Thread) => Partial<Thread>)): void {
  useThreads.setState(({ threads }) => {
    const held = threads.get(id) ?? blank;
    const next = { ...held, ...(typeof change === 'function' ? change(held) : change) };
    return { threads: new Map(threads).set(id, next) };
  });
}

export const updateLog = (id: string, update: (log: Log) => Log) => setThread(id, ({ log }) => ({ log: update(log) }));

/** Loads the end of a thread, back to the first unread message. A thread in memory is shown at once. */
export async function openThread(id: string): Promise<void> {
  const held = thread(id);
  if (held?.state === 'ready') return rememberUnread(id, held.log.messages);
  setThread(id, { state: 'loading', problem: null });
  try {
    // The revision must be older than the messages: then the catch-up that follows brings every later change.
    const conversation = await fetchConversation(id);
    const page = await conversations.messages(id, { limit: PAGE });
    let messages = page.items;
    let hasOlder = startsLater(messages);
    while (hasOlder && messages.length < MOST && (messages[0]?.seq ?? 0) > conversation.read_seq + 1) {
      const older = await conversations.messages(id, { limit: PAGE, before_seq: messages[0]?.seq ?? 0 });
      messages = [...older.items, ...messages];
      hasOlder = startsLater(messages);
    }
    const firstUnread = conversation.unread > 0 ? firstUnreadIn(messages, conversation.read_seq) : null;
    setThread(id, ({ log, visitorReadSeq }) => ({
      log: { ...withPage(log, messages), rev: Math.max(log.rev, conversation.rev) },
      state: 'ready',
      hasOlder,
      firstUnread,
      visitorReadSeq: Math.max(visitorReadSeq, conversation.visitor_read_seq),
    }));
    forgetOldest();
  } catch (error) {
    setThread(id, { state: 'failed', problem: error instanceof Problem ? error : null });
  }
}

const startsLater = (messages: readonly SequencedMessage[]) => (messages[0]?.prev_seq ?? 0) > 0;

function firstUnreadIn(messages: readonly SequencedMessage[], readSeq: number): number | null {
  return messages.find((message) => message.seq > readSeq && message.direction === 'inbound')?.seq ?? null;
}

function rememberUnread(id: string, messages: readonly SequencedMessage[]): void {
  const known = row(id);
  const unread = known && known.readCount !== null ? known.inbound_count - known.readCount : 0;
  const inbound = messages.filter((message) => message.direction === 'inbound');
  setThread(id, { firstUnread: unread > 0 ? (inbound.at(-unread)?.seq ?? null) : null });
}

export async function loadOlder(id: string): Promise<void> {
  const held = thread(id);
  const first = held?.log.messages[0];
  if (!held || !first || !held.hasOlder || held.loadingOlder) return;
  setThread(id, { loadingOlder: true });
  try {
    const page = await conversations.messages(id, { before_seq: first.seq, limit: PAGE });
    setThread(id, ({ log }) => ({ log: withPage(log, page.items), hasOlder: startsLater(page.items) }));
  } finally {
    setThread(id, { loadingOlder: false });
  }
}

/** Its messages are nobody's here any more. */
export function forgetThread(id: string): void {
  useThreads.setState(({ threads }) => ({ threads: new Map([...threads].filter(([held]) => held !== id)) }));
}

/** Memory of a long day stays small: only the threads opened last are kept. */
function forgetOldest(): void {
  const { threads } = useThreads.getState();
  if (threads.size <= KEPT) return;
  useThreads.setState({ threads: new Map([...threads].slice(-KEPT)) });
}
