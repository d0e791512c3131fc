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

/** Milliseconds until whoever heard this from the hub tries to come back. */
async function comeback(event: string, told: unknown, drawn: number): Promise<number> {
  vi.spyOn(Math, 'random').mockReturnValue(drawn);
  const socket = openSocket();
  const begin = Date.now();
  let tried = 0;
  vi.spyOn(socket, 'connect').mockImplementation(() => {
    tried ||= Date.now() - begin;
    return socket;
  });
  vi.spyOn(socket, 'active', 'get').mockReturnValue(false);
  for (const hear of socket.listeners(event)) hear(told);
  await vi.advanceTimersByTimeAsync(60_000);
  closeSocket();
  return tried;
}

test('whom the hub throws out, as it ends, comes back at a time of their own', async () => {
  expect(await comeback('disconnect', 'io server disconnect', 0)).toBe(200);
  expect(await comeback('disconnect', 'io server disconnect', 0.9)).toBe(560);
});

test('whom the hub turns away does so later, and at a time of their own', async () => {
  keepTokens({ access_token: 'a', refresh_token: 'r', expires_in: 3600 } as AuthSession);
  const refusal = { data: { code: 'unavailable', detail: '' } };
  expect(await comeback('connect_error', refusal, 0)).toBe(1000);
  expect(await comeback('connect_error', refusal, 0.9)).toBe(2800);
});

test('a line that breaks is tried again with a wait that is spread', () => {
  expect(openSocket().io.randomizationFactor()).toBeGreaterThanOrEqual(0.5);
});
