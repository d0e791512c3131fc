/** One short word at a time: what was just done, with the way back; what did not work or what came, with the way there. */
import { create } from 'zustand';
import { t } from '@/texts';
import type { Row } from './rows';

const LASTS = 6_000;
/** After the pointer has left it. */
const LINGERS = 3_000;

export interface Deed {
  text: string;
  run: () => void;
}

/** The conversation a toast speaks of, whether to who is there or to who is elsewhere, and while what is so. */
export interface About {
  conversation: string;
  told: 'there' | 'elsewhere';
  holds: (row: Row) => boolean;
}

export interface Toast {
  id: number;
  kind: 'done' | 'failed' | 'news';
  text: string;
  /** When it goes, wherever it is drawn by then. */
  ends: number;
  deed?: Deed;
  about?: About;
}

export const useToast = create<{ toast: Toast | null }>(() => ({ toast: null }));

let count = 0;

function show(toast: Omit<Toast, 'id' | 'ends'>): void {
  count += 1;
  useToast.setState({ toast: { id: count, ends: Date.now() + LASTS, ...toast } });
}

/** How long Z takes the last deed back: its toast may have gone with the conversation it spoke of. */
const UNDOABLE = 30_000;

let last: { undo: () => void; until: number } | null = null;

const remembered = new WeakSet<() => void>();

/** What Z takes back from now on, each once: its toast may come later, or never. */
export function remember(undo: () => void): void {
  if (remembered.has(undo)) return;
  remembered.add(undo);
  last = { undo, until: Date.now() + UNDOABLE };
}

/** Takes the last deed back, once. */
export function undoLast(): void {
  const deed = last;
  last = null;
  if (!deed || deed.until < Date.now()) return;
  useToast.setState({ toast: null });
  deed.undo();
}

export function say(text: string, undo?: () => void, about?: About): void {
  if (undo) remember(undo);
  show({ kind: 'done', text, ...(undo && { deed: { text: t.app.undo, run: undo } }), ...(about && { about }) });
}

/** It did not work. */
export function warn(text: string, deed?: Deed): void {
  show({ kind: 'failed', text, ...(deed && { deed }) });
}

/** Something came that the agent may want to go to. */
export function offer(text: string, deed: Deed, about: About): void {
  show({ kind: 'news', text, deed, about });
}

export function dropToast(id: number): void {
  if (useToast.getState().toast?.id === id) useToast.setState({ toast: null });
}

/** The reader has let go of it. */
export function letToastGo(id: number): void {
  const { toast } = useToast.getState();
  if (toast?.id === id) useToast.setState({ toast: { ...toast, ends: Math.max(toast.ends, Date.now() + LINGERS) } });
}

/** Whether the row says the same. News may come before it. */
export const agrees = ({ about }: Toast, row: Row | undefined): boolean => Boolean(about && row && about.holds(row));

/** Whether it is lost on who has this conversation open, or none and the keyboard on a row. */
export function isMisplaced({ about }: Toast, open: string | null, cursor: string | null): boolean {
  if (!about) return false;
  if (about.told === 'elsewhere') return open === about.conversation;
  return (open ?? cursor) !== about.conversation;
}
