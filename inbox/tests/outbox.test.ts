/** Only an ack that carries the stored message ends a message's way; anything less is said again, under the same id. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retryMessage, sendAll, sendMessage, sendMessageSoon, takeBack, UNDO } from '@/live/outbox';
import { noteTakenBack, outgoing, useOutbox } from '@/store/outbox';
import { t } from '@/texts';
import { answer, outgoing as written } from './samples';

/** What the hub says, one answer a try; an error is a time-out. With none left it stores. */
const hub = vi.hoisted(() => ({ answers: [] as unknown[], asked: [] as { client_id: string }[], connected: true }));

vi.mock('@/live/socket', async (original) => ({
  ...(await original<typeof import('@/live/socket')>()),
  isConnected: () => hub.connected,
  ask: async (_event: string, payload: { client_id: string }) => {
    hub.asked.push(payload);
    if (hub.answers.length === 0) return { ok: true, message: answer(hub.asked.length) };
    const said = hub.answers.shift();
    if (said instanceof Error) throw said;
    return said;
  },
}));
vi.mock('@/live/threads', () => ({ syncThread: async () => undefined }));

const refusal = (code: string) => ({ ok: false, error: { code, detail: `because ${code}` } });
const settle = () => vi.advanceTimersByTimeAsync(10_000);
const ids = () => hub.asked.map((payload) => payload.client_id);

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(hub, { answers: [], asked: [], connected: true });
  useOutbox.setState({ items: [] });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['null', null],
  ['an empty one', {}],
  ['one without a message', { ok: true }],
  ['one whose message has no place', { ok: true, message: { id: 'm1' } }],
  ['none in time', new Error('timeout')],
  ['a busy hub', refusal('unavailable')],
])('an ack that is %s means "not stored": the same message is sent again', async (_name, said) => {
  hub.answers.push(said);
  sendMessage(written('a'));
  await settle();
  expect(ids()).toEqual(['a', 'a']);
  expect(outgoing()).toEqual([]);
});

test('what is never stored fails in words, is kept, and goes out with its id when it is tried again', async () => {
  hub.answers.push({}, null, { ok: true });
  sendMessage(written('a'));
  await settle();
  expect(outgoing()).toMatchObject([{ clientId: 'a', state: 'failed', reason: t.thread.notStored }]);
  retryMessage('a');
  await settle();
  expect(ids()).toEqual(['a', 'a', 'a', 'a']);
  expect(outgoing()).toEqual([]);
});

test('what the hub refuses is not sent again and does not hold up the rest', async () => {
  hub.answers.push(refusal('invalid'));
  sendMessage(written('bad'));
  sendMessage(written('good'));
  await settle();
  expect(ids()).toEqual(['bad', 'good']);
  expect(outgoing()).toMatchObject([{ clientId: 'bad', state: 'failed', reason: 'because invalid' }]);
});

test('without a line messages wait, and then go out in order', async () => {
  hub.connected = false;
  sendMessage(written('a'));
  sendMessage(written('b'));
  await settle();
  expect(ids()).toEqual([]);
  hub.connected = true;
  sendAll();
  await settle();
  expect(ids()).toEqual(['a', 'b']);
  expect(outgoing()).toEqual([]);
});

test('what can be taken back waits, is kept meanwhile, and is sent once', async () => {
  sendMessageSoon(written('a'));
  await vi.advanceTimersByTimeAsync(UNDO - 1);
  expect(ids()).toEqual([]);
  expect(outgoing()).toMatchObject([{ clientId: 'a', state: 'waiting' }]);
  // a reconnect in between starts no second clock
  sendAll();
  await settle();
  expect(ids()).toEqual(['a']);
  expect(outgoing()).toEqual([]);
  expect(takeBack('a')).toBeNull();
});

test('what was taken back is never sent', async () => {
  sendMessageSoon(written('a'));
  await vi.advanceTimersByTimeAsync(UNDO - 1);
  expect(takeBack('a')).toMatchObject({ clientId: 'a' });
  sendAll();
  await settle();
  expect(ids()).toEqual([]);
  expect(outgoing()).toEqual([]);
});

test('after a reload what waited goes out, unless another tab took it back', async () => {
  const values = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => values.set(name, value),
    removeItem: (name: string) => values.delete(name),
  });
  const waiting = (id: string) => written(id, { state: 'waiting', sendAt: Date.now() + 1_000 });
  useOutbox.setState({ items: [waiting('kept'), waiting('taken')] });
  noteTakenBack('taken');
  sendAll();
  expect(ids()).toEqual([]);
  await settle();
  expect(ids()).toEqual(['kept']);
  expect(outgoing()).toEqual([]);
  vi.unstubAllGlobals();
});
