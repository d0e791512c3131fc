import { expect, test } from 'vitest'
import type { Unsent } from '../src/frame/core/outbox'
import { Thread } from '../src/frame/core/thread'
import { rows } from '../src/frame/view/rows'
import { message } from './messages'

const online = { online: true, misses: 0 }
const own = { direction: 'inbound', role: 'user' } as const

function threadOf(...messages: ReturnType<typeof message>[]): Thread {
  const thread = new Thread('c')
  for (const one of messages) thread.live({ ...one, prev_seq: one.seq - 1 })
  return thread
}

const unsent = (text: string, refused?: string): Unsent => ({
  client_id: text,
  text,
  attachments: [],
  conversation_id: 'c',
  created_at: message(50).created_at,
  ...(refused && { refused }),
})

test('of a run only the last of our messages says how far it has come', () => {
  const list = rows(threadOf(message(1, own), message(2, own), message(3), message(4, own)), [], online)
  expect(list.map(({ state }) => state)).toEqual([undefined, 'delivered', undefined, 'sent'])
})

test('what somebody answers, or begins to, has been delivered to them', () => {
  expect(rows(threadOf(message(1, own), message(2, { role: 'ai' })), [], online)[0]?.state).toBe('sent')
  expect(rows(threadOf(message(1, own), message(2)), [], online)[0]?.state).toBe('delivered')
  const thread = threadOf(message(1, own))
  thread.reached = thread.known
  expect(rows(thread, [], online)[0]?.state).toBe('delivered')
})

test('a message is sent, then delivered, then seen', () => {
  const thread = threadOf(message(1, own))
  expect(rows(thread, [], online)[0]?.state).toBe('sent')
  thread.changed(message(1, { ...own, status: 'delivered', rev: 1 }), 1)
  expect(rows(thread, [], online)[0]?.state).toBe('delivered')
  thread.follow({ agents_read_seq: 1 })
  expect(rows(thread, [], online)[0]?.state).toBe('seen')
})

test('a failed message always says so, and so does the one before it', () => {
  const list = rows(threadOf(message(49, own)), [unsent('bad', 'too long'), unsent('next')], online)
  expect(list.map(({ state }) => state)).toEqual(['sent', 'failed', 'sending'])
})

test('offline it waits; after two attempts without an answer it has failed for now', () => {
  expect(rows(undefined, [unsent('one')], { online: false, misses: 0 })[0]?.state).toBe('waiting')
  expect(rows(undefined, [unsent('one')], { online: true, misses: 2 })[0]?.state).toBe('failed')
})

test('two minutes, another author or another day end a run', () => {
  const later = (seconds: number) => new Date(Date.UTC(2030, 0, 1, 12, 0, seconds)).toISOString()
  const thread = threadOf(
    message(1, { created_at: later(0) }),
    message(2, { created_at: later(60) }),
    message(3, { created_at: later(200) }),
    message(4, { created_at: later(201), author: { name: 'Maya' } }),
    message(5, { created_at: later(100_000), author: { name: 'Maya' } }),
  )
  const list = rows(thread, [], online)
  expect(list.map(({ joined }) => joined)).toEqual([false, true, false, false, false])
  expect(list.map(({ day }) => day)).toEqual([true, false, false, false, true])
  expect(list.map(({ named }) => named)).toEqual([true, false, false, true, true])
})

test('the first unread message of the opening is marked', () => {
  const list = rows(threadOf(message(1), message(2), message(3)), [], { ...online, fresh: 2 })
  expect(list.map(({ fresh }) => fresh)).toEqual([false, true, false])
})
