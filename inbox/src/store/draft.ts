/** One draft, and how it meets what the hub keeps of it; pure, so that every order of arrival can be tested. */
import type { Attachment, Draft as KeptDraft } from '@/api/types';

export type Mode = 'reply' | 'note';

export interface Draft {
  reply: string;
  note: string;
  mode: Mode;
  /** Whether colleagues read the reply and may take it over. */
  shared: boolean;
  files: Attachment[];
  /** When the text was begun: an answer by a colleague after that is worth a question. */
  since: number | null;
  /** What the hub holds of it, as far as we know; null before anything was heard. */
  kept: KeptDraft | null;
  /** What was written on another device while this one had words of its own: the writer chooses. */
  other: KeptDraft | null;
}

export const noDraft: Draft = {
  reply: '',
  note: '',
  mode: 'reply',
  shared: false,
  files: [],
  since: null,
  kept: null,
  other: null,
};

export type Words = Pick<KeptDraft, 'text' | 'note' | 'private' | 'shared'>;

const NONE: Words = { text: '', note: '', private: false, shared: false };

const areNone = (words: Words) => words.text.trim() === '' && words.note.trim() === '';

/** What the hub is told of it; spaces alone are no draft. */
export function wordsOf({ reply, note, mode, shared }: Draft): Words {
  const words = { text: reply, note, private: mode === 'note', shared: shared && reply.trim() !== '' };
  return areNone(words) ? NONE : words;
}

const sameWords = (one: Words, other: Words): boolean =>
  one.text === other.text &&
  one.note === other.note &&
  (areNone(one) || (one.private === other.private && one.shared === other.shared));

export const hasWords = (held: Draft): boolean => !areNone(wordsOf(held));

/** Whether the hub has not heard of what is written here. */
export const isUnheard = (held: Draft): boolean => !sameWords(wordsOf(held), held.kept ?? NONE);

const isOlder = (one: KeptDraft, other: KeptDraft) => Date.parse(one.updated_at) < Date.parse(other.updated_at);

/**
 * The draft after the hub said what it holds. Words that the hub knew give way to it; words it has not heard of never
 * do. `sending` is what is on its way: to hear of it before its answer comes is no news.
 */
export function withKept(held: Draft, kept: KeptDraft, sending: Words | null): Draft {
  if (held.kept && (held.kept.version === kept.version || isOlder(kept, held.kept))) return held;
  // what is sent while its draft is being saved does not come back into the field
  if (sending !== null && sameWords(sending, kept)) return { ...held, kept, other: null };
  if (!isUnheard(held)) return adopted(held, kept);
  // what a colleague took over is written on by two, and shared by neither
  if (areNone(kept)) return { ...held, shared: false, kept, other: null };
  if (sameWords(wordsOf(held), kept)) return { ...held, kept, other: null };
  return { ...held, other: kept };
}

/** The other device's words in the place of ours. */
export function adopted(held: Draft, kept: KeptDraft): Draft {
  const words = { reply: kept.text, note: kept.note, mode: modeOf(held, kept), shared: kept.shared };
  const since = kept.text.trim() === '' ? null : (held.since ?? Date.parse(kept.updated_at));
  return { ...held, ...words, since, kept, other: null };
}

/** Ours in the place of the other device's: what it wrote has been seen. */
export const insisted = (held: Draft): Draft => (held.other ? { ...held, kept: held.other, other: null } : held);

const modeOf = (held: Draft, kept: KeptDraft): Mode => (areNone(kept) ? held.mode : kept.private ? 'note' : 'reply');
