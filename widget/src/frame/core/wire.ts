/** The shapes that come and go on the `/visitor` namespace (docs/protocol.md); only the fields the chat reads. */

export interface Attachment {
  id: string
  file_name: string
  content_type: string
  size: number
  width?: number | null
  height?: number | null
  url: string
  thumbnail_url?: string | null
}

export interface Message {
  id: string
  conversation_id: string
  seq: number
  /** The conversation's rev when this message last changed. */
  rev?: number
  client_id?: string | null
  direction: 'inbound' | 'outbound'
  role: 'user' | 'agent' | 'ai' | 'system'
  content_text: string
  content_html?: string | null
  attachments?: Attachment[]
  status: string
  author: { id?: string | null; name: string }
  created_at: string
}

export interface Sequenced extends Message {
  /** The seq before it that a visitor may see: private notes share the numbering. */
  prev_seq: number
}

export type Status = 'open' | 'pending' | 'resolved' | 'closed'

/** What the visitor said of the last time it was resolved. */
export interface Rating {
  score: number
  comment?: string | null
}

/** A conversation's state without its messages: of `session` and of `conversation.updated`. */
export interface Head {
  id: string
  status: Status
  last_seq: number
  rev: number
  unread?: number
  visitor_read_seq?: number
  agents_read_seq?: number
  rating?: Rating | null
  team?: Presence | null
}

/** Of the team it is with, by hours of its own. */
export interface Presence {
  is_online: boolean
  back_at?: string | null
}

export interface Session {
  visitor: string
  contact?: { id: string; name: string } | null
  conversations: Head[]
}

export interface Who {
  kind: 'visitor' | 'agent'
  id?: string
  name?: string
}

export interface SyncPage {
  ok: true
  messages: Sequenced[]
  changed: Message[]
  rev: number
  more: boolean
  visitor_read_seq?: number
  agents_read_seq?: number
}

export interface Refused {
  ok: false
  error: { code: string; detail: string }
}

export type Stored = { ok: true; message: Message }

/** Null: no answer in time, or an empty one. Nothing is known then, so nothing counts as stored. */
export type Answer<T> = T | Refused | null
