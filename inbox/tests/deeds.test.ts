/** What an agent does, and the way back: in the hub's own steps, for the deed that Z was meant for, from its place. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { conversations } from '@/api/hub';
import type { Me, Step } from '@/api/types';
import { assign, neighbour, setPriority, setStatus } from '@/store/deeds';
import { takeConversations, useInbox } from '@/store/inbox';
import { useSession } from '@/store/session';
import { undoLast, useToast } from '@/store/toasts';
import { setListed, setUi, useUi } from '@/store/ui';
import { conversation } from './samples';

const back: Step = { ids: ['a'], change: { status: 'open' }, if_still: { status: 'resolved' } };
const done = (undo: Step[]) => ({ conversations: [conversation('a')], undo });

beforeEach(() => {
  const permissions = ['conversations.change', 'conversations.assign'];
  useSession.setState({ me: { user: { id: 'me', name: 'Me' }, permissions } as unknown as Me });
  useInbox.setState({ rows: new Map() });
  useToast.setState({ toast: null });
  takeConversations([conversation('a')]);
  vi.spyOn(conversations, 'counts').mockRejectedValue(new Error('not asked here'));
});
afterEach(() => vi.restoreAllMocks());

test('Z that is quicker than the hub takes back the deed before it, once', async () => {
  let answer = (_: ReturnType<typeof done>) => {};
  const sent = vi
    .spyOn(conversations, 'changeMany')
    .mockImplementationOnce(() => new Promise((settled) => (answer = settled)));
  sent.mockResolvedValue(done([back]));
  const doing = setStatus('a', 'pending');
  undoLast();
  expect(sent).toHaveBeenCalledTimes(1);
  answer(done([back]));
  await doing;
  expect(sent.mock.calls[1]).toEqual([[back]]);
  expect(useToast.getState().toast).toBeNull();
  undoLast();
  expect(sent).toHaveBeenCalledTimes(2);
});

test('a later deed is the one that Z takes back, though the words of the earlier come after it', async () => {
  let answer = (_: ReturnType<typeof done>) => {};
  const sent = vi
    .spyOn(conversations, 'changeMany')
    .mockImplementationOnce(() => new Promise((settled) => (answer = settled)));
  const urgent: Step = { ids: ['a'], change: { priority: 'normal' }, if_still: { priority: 'urgent' } };
  sent.mockResolvedValueOnce(done([urgent])).mockResolvedValue(done([urgent]));
  const earlier = assign('a', { id: 'bo', name: 'Bo' });
  await setPriority('a', 'urgent');
  answer(done([back]));
  await earlier;
  expect(useToast.getState().toast?.text).toBe('Assigned to Bo');
  undoLast();
  await vi.waitFor(() => expect(sent.mock.calls[2]).toEqual([[urgent]]));
});

test('what a colleague has changed since stays, and the agent is told', async () => {
  const sent = vi.spyOn(conversations, 'changeMany').mockResolvedValueOnce(done([back]));
  sent.mockResolvedValue(done([]));
  await setStatus('a', 'pending');
  undoLast();
  await vi.waitFor(() => expect(useToast.getState().toast?.kind).toBe('failed'));
  expect(useToast.getState().toast?.text).toBe('1 conversation left alone: changed since');
});

test('who stands on what goes from the list goes on from its place', () => {
  setListed(['a', 'b', 'c', 'd']);
  setUi({ cursor: 'b' });
  setListed(['a', 'c', 'd']);
  expect([neighbour('b', 1), neighbour('b', -1)]).toEqual(['c', 'a']);
  setUi({ cursor: 'd' });
  setListed(['a', 'c']);
  expect([neighbour('d', 1), neighbour('d', -1)]).toEqual([null, 'c']);
  expect(neighbour('never there', 1)).toBe('a');
  expect(useUi.getState().left).toEqual({ id: 'd', place: 2 });
});
