/** Watches the open conversation and closes every gap: after opening, after a break, after a lost event. */
import { conversations } from '@/api/hub';
import type { SequencedMessage } from '@/api/types';
import { countsSoon, markRead, row } from '@/store/inbox';
import { hasGap, lastSeq, withChange, withPage } from '@/store/merge';
import { setWatchers, type Watcher } from '@/store/people';
import { loadScheduled } from '@/store/scheduled';
import { openThread, setThread, thread, updateLog } from '@/store/threads';
import { ask, insist, isConnected } from './socket';
import { wholeMessage } from './whole';

interface SyncAnswer {
  messages: SequencedMessage[];
  changed: SequencedMessage[];
  rev: number;
  more: boolean;
  visitor_read_seq?: number;
}

let watched: string | null = null;

/** Turns to this conversation: loads it, tells colleagues that we look, then fetches what happened meanwhile. */
export async function lookAt(id: string): Promise<void> {
  watched = id;
  const [isHeard] = await Promise.all([watch(id), openThread(id)]);
  void loadScheduled(id);
  if (watched !== id) return;
  if (isHeard && thread(id)?.state === 'failed') await openThread(id);
  await syncThread(id);
}

export async function lookAway(id: string): Promise<void> {
  if (watched === id) watched = null;
  setWatchers(id, []);
  if (isConnected()) await ask('unwatch', { conversation_id: id }).catch(() => undefined);
}

export const watchedId = () => watched;

/** Whether its messages come live from now on. */
async function watch(id: string): Promise<boolean> {
  const answer = await insist<{ watchers: Watcher[] }>('watch', { conversation_id: id }, () => watched === id);
  if (answer && watched === id) setWatchers(id, answer.watchers);
  return answer !== null;
}

/** The line was down: look again and catch up. */
export async function lookAgain(): Promise<void> {
  if (watched) await lookAt(watched);
}

/** Threads that are catching up, and whether something came up meanwhile that their question may have missed. */
const syncing = new Map<string, boolean>();

/** Asks for everything after the last message and the last change we have, until there is no more. */
export async function syncThread(id: string, options: { onlyIfGap?: boolean } = {}): Promise<void> {
  const held = thread(id);
  if (held?.state !== 'ready' || (options.onlyIfGap && !hasGap(held.log))) return;
  const isUnderWay = syncing.has(id);
  syncing.set(id, isUnderWay);
  if (isUnderWay) return;
  try {
    do {
      syncing.set(id, false);
      for (let more = true; more; ) more = await syncPage(id);
    } while (syncing.get(id));
  } finally {
    syncing.delete(id);
  }
}

async function syncPage(id: string): Promise<boolean> {
  const log = thread(id)?.log;
  if (!log) return false;
  const since = { conversation_id: id, after_seq: lastSeq(log), after_rev: log.rev };
  const answer = await insist<SyncAnswer>('sync', since, () => thread(id)?.state === 'ready');
  if (!answer) return false;
  updateLog(id, (now) => {
    const grown = withPage(now, answer.messages.map(wholeMessage));
    const changed = answer.changed.map(wholeMessage).reduce(withChange, grown);
    // While pages follow, the revision of the last one would hide the changes between.
    return answer.more ? changed : { ...changed, rev: Math.max(now.rev, answer.rev) };
  });
  setThread(id, ({ visitorReadSeq }) => ({
    visitorReadSeq: Math.max(visitorReadSeq, answer.visitor_read_seq ?? 0),
  }));
  const now = thread(id)?.log;
  return answer.more || (now !== undefined && hasGap(now) && lastSeq(now) > lastSeq(log));
}

const told = new Map<string, number>();

/** This agent has seen the thread to its end. */
export function readToEnd(id: string): void {
  const held = thread(id);
  const seq = held ? lastSeq(held.log) : 0;
  if (seq === 0 || (told.get(id) ?? 0) >= seq) return;
  const known = row(id);
  told.set(id, seq);
  const unseen = known?.mentioned === true && known.readSeq < seq;
  if (known && known.readCount === known.inbound_count && !unseen) return;
  markRead(id);
  const over = isConnected() ? ask('read', { conversation_id: id, seq }) : conversations.read(id, seq);
  over.then(
    () => unseen && countsSoon(0),
    () => told.delete(id),
  );
}

/** Marked unread by hand: reading it again must be told again. */
export const forgetRead = (id: string) => told.delete(id);
