/** Away by itself: nobody has touched this screen for a while. Any touch says that somebody is back. */
import { useLook } from '@/store/look';
import { tell } from './socket';

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const MINUTE = 60_000;
/** A moving pointer is heard this often. */
const PACE = 1_000;

let idle = false;
let touched = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function watchTouches(): () => void {
  for (const touch of TOUCHES) addEventListener(touch, heard, { passive: true, capture: true });
  const look = useLook.subscribe((now, before) => now.awayAfter !== before.awayAfter && wait());
  wait();
  return () => {
    clearTimeout(timer);
    look();
    for (const touch of TOUCHES) removeEventListener(touch, heard, { capture: true });
    idle = false;
  };
}

/** A new session knows nothing of the one before. */
export function sayIfIdle(): void {
  if (idle) tell('idle', { on: true });
}

function heard(): void {
  const now = Date.now();
  if (now - touched < PACE && !idle) return;
  touched = now;
  say(false);
  wait();
}

function wait(): void {
  clearTimeout(timer);
  const minutes = useLook.getState().awayAfter;
  if (minutes > 0) timer = setTimeout(() => say(true), minutes * MINUTE);
  else say(false);
}

function say(on: boolean): void {
  if (on === idle) return;
  idle = on;
  tell('idle', { on });
}
