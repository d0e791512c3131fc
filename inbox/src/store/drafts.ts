/** What an agent has begun to write, kept for each conversation in this browser. */
import { create } from 'zustand';
import type { Attachment } from '@/api/types';
import { store, stored } from './stored';

export type Mode = 'reply' | 'note';

export interface Draft {
  reply: string;
  note: string;
  mode: Mode;
  files: Attachment[];
  /** When the text was begun: an answer by a colleague after that is worth a question. */
  since: number | null;
}

export const noDraft: Draft = { reply: '', note: '', mode: 'reply', files: [], since: null };

export const useDrafts = create<{ drafts: Record<string, Draft> }>(() => ({ drafts: stored('drafts', {}) }));

export const draft = (id: string): Draft => useDrafts.getState().drafts[id] ?? noDraft;

export const hasDraft = (held: Draft | undefined): boolean =>
  held !== undefined && (held.reply.trim() !== '' || held.note.trim() !== '' || held.files.length > 0);

let saving: ReturnType<typeof setTimeout> | undefined;

export function setDraft(id: string, change: Partial<Draft>): void {
  const next = { ...draft(id), ...change };
  const begun = next.reply.trim() !== '' ? (next.since ?? Date.now()) : null;
  const { [id]: _, ...others } = useDrafts.getState().drafts;
  const keep = hasDraft(next) || next.mode === 'note';
  useDrafts.setState({ drafts: keep ? { ...others, [id]: { ...next, since: begun } } : others });
  clearTimeout(saving);
  saving = setTimeout(saveDrafts, 250);
}

export function saveDrafts(): void {
  store('drafts', useDrafts.getState().drafts);
}
