/** Sends what agents wrote: one message of a conversation after the other, each until the hub says that it is stored. */
import { macros } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { SequencedMessage } from '@/api/types';
import { heardApplied } from '@/store/macros';
import { withMessage } from '@/store/merge';
import {
  addOutgoing,
  changeOutgoing,
  dropOutgoing,
  isTakenBack,
  noteTakenBack,
  type Outgoing,
  outgoing,
} from '@/store/outbox';
import { setThread, thread, updateLog } from '@/store/threads';
import { t } from '@/texts';
import { ask, isConnected, isPassing, type Refusal } from './socket';
import { syncThread } from './threads';
import { wholeMessage } from './whole';

const TRIES = 3;
/** Refusals that pass by themselves. */

const busy = new Set<string>();

export function sendMessage(item: Outgoing): void {
  addOutgoing(item);
  void sendNext(item.conversationId);
}

/** How long a message can be taken back. */
export const UNDO = 5_000;

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Shown as not sent yet, then sent like any other. It is in the outbox meanwhile, whatever becomes of this page. */
export function sendMessageSoon(item: Outgoing): void {
  addOutgoing({ ...item, state: 'waiting', sendAt: Date.now() + UNDO });
  release(item.clientId);
}

/** What was not sent yet, to be written anew; null once it is on its way. */
export function takeBack(clientId: string): Outgoing | null {
  const item = outgoing().find((one) => one.clientId === clientId);
  if (item?.state !== 'waiting') return null;
  clearTimeout(timers.get(clientId));
  timers.delete(clientId);
  noteTakenBack(clientId);
  dropOutgoing(clientId);
  return item;
}

function release(clientId: string): void {
  const item = outgoing().find((one) => one.clientId === clientId);
  if (item?.state !== 'waiting' || timers.has(clientId)) return;
  const send = () => {
    timers.delete(clientId);
    if (isTakenBack(clientId)) return dropOutgoing(clientId);
    changeOutgoing(clientId, { state: 'sending' });
    void sendNext(item.conversationId);
  };
  timers.set(clientId, setTimeout(send, Math.min(UNDO, Math.max(0, (item.sendAt ?? 0) - Date.now()))));
}

export function retryMessage(clientId: string): void {
  changeOutgoing(clientId, { state: 'sending', reason: null });
  const item = outgoing().find((one) => one.clientId === clientId);
  if (item) void sendNext(item.conversationId);
}

export const deleteMessage = dropOutgoing;

/** After a reconnect everything unsent goes out again, with the ids it had. */
export function sendAll(): void {
  for (const item of outgoing()) release(item.clientId);
  for (const id of new Set(outgoing().map((item) => item.conversationId))) void sendNext(id);
}

async function sendNext(conversationId: string): Promise<void> {
  if (busy.has(conversationId) || !isConnected()) return;
  busy.add(conversationId);
  try {
    for (let item = first(conversationId); item && isConnected(); item = first(conversationId)) await deliver(item);
  } finally {
    busy.delete(conversationId);
  }
}

const first = (conversationId: string) =>
  outgoing().find((item) => item.conversationId === conversationId && item.state === 'sending');

async function deliver(item: Outgoing): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const outcome = await attemptOnce(item);
    if (outcome === 'stored') return;
    if (outcome !== 'again') return fail(item, refusalText(outcome));
    if (!isConnected()) return;
    await new Promise((resolve) => setTimeout(resolve, attempt * 700));
  }
  fail(item, t.thread.notStored);
}

/** An answer counts only if it carries the stored message: anything less means "not stored". */
async function attemptOnce(item: Outgoing): Promise<'stored' | 'again' | Refusal> {
  if (item.macro) return applyOnce(item, item.macro.id);
  try {
    const answer = await ask<{ message: SequencedMessage }>('message', {
      client_id: item.clientId,
      conversation_id: item.conversationId,
      text: item.text,
      ...(item.html && { html: item.html }),
      ...(item.attachments.length > 0 && { attachments: item.attachments.map((file) => file.id) }),
      ...(item.private && { private: true }),
      ...(item.mentions && item.mentions.length > 0 && { mentions: item.mentions }),
    });
    if (answer?.ok && answer.message?.id && answer.message.seq) {
      stored(item, answer.message);
      return 'stored';
    }
    if (answer && !answer.ok && answer.error && !isPassing(answer.error.code)) return answer.error;
    return 'again';
  } catch {
    return 'again';
  }
}

/** The words of a macro and what it does are one deed; sent again it is done once. */
async function applyOnce(item: Outgoing, macro: string): Promise<'stored' | 'again' | Refusal> {
  try {
    const applied = await macros.apply(item.conversationId, {
      client_id: item.clientId,
      macro_id: macro,
      text: item.text,
      ...(item.html && { html: item.html }),
    });
    if (applied.message) stored(item, applied.message as SequencedMessage);
    else dropOutgoing(item.clientId);
    void syncThread(item.conversationId);
    heardApplied(applied);
    return 'stored';
  } catch (error) {
    const { code, message } = asProblem(error, t.thread.notStored);
    return isPassing(code) || code === 'unreachable' ? 'again' : { code, detail: message };
  }
}

function stored(item: Outgoing, message: SequencedMessage): void {
  const sequenced = wholeMessage({ ...message, prev_seq: message.prev_seq ?? message.seq - 1 });
  if (thread(item.conversationId)?.state === 'ready') {
    updateLog(item.conversationId, (log) => withMessage(log, sequenced));
    setThread(item.conversationId, { firstUnread: null });
  }
  dropOutgoing(item.clientId);
  void syncThread(item.conversationId, { onlyIfGap: true });
}

function fail(item: Outgoing, reason: string): void {
  changeOutgoing(item.clientId, { state: 'failed', reason });
}

function refusalText(refusal: Refusal): string {
  if (refusal.code === 'forbidden') return t.thread.mayNotWrite;
  if (refusal.code === 'not_found') return t.thread.conversationGone;
  if (refusal.code === 'too_large') return t.thread.tooLong;
  return refusal.detail || t.thread.notStored;
}
