import { expect, test } from 'vitest'
import { PAGE, Thread } from '../src/frame/core/thread'
import { live, message, page } from './messages'

const seqs = (thread: Thread) => thread.messages.map(({ seq }) => seq)

test('messages are in the order of seq however they come', () => {
  const thread = new Thread('c')
  for (const seq of [3, 1, 2, 3]) thread.live(live(seq))
  expect(seqs(thread)).toEqual([1, 2, 3])
})

test('a live message whose predecessor is missing is a gap, and a sync from what is known closes it', () => {
  const thread = new Thread('c')
  expect(thread.live(live(1))).toBe(true)
  expect(thread.live(live(4, 3))).toBe(false)
  expect(thread.known).toBe(1)
  thread.page(page([live(2), live(3), live(4)]))
  expect(thread.known).toBe(4)
  expect(seqs(thread)).toEqual([1, 2, 3, 4])
})

test('a private note between two messages is no gap', () => {
  const thread = new Thread('c')
  thread.live(live(1))
  expect(thread.live(live(3, 1))).toBe(true)
  expect(thread.known).toBe(3)
})

test('an ack says nothing of what came before, so only the next seq is taken as whole', () => {
  const thread = new Thread('c')
  expect(thread.acked(message(1))).toBe(true)
  expect(thread.acked(message(3))).toBe(false)
  expect(thread.known).toBe(1)
})

test('a change that follows a missed change asks for a sync, and does not move rev', () => {
  const thread = new Thread('c')
  thread.live(live(1))
  expect(thread.changed(message(1, { rev: 1, content_text: 'one' }), 1)).toBe(true)
  expect(thread.changed(message(1, { rev: 3, content_text: 'three' }), 3)).toBe(false)
  expect(thread.rev).toBe(1)
  expect(thread.latest?.content_text).toBe('three')
})

test('an older version of a message never replaces a newer one', () => {
  const thread = new Thread('c')
  thread.changed(message(1, { rev: 2, content_text: 'new' }), 2)
  thread.live(live(1))
  expect(thread.latest?.content_text).toBe('new')
})

test('rev moves only with the last page of a sync', () => {
  const thread = new Thread('c')
  thread.page(page([live(1)], { rev: 5, more: true }))
  expect(thread.rev).toBe(0)
  thread.page(page([live(2)], { rev: 5 }))
  expect(thread.rev).toBe(5)
})

test('a long conversation begins with its last page, and grows backwards', () => {
  const thread = new Thread('c', { id: 'c', status: 'open', last_seq: PAGE + 20, rev: 0 })
  expect([thread.from, thread.known]).toEqual([20, 20])
  thread.page(page([live(21), live(22)]))
  thread.earlier(page([live(1), live(2)]), 0)
  expect(seqs(thread)).toEqual([1, 2, 21, 22])
  expect(thread.from).toBe(0)
})

test('unread are the answers after what the visitor has read; marks never go back', () => {
  const thread = new Thread('c')
  thread.live(live(1))
  thread.live({ ...live(2), direction: 'inbound' })
  thread.live(live(3))
  thread.follow({ visitor_read_seq: 2 })
  expect(thread.unread.map(({ seq }) => seq)).toEqual([3])
  thread.follow({ visitor_read_seq: 1 })
  expect(thread.visitorRead).toBe(2)
})

test('what the visitor writes opens a resolved conversation again, what was there before does not', () => {
  const thread = new Thread('c')
  thread.live({ ...live(1), direction: 'inbound' })
  thread.follow({ status: 'resolved' })
  thread.live({ ...live(1), direction: 'inbound' })
  expect(thread.status).toBe('resolved')
  thread.acked(message(2, { direction: 'inbound' }))
  expect(thread.status).toBe('open')
})
