/** Replies that colleagues have begun and share: by conversation, and whoever wants to goes on with them. */
import { create } from 'zustand';
import { drafts as api } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { Draft as KeptDraft, SharedDraft } from '@/api/types';
import { t } from '@/texts';
import { adopted, type Draft } from './draft';
import { draft, putDraft } from './drafts';
import { nameOf } from './people';
import { may, myId, useSession } from './session';
import { say, warn } from './toasts';
import { focusSoon } from './ui';

type Shared = Readonly<Record<string, readonly SharedDraft[]>>;

export const useSharedDrafts = create<{ of: Shared }>(() => ({ of: {} }));

useSession.subscribe((now, before) => {
  if (now.me?.user.id !== before.me?.user.id) useSharedDrafts.setState({ of: {} });
});

export const NONE_SHARED: readonly SharedDraft[] = [];

/** Counts what was heard: a list that was asked for before it is asked for again. */
let heard = 0;

export async function loadSharedDrafts(): Promise<void> {
  if (!may('conversations.reply')) return;
  const before = heard;
  const found = await api.listShared().catch(() => null);
  if (!found) return;
  if (heard !== before) return loadSharedDrafts();
  const of: Record<string, SharedDraft[]> = {};
  for (const one of found) {
    of[one.conversation_id] ??= [];
    of[one.conversation_id]?.push(one);
  }
  useSharedDrafts.setState({ of });
}

export function heardShared(told: SharedDraft): void {
  heard += 1;
  const id = told.conversation_id;
  const others = (useSharedDrafts.getState().of[id] ?? NONE_SHARED).filter((one) => one.user_id !== told.user_id);
  const now = told.version ? [...others, told] : others;
  useSharedDrafts.setState(({ of }) => ({ of: { ...of, [id]: now } }));
  if (told.taken_by && told.user_id === myId()) say(t.composer.takenOver(nameOf(told.taken_by)));
}

/** What was just written here may reach the hub first: it is the same that the writer gave up. */
async function take(id: string, from: string, asked: Draft): Promise<KeptDraft> {
  try {
    return await api.take(id, from, asked.kept?.version ?? null);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
    const kept = await api.get(id);
    if (kept.text !== asked.reply) throw error;
    return api.take(id, from, kept.version);
  }
}

/** It is ours then. What was written here is given up for it: ask before. */
export async function takeOver({ conversation_id: id, user_id: from }: SharedDraft): Promise<void> {
  const asked = draft(id);
  try {
    const taken = await take(id, from, asked);
    const held = draft(id);
    // words that came while we asked stay, and the writer is asked
    putDraft(id, held.reply === asked.reply ? adopted(held, taken) : { ...held, other: taken });
    focusSoon('composer-text');
  } catch (error) {
    warn(error instanceof Problem && error.status === 404 ? t.composer.notShared : t.composer.notTaken);
  }
}
