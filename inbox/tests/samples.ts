/** Small whole values for tests; each test says only what it is about. */
import type { Conversation, ConversationRow, SequencedMessage } from '@/api/types';
import type { Outgoing } from '@/store/outbox';

export const ME = 'user-me';
export const MAYA = { id: 'user-maya', name: 'Maya Lindqvist' };

const at = (minutes: number) => new Date(Date.UTC(2026, 4, 4, 12, minutes)).toISOString();

export function message(seq: number, change: Partial<SequencedMessage> = {}): SequencedMessage {
  return {
    id: `message-${seq}`,
    conversation_id: 'c1',
    seq,
    prev_seq: seq - 1,
    rev: 0,
    client_id: null,
    direction: 'inbound',
    role: 'user',
    channel: 'widget',
    content_text: `text ${seq}`,
    content_html: null,
    content_blocks: null,
    attachments: [],
    status: 'received',
    error: null,
    failure: null,
    dismissed: null,
    author: { id: null, name: 'Amara Osei' },
    private: false,
    created_at: at(seq),
    ...change,
  };
}

export const answer = (seq: number, change: Partial<SequencedMessage> = {}) =>
  message(seq, { direction: 'outbound', role: 'agent', status: 'sent', author: MAYA, ...change });

export function row(id: string, change: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id,
    channel: 'widget',
    subject: null,
    status: 'open',
    custom_status_id: null,
    priority: 'normal',
    ai_mode: 'off',
    contact: null,
    visitor_id: null,
    display_name: id,
    assignee: null,
    team_id: null,
    snoozed_until: null,
    waiting_since: null,
    last_seq: 1,
    rev: 0,
    inbound_count: 1,
    visitor_read_seq: 0,
    agents_read_seq: 0,
    last_message: null,
    last_message_at: at(0),
    created_at: at(0),
    updated_at: at(0),
    tag_ids: [],
    merged_into: null,
    ...change,
  };
}

export const conversation = (id: string, change: Partial<Conversation> = {}): Conversation => ({
  ...row(id),
  read_seq: 0,
  unread: 0,
  starred: false,
  mentioned: false,
  ...change,
});

export function outgoing(clientId: string, change: Partial<Outgoing> = {}): Outgoing {
  return {
    clientId,
    conversationId: 'c1',
    text: clientId,
    attachments: [],
    private: false,
    createdAt: at(50),
    state: 'sending',
    reason: null,
    ...change,
  };
}

export const minute = at;
