/** The session's tokens, kept in storage so that a reload and every tab share them. */
import type { AuthSession } from './types';

const KEY = 'custarea.session';

export interface Tokens {
  access: string;
  refresh: string | null;
  /** When the access token ends, in milliseconds of the epoch. */
  ends: number;
}

let current: Tokens | null = read();

function read(): Tokens | null {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Tokens | null;
    return stored && typeof stored.access === 'string' ? stored : null;
  } catch {
    return null;
  }
}

export function tokens(): Tokens | null {
  return current;
}

/** Another tab may have renewed them: the stored pair counts. */
export function reloadTokens(): Tokens | null {
  current = read() ?? null;
  return current;
}

export function keepTokens(session: AuthSession): Tokens {
  current = {
    access: session.access_token,
    refresh: session.refresh_token,
    ends: Date.now() + session.expires_in * 1000,
  };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Without storage the session lives as long as this tab.
  }
  return current;
}

export function forgetTokens(): void {
  current = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored.
  }
}

/** Calls back when another tab signs in or out. */
export function onTokensChanged(listener: (tokens: Tokens | null) => void): void {
  addEventListener('storage', (event) => {
    if (event.key === KEY || event.key === null) listener(reloadTokens());
  });
}
