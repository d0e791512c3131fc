/** All actions. A new one gets its line in one of these lists: then it has its key, its line in the sheet, and is found
 * in the palette. */
import type { Action } from './action';
import { appActions, placeActions } from './app';
import { choices } from './choices';
import { conversationActions } from './conversation';
import { listActions } from './list';

export const ACTIONS: readonly Action[] = [...conversationActions, ...listActions, ...placeActions, ...appActions];

/** What can be done now. */
export const offered = (): Action[] => [...ACTIONS, ...choices()].filter((action) => action.when?.() ?? true);

const named = (keys: readonly string[]) => keys.join('+');

const byKeys = new Map(ACTIONS.flatMap((action) => (action.keys ? [[named(action.keys), action]] : [])));

/** The action of a key, by itself or as the second after G. */
export function actionOf(event: KeyboardEvent, afterG: boolean): Action | undefined {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shifted = event.shiftKey && /^\p{Lu}$/u.test(key);
  if (afterG) return byKeys.get(named(['G', key]));
  return byKeys.get(named(shifted ? ['Shift', key] : [key]));
}
