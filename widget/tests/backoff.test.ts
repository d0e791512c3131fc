/** Who lost the hub together comes back one by one, and later and later. */
import './browser'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backoff } from '../src/backoff'
import { Connection } from '../src/frame/core/connection'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', () => {})
  Object.assign(document, { addEventListener: () => {} })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const luck = (drawn: number) => vi.spyOn(Math, 'random').mockReturnValue(drawn)

test('a wait doubles up to the longest, and is spread by half of it either way', () => {
  const waits = (drawn: number) => luck(drawn) && [0, 1, 2, 3, 9].map((misses) => backoff(misses, 500, 3000))
  expect(waits(0)).toEqual([250, 500, 1000, 1500, 1500])
  expect(waits(0.5)).toEqual([500, 1000, 2000, 3000, 3000])
  expect(waits(1)).toEqual([750, 1500, 3000, 4500, 4500])
})

/** When a visitor whom the hub has thrown out again and again tries to come back, in milliseconds after each time. */
async function comebacks(drawn: number): Promise<number[]> {
  luck(drawn)
  const visitor = { credentials: async () => ({ key: 'k', locale: 'en' }), disowned: () => false }
  const { socket } = new Connection(visitor, 'k', () => {})
  let tried = 0
  vi.spyOn(socket, 'connect').mockImplementation(() => {
    tried = Date.now()
    return socket
  })
  const waits: number[] = []
  for (let times = 0; times < 3; times += 1) {
    const begin = Date.now()
    for (const hear of socket.listeners('disconnect')) hear('io server disconnect')
    await vi.advanceTimersByTimeAsync(60_000)
    waits.push(tried - begin)
  }
  return waits
}

test('whom the hub throws out comes back later each time, no two at once', async () => {
  expect(await comebacks(0)).toEqual([250, 500, 1000])
  expect(await comebacks(0.8)).toEqual([650, 1300, 2600])
})

test('a line that breaks is tried again with a wait that is spread', () => {
  const { socket } = new Connection({ credentials: vi.fn(), disowned: vi.fn() }, 'k', () => {})
  expect(socket.io.randomizationFactor()).toBeGreaterThanOrEqual(0.5)
  expect(socket.io.reconnectionDelayMax()).toBe(30_000)
})
