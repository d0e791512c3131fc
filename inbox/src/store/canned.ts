/** Canned replies, and which of them are meant by what is typed. */
import { cannedReplies } from '@/api/hub';
import type { CannedReply } from '@/api/types';
import { readyList } from './ready';

export const { use: useCanned, load: loadCanned, changed: cannedChanged } = readyList(cannedReplies.list);

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** By name first, then by their words. */
export function cannedLike(replies: readonly CannedReply[], query: string): CannedReply[] {
  const wanted = plain(query);
  const place = ({ name, text }: CannedReply) =>
    plain(name).startsWith(wanted) ? 0 : plain(name).includes(wanted) ? 1 : plain(text).includes(wanted) ? 2 : 3;
  const placed = replies.map((reply) => ({ reply, at: place(reply) })).filter(({ at }) => at < 3);
  return placed.sort((one, other) => one.at - other.at).map(({ reply }) => reply);
}
