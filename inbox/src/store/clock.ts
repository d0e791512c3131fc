/** One clock for all relative times, so that a hundred rows change together and only when a minute turns. */
import { create } from 'zustand';

const useTime = create<{ now: number }>(() => ({ now: Date.now() }));

export const useNow = () => useTime((state) => state.now);

export function startClock(): void {
  const tick = () => {
    useTime.setState({ now: Date.now() });
    setTimeout(tick, 60_000 - (Date.now() % 60_000) + 20);
  };
  setTimeout(tick, 60_000 - (Date.now() % 60_000) + 20);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) useTime.setState({ now: Date.now() });
  });
}

/** Right after something happened, "now" must not lie before it. */
export function turnClock(): void {
  useTime.setState({ now: Date.now() });
}
