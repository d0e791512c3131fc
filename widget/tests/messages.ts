/** Messages as the hub sends them, as short as a test can say them. */
import type { Message, Sequenced, SyncPage } from '../src/frame/core/wire'

export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    conversation_id: 'c',
    seq,
    direction: 'outbound',
    role: 'agent',
    content_text: `text ${seq}`,
    status: 'sent',
    author: { name: 'Jonas Weber' },
    created_at: new Date(Date.UTC(2030, 0, 1, 9, 0, seq)).toISOString(),
    ...more,
  }
}

export const live = (seq: number, prev_seq = seq - 1): Sequenced => ({ ...message(seq), prev_seq })

export const page = (messages: Sequenced[], more: Partial<SyncPage> = {}): SyncPage => ({
  ok: true,
  messages,
  changed: [],
  rev: 0,
  more: false,
  ...more,
})
