/** The conversations that an agent has picked in the list, to change them all at once. */
import { create } from 'zustand';
import { useView, type View } from './views';

/** One request changes no more. */
export const MOST = 200;

interface PickedState {
  ids: readonly string[];
  /** Whether rows show a box to pick them by. */
  picking: boolean;
  /** All that were loaded when they were picked; more may have been loaded since. */
  whole: boolean;
  /** Which picker of the bar is open. */
  open: BulkPicker | null;
  /** All that match a view, loaded or not, in place of those in `ids`. */
  all: All | null;
  /** How far the hub has got with all of them. */
  progress: { done: number; of: number } | null;
}

export interface All {
  view: View;
  count: number;
  /** There are more than one go changes. */
  more: boolean;
}

export type BulkPicker = 'assign' | 'status' | 'snooze' | 'priority' | 'tags' | 'more';

export const usePicked = create<PickedState>(() => ({
  ids: [],
  picking: false,
  whole: false,
  open: null,
  all: null,
  progress: null,
}));

export const picked = () => usePicked.getState().ids;

/** What a macro is for: these, or all that match. */
export const macroTarget = (): readonly string[] | 'all' => (usePicked.getState().all ? 'all' : picked());

export const isPicking = () => usePicked.getState().picking;

export const openPicker = (open: BulkPicker | null) => usePicked.setState({ open });

/** Boxes in the rows, or none and nothing picked. */
export function setPicking(picking: boolean): void {
  usePicked.setState({ picking, whole: false, ids: picking ? picked() : [], open: null, all: null });
}

export function togglePick(id: string): void {
  const held = picked();
  const ids = held.includes(id) ? held.filter((one) => one !== id) : [...held, id].slice(0, MOST);
  usePicked.setState(({ whole }) => ({ ids, picking: true, whole: whole && !held.includes(id), all: null }));
}

/** Picks these too; those that are picked stay. */
export function pickAll(more: readonly string[]): void {
  usePicked.setState({ ids: [...new Set([...picked(), ...more])].slice(0, MOST), picking: true });
}

export function pickLoaded(loaded: readonly string[]): void {
  pickAll(loaded);
  usePicked.setState({ whole: true });
}

// what is picked is seen: another list begins anew
useView.subscribe((now, before) => now.view !== before.view && setPicking(false));
