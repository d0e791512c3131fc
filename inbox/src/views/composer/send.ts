/** Turns a draft into a message on its way. */
import { sendMessage } from '@/live/outbox';
import { draft, setDraft } from '@/store/drafts';
import { mentionsIn } from '@/store/mentions';
import { newClientId } from '@/store/outbox';
import { usePeople } from '@/store/people';
import { stopped } from './typing';

/** Returns whether there was anything to send. */
export function sendDraft(conversationId: string): boolean {
  const { mode, files, ...texts } = draft(conversationId);
  const text = texts[mode].trim();
  if (text === '' && files.length === 0) return false;
  sendMessage({
    clientId: newClientId(),
    conversationId,
    text,
    attachments: files,
    private: mode === 'note',
    mentions: mode === 'note' ? mentionsIn(text, usePeople.getState().users) : [],
    createdAt: new Date().toISOString(),
    state: 'sending',
    reason: null,
  });
  // Stays in the mode: who writes two notes in a row must not send the second one to the customer.
  setDraft(conversationId, { [mode]: '', files: [] });
  stopped(conversationId);
  return true;
}
