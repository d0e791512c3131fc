/** The order of a thread, whatever the order of arrival. */
import { describe, expect, test } from 'vitest';
import { emptyLog, hasGap, lastSeq, skipsChange, withChange, withMessage, withPage } from '@/store/merge';
import { message } from './samples';

const seqs = (log: { messages: readonly { seq: number }[] }) => log.messages.map((one) => one.seq);
const three = withPage(emptyLog, [message(1), message(2), message(3)]);

describe('a thread', () => {
  test('puts pages in order and holds each message once', () => {
    const log = withPage(withPage(emptyLog, [message(3), message(4)]), [message(1), message(2), message(3)]);
    expect(seqs(log)).toEqual([1, 2, 3, 4]);
  });

  test('appends a live message that adjoins', () => {
    expect(seqs(withMessage(three, message(4)))).toEqual([1, 2, 3, 4]);
  });

  test('does not double a message that comes back to its sender', () => {
    const log = withMessage(withMessage(three, message(4)), message(4));
    expect(seqs(log)).toEqual([1, 2, 3, 4]);
  });

  test('keeps a message beyond a gap waiting until the gap is closed', () => {
    const ahead = withMessage(three, message(6));
    expect(seqs(ahead)).toEqual([1, 2, 3]);
    expect(hasGap(ahead)).toBe(true);
    const closed = withPage(ahead, [message(4), message(5)]);
    expect(seqs(closed)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(hasGap(closed)).toBe(false);
  });

  test('knows a gap by the previous seq, not by counting', () => {
    const log = withMessage(three, message(7, { prev_seq: 3 }));
    expect(seqs(log)).toEqual([1, 2, 3, 7]);
  });

  test('does not let a catch-up that was overtaken lose what came live', () => {
    const live = withMessage(withMessage(three, message(5)), message(6));
    const log = withPage(live, [message(4)]);
    expect(seqs(log)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lastSeq(log)).toBe(6);
  });

  test('takes a change once and never goes back to an older one', () => {
    const newer = withChange(three, message(2, { content_text: 'edited twice', rev: 5 }));
    const log = withChange(newer, message(2, { content_text: 'edited once', rev: 4 }));
    expect(log.messages[1]?.content_text).toBe('edited twice');
    expect(log.rev).toBe(5);
  });

  test('keeps a newer change when an older page comes in', () => {
    const newer = withChange(three, message(2, { content_text: 'edited', rev: 5 }));
    expect(withPage(newer, [message(2)]).messages[1]?.content_text).toBe('edited');
  });

  test('notices a change that was skipped', () => {
    const log = { ...three, rev: 4 };
    expect(skipsChange(log, 5)).toBe(false);
    expect(skipsChange(log, 6)).toBe(true);
  });
});
