/** One short word at a time about what was just done, with the way back. */
import { create } from 'zustand';

export interface Toast {
  id: number;
  text: string;
  undo?: () => void;
}

export const useToast = create<{ toast: Toast | null }>(() => ({ toast: null }));

let count = 0;

export function say(text: string, undo?: () => void): void {
  count += 1;
  useToast.setState({ toast: { id: count, text, ...(undo && { undo }) } });
}

export function dropToast(id: number): void {
  if (useToast.getState().toast?.id === id) useToast.setState({ toast: null });
}
