/** Tells the others that one is writing: at most every few seconds, and an end when the hands rest. */
import { tell } from '@/live/socket';

const AGAIN = 3_000;
const REST = 4_000;

let saidFor: string | null = null;
let saidAt = 0;
let resting: ReturnType<typeof setTimeout> | undefined;

export function typed(conversationId: string): void {
  clearTimeout(resting);
  resting = setTimeout(() => stopped(conversationId), REST);
  if (saidFor === conversationId && Date.now() - saidAt < AGAIN) return;
  if (saidFor && saidFor !== conversationId) stopped(saidFor);
  saidFor = conversationId;
  saidAt = Date.now();
  tell('typing', { conversation_id: conversationId, on: true });
}

export function stopped(conversationId: string): void {
  clearTimeout(resting);
  if (saidFor !== conversationId) return;
  saidFor = null;
  tell('typing', { conversation_id: conversationId, on: false });
}
