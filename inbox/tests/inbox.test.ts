/** The live store: a burst is shown at once and in order; what only the hub can tell of a row is asked for one by one. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { conversations } from '@/api/hub';
import {
  change,
  fetchConversation,
  forgetRow,
  setMark,
  takeConversations,
  takeRow,
  row as there,
  useInbox,
  visitorRead,
} from '@/store/inbox';
import { conversation, minute, row } from './samples';

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

test('a burst of news is one change of the list', async () => {
  vi.spyOn(conversations, 'counts').mockRejectedValue(new Error('not asked here'));
  const changes = vi.fn();
  const deaf = useInbox.subscribe(changes);
  for (const id of ['a', 'b', 'c']) takeRow(row(id));
  takeRow(row('a', { status: 'resolved', last_seq: 2, updated_at: minute(1) }));
  expect(there('a')?.status).toBe('resolved');
  await vi.advanceTimersByTimeAsync(100);
  deaf();
  expect(changes).toHaveBeenCalledTimes(1);
  expect([...useInbox.getState().rows.values()].map(({ status }) => status)).toEqual(['resolved', 'open', 'open']);
});

test('what was told first is not put over what came after', async () => {
  vi.spyOn(conversations, 'counts').mockRejectedValue(new Error('not asked here'));
  takeRow(row('gone'));
  forgetRow('gone');
  takeRow(row('read', { last_seq: 3 }));
  visitorRead('read', 3);
  await vi.advanceTimersByTimeAsync(100);
  expect(there('gone')).toBeUndefined();
  expect(there('read')?.visitor_read_seq).toBe(3);
});

test('an answer that was asked for before a star was put on does not take it off', async () => {
  takeConversations([whole('a')]);
  let answer = (_: typeof late) => {};
  const late = { ...whole('a'), starred: false };
  vi.spyOn(conversations, 'get').mockReturnValue(new Promise((settled) => (answer = settled)));
  const fetched = fetchConversation('a');
  await vi.advanceTimersByTimeAsync(10);
  const held = there('a');
  if (held) setMark('a', { ...held, starred: true });
  answer(late);
  await fetched;
  expect(there('a')?.starred).toBe(true);
  await vi.advanceTimersByTimeAsync(10);
  vi.spyOn(conversations, 'get').mockResolvedValue(late);
  await fetchConversation('a');
  expect(there('a')?.starred).toBe(false);
});

test('a change that was refused takes back what it guessed, and nothing that came since', async () => {
  vi.spyOn(conversations, 'counts').mockRejectedValue(new Error('not asked here'));
  const refusals: ((why: Error) => void)[] = [];
  vi.spyOn(conversations, 'changeMany').mockImplementation(() => new Promise((_, refuse) => refusals.push(refuse)));
  const tried = (wish: { priority: 'urgent' } | { status: 'resolved' }) => change('a', wish, wish).catch(() => 'no');
  takeConversations([conversation('a', { priority: 'normal', status: 'open' })]);
  const [urgent, resolved] = [tried({ priority: 'urgent' }), tried({ status: 'resolved' })];
  refusals[0]?.(new Error('refused'));
  await urgent;
  expect(there('a')).toMatchObject({ priority: 'normal', status: 'resolved' });
  takeRow(row('a', { priority: 'low', status: 'pending', updated_at: minute(5) }));
  refusals[1]?.(new Error('refused'));
  await resolved;
  expect(there('a')).toMatchObject({ priority: 'low', status: 'pending' });
});
