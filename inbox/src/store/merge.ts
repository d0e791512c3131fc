/** One conversation's messages put in order from pages, live events and catch-ups; pure, as every order can happen. */
import type { SequencedMessage } from '@/api/types';

export interface Log {
  /** Ascending and without a gap. */
  messages: readonly SequencedMessage[];
  /** Live messages beyond a gap; they wait for the catch-up. */
  ahead: readonly SequencedMessage[];
  rev: number;
}

export const emptyLog: Log = { messages: [], ahead: [], rev: 0 };

export const lastSeq = (log: Log): number => log.messages.at(-1)?.seq ?? 0;

/** A page of history, older or newer, that is known to adjoin what we have. */
export function withPage(log: Log, page: readonly SequencedMessage[]): Log {
  const bySeq = new Map(log.messages.map((message) => [message.seq, message]));
  for (const message of page) {
    const known = bySeq.get(message.seq);
    if (!known || message.rev >= known.rev) bySeq.set(message.seq, message);
  }
  const messages = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  return settle({ ...log, messages });
}

/** A message that has just happened. Beyond a gap it waits. */
export function withMessage(log: Log, message: SequencedMessage): Log {
  if (message.seq <= lastSeq(log)) return withPage(log, [message]);
  return settle({ ...log, ahead: [...log.ahead.filter((held) => held.seq !== message.seq), message] });
}

export const hasGap = (log: Log): boolean => log.ahead.length > 0;

/** What has waited and now adjoins moves over. */
function settle(log: Log): Log {
  const messages = [...log.messages];
  const ahead: SequencedMessage[] = [];
  for (const message of [...log.ahead].sort((one, other) => one.seq - other.seq)) {
    const last = messages.at(-1)?.seq ?? 0;
    if (message.seq <= last) continue;
    if (message.prev_seq === last) messages.push(message);
    else ahead.push(message);
  }
  return { ...log, messages, ahead };
}

/** A message that has changed. What lies outside of the loaded part comes with its page. */
export function withChange(log: Log, changed: SequencedMessage): Log {
  const known = log.messages.find((message) => message.seq === changed.seq);
  const rev = Math.max(log.rev, changed.rev);
  if (!known || known.rev > changed.rev) return { ...log, rev };
  const merged = { ...changed, prev_seq: known.prev_seq };
  return { ...log, rev, messages: log.messages.map((message) => (message === known ? merged : message)) };
}

/** A change was missed if the revision jumps by more than one. */
export const skipsChange = (log: Log, rev: number): boolean => rev > log.rev + 1;
