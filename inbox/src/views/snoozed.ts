/** When a conversation that sleeps comes back, in words. */
import type { ConversationRow } from '@/api/types';
import { soonTime } from '@/components/time';
import { t } from '@/texts';

export function backText({ snoozed_until: until }: ConversationRow, now: number): string {
  return until === 'reply' ? t.list.backOnReply : t.list.back(soonTime(until ?? '', now));
}
