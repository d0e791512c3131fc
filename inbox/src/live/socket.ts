/** The one connection to the hub's live side: opened with a fresh token, opened again when that token has ended. */
import { backoff } from '@widget/backoff';
import { io, type Socket } from 'socket.io-client';
import { accessToken } from '@/api/client';
import { tokens } from '@/api/tokens';
import { connectionDown, connectionEnded, useConnection } from '@/store/connection';

const ACK = 10_000;
/** After an answer that says nothing of what was asked, in milliseconds: the hub's database may be away for a moment. */
const AGAIN = 2_000;
const PASSING = new Set(['rate_limited', 'unavailable', 'internal']);
/** Between two tries to come back, in milliseconds, spread by half of it. */
const SHORTEST = 400;
const TURNED_AWAY = 2_000;
const LONGEST = 5_000;

let socket: Socket | null = null;

export interface Refusal {
  code: string;
  detail: string;
}

type Ack<Answer> = ({ ok: true } & Answer) | { ok: false; error: Refusal };

/** Whether the same may be granted in a moment. */
export const isPassing = (code: string) => PASSING.has(code);

export function openSocket(): Socket {
  socket ??= connect();
  return socket;
}

export function closeSocket(): void {
  socket?.close();
  socket = null;
  connectionEnded();
}

function connect(): Socket {
  let refused: string | null = null;
  let misses = 0;
  let carried: string | null = null;
  const fresh = io('/agent', {
    path: '/socket.io',
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: SHORTEST,
    reconnectionDelayMax: LONGEST,
    auth: (give) => {
      accessToken(refused).then(
        (token) => {
          carried = token;
          give({ token });
        },
        () => give({ token: tokens()?.access ?? '' }),
      );
    },
  });
  fresh.on('connect', () => {
    refused = null;
    misses = 0;
  });
  fresh.on('disconnect', (reason) => {
    connectionDown();
    // The hub closes a socket whose token has ended; the library takes that for a goodbye.
    if (reason === 'io server disconnect')
      setTimeout(() => socket === fresh && fresh.connect(), backoff(misses++, SHORTEST, LONGEST));
  });
  fresh.on('connect_error', (error: Error & { data?: Refusal }) => {
    connectionDown();
    if (fresh.active) return;
    // A refusal by the hub ends the library's own attempts.
    if (error.data?.code === 'unauthenticated') refused = carried;
    setTimeout(() => socket === fresh && tokens() && fresh.connect(), backoff(misses++, TURNED_AWAY, LONGEST));
  });
  return fresh;
}

/** Tries at once instead of waiting for the next attempt, or for a socket that has lost the hub to find out. */
export function connectNow(): void {
  if (!socket || (socket.connected && useConnection.getState().online)) return;
  socket.disconnect().connect();
}

/** Says something and waits for the answer. Rejects when none came in time or the line is down. */
export async function ask<Answer>(event: string, payload: unknown): Promise<Ack<Answer>> {
  if (!socket?.connected) throw new Error('offline');
  return (await socket.timeout(ACK).emitWithAck(event, payload)) as Ack<Answer>;
}

/** Asks until the hub answers, as long as it `isWanted` and the line stands. Null where it refuses, or nobody answered. */
export async function insist<Answer>(
  event: string,
  payload: unknown,
  isWanted: () => boolean = () => true,
): Promise<Answer | null> {
  while (isConnected() && isWanted()) {
    const answer = await ask<Answer>(event, payload).catch(() => null);
    if (answer?.ok) return answer;
    if (answer && !isPassing(answer.error.code)) return null;
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
  return null;
}

/** Says something that nobody misses while the line is down. */
export function tell(event: string, payload: unknown): void {
  if (socket?.connected) socket.emit(event, payload);
}

export const isConnected = () => socket?.connected ?? false;
