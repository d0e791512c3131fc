/** What only the hub can tell of a row, this agent's unread, is asked for one by one, and only while it is not known. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { conversations } from '@/api/hub';
import { takeConversations, takeRow, row as there, useInbox } from '@/store/inbox';
import { conversation, row } from './samples';

const old = (id: string) => row(id, { inbound_count: 5, last_seq: 9 });
const whole = (id: string) => conversation(id, { inbound_count: 5, last_seq: 9, unread: 2 });

beforeEach(() => {
  vi.useFakeTimers();
  useInbox.setState({ rows: new Map() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a burst of news is asked about, but for what a page has brought meanwhile', async () => {
  const asked = vi.spyOn(conversations, 'get').mockImplementation(async (id) => whole(id));
  vi.spyOn(conversations, 'counts').mockRejectedValue(new Error('not asked here'));
  for (const id of ['a', 'b', 'c']) takeRow(old(id));
  takeConversations([whole('b')]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked.mock.calls).toEqual([['a'], ['c']]);
  expect(['a', 'b', 'c'].map((id) => there(id)?.readCount)).toEqual([3, 3, 3]);
});
