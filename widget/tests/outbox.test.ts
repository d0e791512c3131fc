import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Kept } from '../src/bridge'
import { Outbox, type Outgoing } from '../src/frame/core/outbox'
import type { Answer, Message, Stored } from '../src/frame/core/wire'
import { message } from './messages'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A hub that answers as it is told to, and stores each client_id once. */
function setUp(kept: Kept = {}) {
  const answers: Answer<Stored>[] = []
  const sent: Outgoing[] = []
  const stored: Message[] = []
  const outbox = new Outbox({
    keep: (name, value) => {
      if (value === null) delete kept[name]
      else kept[name] = value
    },
    send: async (outgoing) => {
      sent.push(outgoing)
      return answers.length ? (answers.shift() ?? null) : { ok: true, message: message(sent.length) }
    },
    stored: (message) => stored.push(message),
    changed: () => {},
  })
  const refuse = (code: string) => answers.push({ ok: false, error: { code, detail: `because ${code}` } })
  return { outbox, answers, refuse, sent, stored, kept }
}

const texts = (sent: { text: string }[]) => sent.map(({ text }) => text)
const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)

test('messages go out in order, one at a time, once the hub is there', async () => {
  const { outbox, sent, stored, kept } = setUp()
  outbox.add('one', [], null)
  outbox.add('two', [], null)
  await settle()
  expect(sent).toEqual([])
  outbox.connected(true)
  await settle()
  expect(texts(sent)).toEqual(['one', 'two'])
  expect(stored).toHaveLength(2)
  expect(kept).toEqual({})
})

test('what is unsent survives a reload, in its order and with its client_id', async () => {
  const before = setUp()
  before.outbox.add('one', [], 'c')
  before.outbox.add('two', [], 'c')
  const after = setUp(before.kept)
  after.outbox.restore(after.kept)
  after.outbox.connected(true)
  await settle()
  expect(texts(after.sent)).toEqual(['one', 'two'])
  expect(after.sent.map(({ client_id }) => client_id)).toEqual(before.outbox.items.map(({ client_id }) => client_id))
})

test('an empty ack and an ack without a place mean "not stored": the same message is sent again', async () => {
  const { outbox, answers, sent, stored } = setUp()
  answers.push(null, { ok: true } as Stored)
  outbox.connected(true)
  outbox.add('one', [], null)
  await settle(10_000)
  expect(texts(sent)).toEqual(['one', 'one', 'one'])
  expect(new Set(sent.map(({ client_id }) => client_id)).size).toBe(1)
  expect(stored).toHaveLength(1)
})

test('pauses grow, but never beyond half a minute and a half', async () => {
  const { outbox, answers, sent } = setUp()
  answers.push(...Array.from({ length: 100 }, () => null))
  outbox.connected(true)
  outbox.add('one', [], null)
  await settle(60_000)
  expect(sent.length).toBeLessThan(10)
  const before = sent.length
  await settle(46_000)
  expect(sent.length).toBeGreaterThan(before)
})

test('a hub that is busy is asked again by itself', async () => {
  const { outbox, refuse, sent, stored } = setUp()
  refuse('rate_limited')
  refuse('unavailable')
  outbox.connected(true)
  outbox.add('one', [], null)
  await settle(10_000)
  expect(sent).toHaveLength(3)
  expect(stored).toHaveLength(1)
})

test('what the hub refuses waits for a person and does not hold up the rest', async () => {
  const { outbox, refuse, sent, stored, kept } = setUp()
  refuse('invalid')
  outbox.connected(true)
  outbox.add('bad', [], null)
  outbox.add('good', [], null)
  await settle(60_000)
  expect(texts(sent)).toEqual(['bad', 'good'])
  expect(stored).toHaveLength(1)
  expect(outbox.items[0]?.refused).toBe('because invalid')
  expect(Object.keys(kept)).toHaveLength(1)
  outbox.retry(outbox.items[0]?.client_id as string)
  await settle()
  expect(texts(sent)).toEqual(['bad', 'good', 'bad'])
  expect(outbox.items).toEqual([])
})

test('a conversation that is gone is begun anew', async () => {
  const { outbox, refuse, sent } = setUp()
  refuse('not_found')
  outbox.connected(true)
  outbox.add('one', [], 'gone')
  await settle()
  expect(sent.map(({ conversation_id }) => conversation_id)).toEqual(['gone', undefined])
})

test('a message that came back by another way is not sent again', async () => {
  const { outbox, answers, sent } = setUp()
  answers.push(null)
  outbox.connected(true)
  outbox.add('one', [], null)
  await settle()
  outbox.drop(sent[0]?.client_id as string)
  await settle(60_000)
  expect(sent).toHaveLength(1)
})

test('what the page wrote over our entries is not ours', () => {
  const { outbox } = setUp()
  outbox.restore({ '~a': 'not json', '~b': '{}', visitor: 'token' })
  expect(outbox.items).toEqual([])
})
