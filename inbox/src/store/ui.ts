/** What is open and where the eye is, for this moment only. */
import { create } from 'zustand';
import type { Contact, ScheduledMessage } from '@/api/types';

export interface UiState {
  /** The conversation the keyboard stands on in the list. */
  cursor: string | null;
  /** The conversations as the list shows them, in the order it holds under the pointer; null while it shows none. */
  listed: readonly string[] | null;
  /** The one the keyboard stood on when it went from the list, and how many stood above it. */
  left: { id: string; place: number } | null;
  /** The contact panel as a drawer, where there is no room for it beside the thread. */
  drawer: boolean;
  /** The message that a search leads to, until the thread has got there. */
  target: { conversation: string; seq: number } | null;
  keySheet: boolean;
  palette: boolean;
  assigning: boolean;
  snoozing: boolean;
  /** The picker that a key has opened over the conversation. */
  picking: 'tags' | 'priority' | 'team' | null;
  /** The conversation for which it is asked whose it is, or into which it is merged. */
  into: { deed: 'move' | 'merge'; id: string } | null;
  /** The macros to choose from; `of` is the one that is shown before it is applied, `to` those that are picked. */
  macros: { of: string | null; to?: readonly string[] | 'all' } | null;
  /** The conversation that is to be split, and from which message; null: not chosen yet. */
  splitting: { id: string; seq: number | null } | null;
  /** The contact for whom it is asked whether to erase them. */
  erasing: string | null;
  /** The contact whom another is to be merged with; null: not chosen yet who. */
  merging: { kept: string; other: Contact | null } | null;
  /** Asks when the words in a conversation's field are to go out, or what is to become of some that wait. */
  later: { id: string; message: ScheduledMessage | null } | null;
  /** Asks for a time: for the conversation that is open, or for those that are picked. */
  asksTime: 'open' | 'picked' | null;
  /** Asks for the days between which conversations began or were last active, or found messages were written. */
  asksDays: 'created' | 'active' | 'written' | null;
  /** Asks for the values that an attribute of the contact may have. */
  asksAttribute: string | null;
  /** Asks how to take the open conversation along. */
  transcript: boolean;
  /** Raised when this agent's own deed changes the list: then its order need not wait. */
  deeds: number;
}

/** The dialogs that are loaded when the first of them is asked for, while none is. */
const nothingAsked = {
  into: null,
  splitting: null,
  erasing: null,
  merging: null,
  later: null,
  asksTime: null,
  asksDays: null,
  asksAttribute: null,
  transcript: false,
} satisfies Partial<UiState>;

export const useUi = create<UiState>(() => ({
  cursor: null,
  listed: null,
  left: null,
  drawer: false,
  target: null,
  keySheet: false,
  palette: false,
  assigning: false,
  snoozing: false,
  picking: null,
  macros: null,
  ...nothingAsked,
  deeds: 0,
}));

/** Whether one of them is. */
export const asksFirst = (ui: UiState): boolean =>
  Object.keys(nothingAsked).some((name) => ui[name as keyof typeof nothingAsked]);

export const askNothing = () => setUi(nothingAsked);

export const setUi = (change: Partial<UiState>) => useUi.setState(change);

/** Who stands on a conversation that goes from the list goes on from its place. */
export function setListed(listed: readonly string[]): void {
  const { cursor, listed: before } = useUi.getState();
  const place = cursor === null || listed.includes(cursor) ? -1 : (before?.indexOf(cursor) ?? -1);
  setUi({ listed, ...(cursor !== null && place >= 0 && { left: { id: cursor, place } }) });
}

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

/** How often what is about to be drawn is looked for, and how long between: a thread may have to be fetched. */
const TRIES = 100;
const BETWEEN = 30;

/** Focuses what is about to be drawn, unless somebody turns to something else meanwhile. */
export function focusSoon(id: string): void {
  const from = document.activeElement;
  const look = (left: number) => {
    const { activeElement: now } = document;
    if (now !== from && now !== document.body) return;
    if (!focusOn(id) && left > 0) awaited = setTimeout(look, BETWEEN, left - 1);
  };
  clearTimeout(awaited);
  // not at once: what bears this name now may be about to go
  awaited = setTimeout(look, 0, TRIES);
}

export function nextRegion(backwards: boolean): void {
  const here = regions.findIndex((id) => document.getElementById(id)?.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  for (let tried = 1; tried <= regions.length; tried += 1) {
    const index = (here + step * tried + regions.length * 2) % regions.length;
    if (focusOn(regions[index] as string)) return;
  }
}
