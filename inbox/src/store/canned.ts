/** Canned replies: asked for when the first one is looked for, and again when the hub says that they changed. */
import { create } from 'zustand';
import { cannedReplies } from '@/api/hub';
import type { CannedReply } from '@/api/types';
import { useSession } from './session';

export const useCanned = create<{ replies: CannedReply[] | null }>(() => ({ replies: null }));

useSession.subscribe((now, before) => {
  if (now.me?.user.id !== before.me?.user.id) useCanned.setState({ replies: null });
});

export async function loadCanned(): Promise<void> {
  const replies = await cannedReplies.list().catch(() => null);
  if (replies) useCanned.setState({ replies });
}

/** Only who has looked at them has anything to bring up to date. */
export function cannedChanged(): void {
  if (useCanned.getState().replies) void loadCanned();
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** By name first, then by their words. */
export function cannedLike(replies: readonly CannedReply[], query: string): CannedReply[] {
  const wanted = plain(query);
  const place = ({ name, text }: CannedReply) =>
    plain(name).startsWith(wanted) ? 0 : plain(name).includes(wanted) ? 1 : plain(text).includes(wanted) ? 2 : 3;
  const placed = replies.map((reply) => ({ reply, at: place(reply) })).filter(({ at }) => at < 3);
  return placed.sort((one, other) => one.at - other.at).map(({ reply }) => reply);
}
