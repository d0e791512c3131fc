/**
 * Notices that the hub cannot be reached before the socket does: on a network that is gone, a socket can stand for most
 * of a minute. The browser's own word is checked too: without any network, a hub on this very machine still answers.
 */
import { connectionDown, useConnection } from '@/store/connection';
import { connectNow, isConnected } from './socket';

const EVERY = 10_000;
/** While the line is down. */
const SOON = 2_000;
const PATIENCE = 4_000;

let timer: ReturnType<typeof setTimeout> | undefined;

export function watchLine(): () => void {
  const back = () => !document.hidden && void look();
  const listen = (change: 'addEventListener' | 'removeEventListener') => {
    window[change]('offline', look);
    window[change]('online', look);
    document[change]('visibilitychange', back);
  };
  listen('addEventListener');
  timer = setTimeout(look, EVERY);
  return () => {
    clearTimeout(timer);
    listen('removeEventListener');
  };
}

async function look(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (!document.hidden) await check();
  timer ??= setTimeout(look, useConnection.getState().online ? EVERY : SOON);
}

/** A socket that is down looks after itself; one that stands may have lost the hub. */
async function check(): Promise<void> {
  if (!isConnected()) return;
  if (!(await answers())) connectionDown();
  else if (!useConnection.getState().online) connectNow();
}

const answers = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) }).then(
    (response) => response.ok,
    () => false,
  );
