/** Whether the browser may show notifications; it is asked only when somebody presses the button for it. */
import { useSyncExternalStore } from 'react';

type State = NotificationPermission | 'none';

const listeners = new Set<() => void>();
const current = (): State => (typeof Notification === 'undefined' ? 'none' : Notification.permission);

export async function askForNotices(): Promise<void> {
  if (typeof Notification === 'undefined') return;
  await Notification.requestPermission();
  for (const listener of listeners) listener();
}

export function useNoticeState(): State {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}
