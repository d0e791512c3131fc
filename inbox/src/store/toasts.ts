/** One short word at a time: about what was just done, with the way back, or about what came, with the way there. */
import { create } from 'zustand';
import { t } from '@/texts';

export interface Deed {
  text: string;
  run: () => void;
}

export interface Toast {
  id: number;
  kind: 'done' | 'news';
  text: string;
  deed?: Deed;
}

export const useToast = create<{ toast: Toast | null }>(() => ({ toast: null }));

let count = 0;

function show(toast: Omit<Toast, 'id'>): void {
  count += 1;
  useToast.setState({ toast: { id: count, ...toast } });
}

export function say(text: string, undo?: () => void): void {
  show({ kind: 'done', text, ...(undo && { deed: { text: t.app.undo, run: undo } }) });
}

/** Something came that the agent may want to go to. */
export function offer(text: string, deed: Deed): void {
  show({ kind: 'news', text, deed });
}

export function dropToast(id: number): void {
  if (useToast.getState().toast?.id === id) useToast.setState({ toast: null });
}
