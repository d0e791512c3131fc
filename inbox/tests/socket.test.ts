/** Agents who lost the hub together come back one by one. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetTokens, keepTokens } from '@/api/tokens';
import type { AuthSession } from '@/api/types';
import { closeSocket, openSocket } from '@/live/socket';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', new URL('http://localhost:9/inbox'));
});
afterEach(() => {
  closeSocket();
  forgetTokens();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Milliseconds until whoever hears this from the hub, three times in a row, tries to come back. */
async function comebacks(event: string, told: unknown, drawn: number): Promise<number[]> {
  vi.spyOn(Math, 'random').mockReturnValue(drawn);
  const socket = openSocket().disconnect(); // nobody is there: only what is told here is heard
  let tried = 0;
  vi.spyOn(socket, 'connect').mockImplementation(() => {
    tried = Date.now();
    return socket;
  });
  vi.spyOn(socket, 'active', 'get').mockReturnValue(false);
  const waits: number[] = [];
  for (let times = 0; times < 3; times += 1) {
    const begin = Date.now();
    for (const hear of socket.listeners(event)) hear(told);
    await vi.advanceTimersByTimeAsync(60_000);
    waits.push(tried - begin);
  }
  closeSocket();
  return waits;
}

test('whom the hub throws out, as it ends, comes back at a time of their own', async () => {
  expect(await comebacks('disconnect', 'io server disconnect', 0)).toEqual([200, 400, 800]);
  expect(await comebacks('disconnect', 'io server disconnect', 0.9)).toEqual([560, 1120, 2240]);
});

test('whom the hub turns away does so later, and at a time of their own', async () => {
  keepTokens({ access_token: 'a', refresh_token: 'r', expires_in: 3600 } as AuthSession);
  const refusal = { data: { code: 'unavailable', detail: '' } };
  expect(await comebacks('connect_error', refusal, 0)).toEqual([1000, 2000, 2500]);
  expect(await comebacks('connect_error', refusal, 0.9)).toEqual([2800, 5600, 7000]);
});

test('a line that breaks is tried again with a wait that is spread', () => {
  expect(openSocket().io.randomizationFactor()).toBeGreaterThanOrEqual(0.5);
});
