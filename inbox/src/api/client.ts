/** One way to ask the hub: adds the token, renews it when it has ended, and turns every failure into a Problem. */

import { t } from '@/texts';
import { Problem, problemOf, unreachable } from './problem';
import { forgetTokens, keepTokens, reloadTokens, type Tokens, tokens } from './tokens';
import type { AuthSession } from './types';

const API = '/api/v1';
/** Renew a token this long before it ends, so that no request travels with one about to end. */
const EARLY = 60_000;

/** A list names its parameter once for each value. */
type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;
interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  open?: boolean;
  /** Under it the hub does the request once, and answers a second time what it answered the first. */
  key?: string;
  /** The version of what is changed, as it was seen: the hub refuses where it is another now. */
  seen?: string;
}

let onSignedOut: () => void = () => {};

/** What to do when the session cannot be renewed any more. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const named = given.flatMap(([key, value]) => [value].flat().map((one) => [key, String(one)]));
  const search = new URLSearchParams(named).toString();
  return `${API}${path}${search ? `?${search}` : ''}`;
}

async function send(method: string, path: string, options: Options, token: string | null): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.key) headers['Idempotency-Key'] = options.key;
  if (options.seen) headers['If-Match'] = `"${options.seen}"`;
  const init: RequestInit = { method, headers, cache: 'no-store' };
  if (options.signal) init.signal = options.signal;
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  try {
    return await fetch(address(path, options.query), init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  }
}

async function respond(method: string, path: string, options: Options = {}): Promise<Response> {
  let token = options.open ? null : await accessToken();
  let response = await send(method, path, options, token);
  if (response.status === 401 && !options.open) {
    token = await accessToken(token);
    response = await send(method, path, options, token);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function request<Answer>(method: string, path: string, options: Options = {}): Promise<Answer> {
  const response = await respond(method, path, options);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

export const http = {
  get: <Answer>(path: string, query?: Query, signal?: AbortSignal) =>
    request<Answer>('GET', path, { ...(query && { query }), ...(signal && { signal }) }),
  /** What is no JSON, to be saved. */
  file: async (path: string, query: Query = {}) => (await respond('GET', path, { query })).blob(),
  post: <Answer>(path: string, body?: unknown, key?: string) =>
    request<Answer>('POST', path, { body: body ?? {}, ...(key && { key }) }),
  put: <Answer>(path: string, body: unknown, seen?: string) =>
    request<Answer>('PUT', path, { body, ...(seen && { seen }) }),
  patch: <Answer>(path: string, body: unknown, seen?: string) =>
    request<Answer>('PATCH', path, { body, ...(seen && { seen }) }),
  delete: <Answer>(path: string) => request<Answer>('DELETE', path),
  /** For those who are not signed in yet. */
  open: <Answer>(path: string, body?: unknown) =>
    request<Answer>(body === undefined ? 'GET' : 'POST', path, { body, open: true }),
};

let renewing: Promise<Tokens> | null = null;

/** A token that is good for a while. `refused` is one that the hub has just turned down. */
export async function accessToken(refused?: string | null): Promise<string> {
  const held = tokens();
  if (held && held.access !== refused && held.ends - Date.now() > EARLY) return held.access;
  renewing ??= inOneTab(() => renew(refused)).finally(() => {
    renewing = null;
  });
  return (await renewing).access;
}

/** A refresh token works once: two tabs must not use the same one. */
function inOneTab<Answer>(deed: () => Promise<Answer>): Promise<Answer> {
  return navigator.locks ? (navigator.locks.request('custarea.renew', deed) as Promise<Answer>) : deed();
}

async function renew(refused?: string | null): Promise<Tokens> {
  const held = reloadTokens();
  if (held && held.access !== refused && held.ends - Date.now() > EARLY) return held;
  if (!held) throw signedOut();
  if (!held.refresh) return held;
  const response = await send('POST', '/auth/refresh', { body: { refresh_token: held.refresh } }, null);
  if (response.ok) return keepTokens((await response.json()) as AuthSession);
  if (response.status >= 500 || response.status === 429) throw await problemOf(response);
  forgetTokens();
  throw signedOut();
}

function signedOut(): Problem {
  onSignedOut();
  return new Problem(401, 'unauthenticated', t.problem.signedOut);
}
