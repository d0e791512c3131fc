/** What an agent has begun to write, for each conversation: here at once, kept in this browser, and by the hub. */
import { create } from 'zustand';
import { type Draft, hasWords, noDraft } from './draft';
import { myId, useSession } from './session';
import { store, storedUnder } from './stored';

export type { Draft, Mode } from './draft';
export { noDraft } from './draft';

type Drafts = Readonly<Record<string, Draft>>;

export const useDrafts = create<{ drafts: Drafts }>(() => ({ drafts: {} }));

export const draft = (id: string): Draft => useDrafts.getState().drafts[id] ?? noDraft;

export const hasDraft = (held: Draft | undefined): boolean =>
  held !== undefined && (hasWords(held) || held.files.length > 0);

/** Each by itself: another tab writes its own and takes nothing away from this one's. */
const place = (id: string) => `draft.${myId()}.${id}`;

useSession.subscribe((now, before) => {
  const mine = now.me?.user.id;
  if (mine !== before.me?.user.id) useDrafts.setState({ drafts: mine ? keptHere(mine) : {} });
});

function keptHere(mine: string): Drafts {
  const found = storedUnder<Draft>(`draft.${mine}.`);
  return Object.fromEntries(Object.entries(found).map(([id, held]) => [id, { ...noDraft, ...held }]));
}

const unsaved = new Set<string>();
let saving: ReturnType<typeof setTimeout> | undefined;

export function setDraft(id: string, change: Partial<Draft>): void {
  const next = { ...draft(id), ...change };
  const isBegun = next.reply.trim() !== '';
  const since = isBegun ? (next.since ?? Date.now()) : null;
  putDraft(id, { ...next, since, shared: next.shared && isBegun });
}

export function putDraft(id: string, next: Draft): void {
  const { [id]: _, ...others } = useDrafts.getState().drafts;
  const keep = hasDraft(next) || next.mode === 'note' || (next.kept?.version ?? null) !== null;
  useDrafts.setState({ drafts: keep ? { ...others, [id]: next } : others });
  unsaved.add(id);
  clearTimeout(saving);
  saving = setTimeout(saveDrafts, 250);
}

export function saveDrafts(): void {
  if (!myId()) return;
  for (const id of unsaved) store(place(id), useDrafts.getState().drafts[id]);
  unsaved.clear();
}
