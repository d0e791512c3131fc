/** Keeps drafts on the hub: what is written here a moment after the hands rest, what is written elsewhere at once. */
import { drafts as api } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { Draft as KeptDraft } from '@/api/types';
import { isUnheard, noDraft, type Words, withKept, wordsOf } from '@/store/draft';
import { draft, putDraft, useDrafts } from '@/store/drafts';
import { may } from '@/store/session';
import { isConnected } from './socket';

/** The hands rest. */
const REST = 700;
/** After a failure that passes by itself. */
const AGAIN = 5_000;

/** In the place of a conversation: all of them. */
const EVERY = '*';

const planned = new Map<string, ReturnType<typeof setTimeout>>();
const sending = new Map<string, Words>();
let stop: (() => void) | undefined;

export function followDrafts(): void {
  stop ??= useDrafts.subscribe(({ drafts: now }, { drafts: before }) => {
    for (const [id, held] of Object.entries(now)) if (held !== before[id]) plan(id);
  });
  document.addEventListener('visibilitychange', keepAll);
}

export function unfollowDrafts(): void {
  stop?.();
  stop = undefined;
  document.removeEventListener('visibilitychange', keepAll);
  for (const timer of planned.values()) clearTimeout(timer);
  planned.clear();
}

/** The line is back: hear what was written elsewhere, then tell what was written here. */
export async function syncDrafts(): Promise<void> {
  if (!may('conversations.reply')) return;
  clearTimeout(planned.get(EVERY));
  const before = useDrafts.getState().drafts;
  const found = await api.list().catch(() => null);
  if (!found) {
    planned.set(
      EVERY,
      setTimeout(() => isConnected() && void syncDrafts(), AGAIN),
    );
    return keepAll();
  }
  for (const kept of found) heardDraft(kept);
  const there = new Set(found.map((kept) => kept.conversation_id));
  for (const [id, { kept }] of Object.entries(before)) {
    // ended elsewhere, unless it was kept anew while we asked
    if (kept?.version && !there.has(id) && draft(id).kept?.version === kept.version)
      heardDraft({ ...kept, text: '', note: '', shared: false, version: null });
  }
  keepAll();
}

/** The hub says what it holds, by an event, a list or an answer. */
export function heardDraft(told: KeptDraft): void {
  const kept = { ...told, version: told.version ?? null };
  const id = kept.conversation_id;
  const held = draft(id);
  const next = withKept(held, kept, sending.get(id) ?? null);
  if (next !== held) putDraft(id, next);
}

function keepAll(): void {
  for (const id of Object.keys(useDrafts.getState().drafts)) void keep(id);
}

function plan(id: string, wait?: number): void {
  const held = draft(id);
  clearTimeout(planned.get(id));
  planned.delete(id);
  if (held.other || !isUnheard(held)) return;
  const words = wordsOf(held);
  // to share it, or not any more, is a deed and no writing
  const atOnce = (words.text === '' && words.note === '') || words.shared !== (held.kept?.shared ?? false);
  planned.set(
    id,
    setTimeout(() => void keep(id), wait ?? (atOnce ? 0 : REST)),
  );
}

async function keep(id: string): Promise<void> {
  const held = draft(id);
  clearTimeout(planned.get(id));
  planned.delete(id);
  if (sending.has(id) || held === noDraft || held.other || !isUnheard(held) || !isConnected()) return;
  const words = wordsOf(held);
  sending.set(id, words);
  const wait = await told(id, words, held.kept?.version ?? null);
  sending.delete(id);
  if (wait !== 'never') plan(id, wait);
}

/** How long to wait before the next try, if one is needed. */
async function told(id: string, words: Words, version: string | null): Promise<number | undefined | 'never'> {
  try {
    heardDraft(await api.keep(id, { ...words, version }));
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem) || error.passing) return AGAIN;
    if (error.status !== 409) return 'never';
  }
  // Another one stands there by now: look at it, and go on or ask the writer.
  return api.get(id).then(
    (kept) => heardDraft(kept),
    () => AGAIN,
  ) as Promise<number | undefined>;
}
