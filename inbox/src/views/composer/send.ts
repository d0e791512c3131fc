/** Turns a draft into a message on its way. */
import type { Attachment } from '@/api/types';
import { sendMessage, sendMessageSoon, takeBack } from '@/live/outbox';
import { draft, setDraft } from '@/store/drafts';
import { row } from '@/store/inbox';
import { useLook } from '@/store/look';
import { rendered } from '@/store/markup';
import { mentionsIn } from '@/store/mentions';
import { newClientId } from '@/store/outbox';
import { usePeople } from '@/store/people';
import { focusSoon, noteDeed } from '@/store/ui';
import { stopped } from './typing';

/** Returns whether there was anything to send. */
export function sendDraft(conversationId: string): boolean {
  const { mode, files, ...texts } = draft(conversationId);
  const written = texts[mode].trim();
  if (written === '' && files.length === 0) return false;
  const send = mode === 'reply' && canBeTakenBack(conversationId) ? sendMessageSoon : sendMessage;
  send({
    clientId: newClientId(),
    conversationId,
    ...rendered(written),
    written,
    attachments: files,
    private: mode === 'note',
    mentions: mode === 'note' ? mentionsIn(written, usePeople.getState().users) : [],
    createdAt: new Date().toISOString(),
    state: 'sending',
    reason: null,
  });
  // Stays in the mode: who writes two notes in a row must not send the second one to the customer.
  setDraft(conversationId, { [mode]: '', files: [] });
  stopped(conversationId);
  noteDeed();
  return true;
}

/** In the website chat both sides wait in front of the screen: there it takes a wish. */
export function canBeTakenBack(conversationId: string): boolean {
  const { undoSend } = useLook.getState();
  return undoSend === 'always' || (undoSend === 'letters' && row(conversationId)?.channel !== 'widget');
}

/** Back into the field. */
export function undoSend(clientId: string): void {
  const item = takeBack(clientId);
  // of a macro nothing was typed
  if (!item || item.macro) return;
  backIntoField(item.conversationId, item.written ?? item.text, item.attachments);
}

/** Before whatever was begun there since. */
export function backIntoField(conversationId: string, words: string, attachments: readonly Attachment[]): void {
  const { reply, files } = draft(conversationId);
  const text = [words, reply].filter((part) => part.trim() !== '').join('\n\n');
  setDraft(conversationId, { mode: 'reply', reply: text, files: [...attachments, ...files] });
  focusSoon('composer-text');
}
