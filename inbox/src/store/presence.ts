/** Whether this agent is at the desk, as they say it themselves. */
import type { Presence } from '@/api/types';
import { ask } from '@/live/socket';
import { setPresence } from './people';
import { myId } from './session';

export function choosePresence(state: Presence): void {
  setPresence(myId(), state);
  void ask('presence', { state }).catch(() => undefined);
}
