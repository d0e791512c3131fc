/** How this person likes the app: theme, density, panel, sound. Kept in this browser. */
import { create } from 'zustand';
import { store, stored } from './stored';

export type Theme = 'auto' | 'light' | 'dark';
export type Density = 'cosy' | 'compact';
type UndoSend = 'letters' | 'always' | 'never';

interface Look {
  theme: Theme;
  density: Density;
  panel: boolean;
  wideNav: boolean;
  listWidth: number;
  sound: boolean;
  singleKeys: boolean;
  /** Without Ctrl or Cmd too; else it makes a line, as it does on a phone. */
  enterSends: boolean;
  /** Which replies can be taken back for a moment: `letters` leave by a provider and never come back. */
  undoSend: UndoSend;
  /** Minutes without a touch after which I am away; 0: never. */
  awayAfter: number;
  folded: string[];
}

const defaults: Look = {
  theme: 'auto',
  density: 'cosy',
  panel: true,
  wideNav: true,
  listWidth: 348,
  sound: false,
  singleKeys: true,
  enterSends: true,
  undoSend: 'letters',
  awayAfter: 10,
  folded: [],
};

export const useLook = create<Look>(() => ({ ...defaults, ...stored<Partial<Look>>('look', {}) }));

const systemDark = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)');

export function setLook(change: Partial<Look>): void {
  useLook.setState(change);
  store('look', useLook.getState());
  paint();
}

export function toggleFold(section: string): void {
  const { folded } = useLook.getState();
  setLook({ folded: folded.includes(section) ? folded.filter((name) => name !== section) : [...folded, section] });
}

function paint(): void {
  const { theme, density } = useLook.getState();
  const dark = theme === 'dark' || (theme === 'auto' && systemDark?.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.dataset.density = density;
}

export function followSystem(): void {
  systemDark?.addEventListener('change', paint);
  paint();
}
