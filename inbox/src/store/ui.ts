/** What is open and where the eye is, for this moment only. */
import { create } from 'zustand';

interface UiState {
  /** The conversation the keyboard stands on in the list. */
  cursor: string | null;
  /** The contact panel as a drawer, where there is no room for it beside the thread. */
  drawer: boolean;
  /** The message that a search leads to, until the thread has got there. */
  target: { conversation: string; seq: number } | null;
  keySheet: boolean;
  assigning: boolean;
  snoozing: boolean;
  /** The conversation resolved last, and what stood around it in the list it has left since. */
  left: { id: string; before: string[]; after: string[] } | null;
  /** Raised when this agent's own deed changes the list: then its order need not wait. */
  deeds: number;
}

export const useUi = create<UiState>(() => ({
  cursor: null,
  drawer: false,
  target: null,
  keySheet: false,
  assigning: false,
  snoozing: false,
  left: null,
  deeds: 0,
}));

export const setUi = (change: Partial<UiState>) => useUi.setState(change);

export const noteDeed = () => useUi.setState(({ deeds }) => ({ deeds: deeds + 1 }));

/** The four regions that F6 walks through, by the id of what takes the focus in each. */
export const regions = ['conversation-list', 'thread-log', 'composer-text', 'contact-panel'] as const;

let awaited: ReturnType<typeof setTimeout> | undefined;

/** Moves the focus now; what was to get it as soon as it is drawn has come too late. */
export function focusOn(id: string): boolean {
  clearTimeout(awaited);
  const target = document.getElementById(id);
  if (!target || target.offsetParent === null) return false;
  target.focus();
  return true;
}

/** Focuses what is about to be drawn. */
export function focusSoon(id: string, tries = 30): void {
  if (!focusOn(id) && tries > 0) awaited = setTimeout(() => focusSoon(id, tries - 1), 30);
}

export function nextRegion(backwards: boolean): void {
  const here = regions.findIndex((id) => document.getElementById(id)?.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  for (let tried = 1; tried <= regions.length; tried += 1) {
    const index = (here + step * tried + regions.length * 2) % regions.length;
    if (focusOn(regions[index] as string)) return;
  }
}
