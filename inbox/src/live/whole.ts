/** Live events leave out what is empty, to be small; here it is put back, or a field taken away would seem to stay. */
import type { Attachment, Conversation, ConversationRow, SequencedMessage } from '@/api/types';

const ROW = {
  subject: null,
  custom_status_id: null,
  contact: null,
  visitor_id: null,
  assignee: null,
  team_id: null,
  snoozed_until: null,
  waiting_since: null,
  last_message: null,
  last_message_at: null,
  tag_ids: [],
} satisfies Partial<ConversationRow>;

const MESSAGE = {
  client_id: null,
  content_html: null,
  content_blocks: null,
  error: null,
} satisfies Partial<SequencedMessage>;

const FILE = { width: null, height: null, thumbnail_url: null } satisfies Partial<Attachment>;

export const wholeRow = <Row extends ConversationRow | Conversation>(row: Row): Row => ({ ...ROW, ...row });

export function wholeMessage(message: SequencedMessage): SequencedMessage {
  const attachments = (message.attachments ?? []).map((file) => ({ ...FILE, ...file }));
  return { ...MESSAGE, ...message, attachments, author: { ...message.author, id: message.author.id ?? null } };
}
