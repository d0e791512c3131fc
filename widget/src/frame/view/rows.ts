/** What the log shows, line by line: messages, who begins a run, which of ours carry their state, where a day begins. */
import type { Unsent } from '../core/outbox'
import type { Thread } from '../core/thread'
import type { Attachment, Message } from '../core/wire'

export type State = 'sending' | 'waiting' | 'failed' | 'sent' | 'delivered' | 'seen'

export interface Row {
  key: string
  own: boolean
  role: string
  author: string
  text: string
  html?: string | null | undefined
  attachments: Attachment[]
  time: string
  /** Begins a day. */
  day: boolean
  /** The first that the visitor has not seen. */
  fresh: boolean
  /** Follows one of the same author within two minutes: no name, no picture. */
  joined: boolean
  /** Says whose it is: not again when the same person goes on within ten minutes. */
  named: boolean
  /** Of our own messages only, and only the last of a run says it, unless it failed. */
  state?: State | undefined
  message?: Message
  unsent?: Unsent
}

const RUN = 120_000
const SAME_TALK = 600_000

interface Circumstances {
  online: boolean
  /** Attempts at the first unsent message that led to nothing. */
  misses: number
  /** The first message that was unread when the conversation was opened. */
  fresh?: number | undefined
}

export function rows(thread: Thread | undefined, unsent: Unsent[], around: Circumstances): Row[] {
  const stored = (thread?.messages ?? []).map((message) => fromMessage(message, thread as Thread, around.fresh))
  const list = [...stored, ...unsent.map((item, at) => fromUnsent(item, at, around))]
  let speaker: Row | undefined
  list.forEach((row, at) => {
    const before = list[at - 1]
    // that a chat is of today goes without saying
    row.day = dayOf(before?.time) !== dayOf(row.time)
    row.joined = !row.day && !row.fresh && !!before && sameRun(before, row)
    if (row.joined && before?.state !== 'failed' && row.state !== 'failed' && before) before.state = undefined
    if (row.own || row.role === 'system') return
    row.named = row.day || row.author !== speaker?.author || Date.parse(row.time) - Date.parse(speaker.time) > SAME_TALK
    speaker = row
  })
  return list
}

const dayOf = (time?: string) => (time ? new Date(time) : new Date()).toDateString()

const sameRun = (one: Row, next: Row) =>
  one.own === next.own &&
  one.author === next.author &&
  one.role === next.role &&
  Date.parse(next.time) - Date.parse(one.time) < RUN

function fromMessage(message: Message, thread: Thread, fresh?: number): Row {
  const own = message.direction === 'inbound'
  return {
    key: message.client_id ?? message.id,
    own,
    role: message.role,
    author: own ? '' : message.author.name,
    text: message.content_text,
    html: message.content_html,
    attachments: message.attachments ?? [],
    time: message.created_at,
    day: false,
    fresh: message.seq === fresh,
    joined: false,
    named: false,
    state: own ? stateOf(message, thread) : undefined,
    message,
  }
}

function stateOf({ seq, status }: Message, { agentsRead, reached }: Thread): State {
  if (seq <= agentsRead || status === 'read') return 'seen'
  return seq <= reached || status === 'delivered' ? 'delivered' : 'sent'
}

function fromUnsent(item: Unsent, at: number, { online, misses }: Circumstances): Row {
  const failed = item.refused !== undefined || (online && at === 0 && misses > 1)
  return {
    key: item.client_id,
    own: true,
    role: 'user',
    author: '',
    text: item.text,
    attachments: item.attachments,
    time: item.created_at,
    day: false,
    fresh: false,
    joined: false,
    named: false,
    state: failed ? 'failed' : online ? 'sending' : 'waiting',
    unsent: item,
  }
}
