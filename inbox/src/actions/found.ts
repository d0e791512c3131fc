/** What the palette shows for what was typed. */
import { Search } from 'lucide-react';
import { lookFor } from '@/store/search';
import { store, stored } from '@/store/stored';
import { t } from '@/texts';
import type { Action, Group } from './action';
import { type Match, match } from './fuzzy';
import { goSearching } from './list';
import { offered } from './table';

const RECENT = 5;
const MOST = 12;

export interface Words {
  label: string;
  /** Which letters of it were meant. */
  at: Match['at'];
}

export interface Found extends Words {
  action: Action;
  /** What tells two of the same name apart. */
  more?: Words;
  section: Group | 'recent' | 'contacts';
}

const recent = () => stored<string[]>('actions', []);

/** Remembers what was done, the newest first. Contacts come from the hub, and only when they are looked for. */
export function remember({ action: { id }, section }: Found): void {
  if (section === 'contacts') return;
  store('actions', [id, ...recent().filter((one) => one !== id)].slice(0, RECENT));
}

const nothing: Match['at'] = new Set();

/**
 * Untyped: what was done last, then everything that has a key. Typed: the best fits, the contacts that the hub has found,
 * and the way to search for it.
 */
export function found(typed: string, contacts: readonly Found[]): Found[] {
  const all = offered();
  if (!typed.trim()) {
    const before = recent().flatMap((id) => all.filter((action) => action.id === id));
    const rest = all.filter((action) => action.keys && !before.includes(action));
    const show = (action: Action, section: Found['section']) => ({
      action,
      label: action.label(),
      at: nothing,
      section,
    });
    return [...before.map((action) => show(action, 'recent')), ...rest.map((action) => show(action, action.group))];
  }
  const fits = all.flatMap((action) => {
    const label = action.label();
    const how = match(typed, label);
    return how ? [{ action, label, at: how.at, section: action.group, score: how.score }] : [];
  });
  const best = fits.sort((one, other) => other.score - one.score).slice(0, MOST);
  return [...inSections(best), ...contacts, searchFor(typed.trim())];
}

/** Sections in the order of their best; the order within each stays. */
function inSections<One extends { section: string }>(best: One[]): One[] {
  const sections = [...new Set(best.map(({ section }) => section))];
  return sections.flatMap((section) => best.filter((one) => one.section === section));
}

function searchFor(typed: string): Found {
  const run = () => {
    // first to where the address can say what is looked for
    goSearching();
    lookFor(typed);
  };
  const label = t.palette.search(typed);
  return {
    action: { id: 'search-for', group: 'list', label: () => label, icon: Search, run },
    label,
    at: nothing,
    section: 'list',
  };
}
