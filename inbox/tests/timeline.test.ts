/** What a thread shows: days, runs, marks of reading, and what is on its way. */
import { describe, expect, test } from 'vitest';
import { timeline } from '@/store/timeline';
import { answer, message, minute, outgoing } from './samples';

const reading = { firstUnread: null, visitorReadSeq: 0 };
const kinds = (items: { kind: string }[]) => items.map((item) => item.kind).join(' ');
const ticks = (items: ReturnType<typeof timeline>) =>
  items.flatMap((item) => (item.kind === 'message' ? item.tick : []));

describe('a timeline', () => {
  test('begins each day with its name', () => {
    const items = timeline([message(1), message(2, { created_at: '2026-05-05T12:00:00Z' })], [], reading);
    expect(kinds(items)).toBe('day message day message');
  });

  test('joins followers of one author within two minutes', () => {
    const items = timeline([message(1), message(2), message(5), answer(6)], [], reading);
    expect(items.flatMap((item) => (item.kind === 'message' ? item.joined : []))).toEqual([false, true, false, false]);
  });

  test('draws the line of the unread above the first of them', () => {
    expect(kinds(timeline([message(1), message(2)], [], { ...reading, firstUnread: 2 }))).toBe(
      'day message new message',
    );
  });

  test('ticks the last of a run only, and says what the customer has read', () => {
    const messages = [answer(1), answer(2), message(3), answer(4)];
    expect(ticks(timeline(messages, [], { ...reading, visitorReadSeq: 2 }))).toEqual(['none', 'read', 'none', 'sent']);
  });

  test('always shows a failure', () => {
    expect(ticks(timeline([answer(1, { status: 'failed' }), answer(2)], [], reading))).toEqual(['failed', 'sent']);
  });

  test('keeps notes and system lines apart from what was said', () => {
    const system = (seq: number) => answer(seq, { role: 'system' });
    const items = timeline([answer(1, { private: true }), system(2), system(3), answer(4)], [], reading);
    expect(kinds(items)).toBe('day note system message');
  });

  test('shows what is on its way at the end, until it is stored', () => {
    const sent = [outgoing('one'), outgoing('two')];
    expect(kinds(timeline([message(1)], sent, reading))).toBe('day message outgoing outgoing');
    const stored = answer(2, { client_id: 'one', created_at: minute(50) });
    expect(kinds(timeline([message(1), stored], sent, reading))).toBe('day message message outgoing');
  });
});
