/**
 * Messages that the hub has not acknowledged yet. Each waits in the page's storage under its own name, so that it
 * survives reload and offline and no tab overwrites another's; sending one twice is harmless, the hub knows client_id.
 */
import { backoff } from '../../backoff'
import type { Kept } from '../../bridge'
import type { Answer, Attachment, Message, Stored } from './wire'

export interface Unsent {
  client_id: string
  text: string
  attachments: Attachment[]
  conversation_id: string | null
  created_at: string
  /** Refused for good, in the hub's words; a person has to decide. */
  refused?: string
}

export interface Outgoing {
  client_id: string
  text: string
  attachments?: string[]
  conversation_id?: string
}

interface Surroundings {
  keep(name: string, value: string | null): void
  /** Resolves with the ack, or with null where none came in time. */
  send(message: Outgoing): Promise<Answer<Stored>>
  stored(message: Message): void
  changed(): void
}

/** What may well become right by waiting. Anything else that the hub says no to, a person has to look at. */
const PASSING = ['rate_limited', 'unavailable', 'internal', 'unauthenticated']
const SHORTEST = 1000
const LONGEST = 30_000

export class Outbox {
  items: Unsent[] = []
  /** Attempts at the first item that led to nothing, since the last success. */
  misses = 0
  #online = false
  #busy = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly around: Surroundings) {}

  /** Takes over what an earlier page left behind. */
  restore(kept: Kept): void {
    const left = Object.keys(kept)
      .filter((name) => name[0] === '~')
      .map((name) => parse(kept[name] as string))
      .filter((item) => item !== null)
      .filter((item) => !this.items.some((other) => other.client_id === item.client_id))
    this.items = [...left, ...this.items].sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
  }

  add(text: string, attachments: Attachment[], conversation_id: string | null): void {
    // a clock that is set back must not reorder what is still waiting
    const after = Date.parse(this.items.at(-1)?.created_at ?? '') + 1 || 0
    const created_at = new Date(Math.max(Date.now(), after)).toISOString()
    const item = { client_id: newId(), text, attachments, conversation_id, created_at }
    this.items.push(item)
    this.#write(item)
    this.#flush()
  }

  /** Connected or not: what waits goes out by itself, in order, one at a time. */
  connected(online: boolean): void {
    this.#online = online
    this.misses = 0
    clearTimeout(this.#timer)
    if (online) this.#flush()
  }

  retry(client_id: string): void {
    const item = this.#find(client_id)
    if (item) {
      delete item.refused
      this.#write(item)
    }
    clearTimeout(this.#timer)
    this.#flush()
  }

  /** Gone by the visitor's wish, or because the hub has it. */
  drop(client_id: string): Unsent | undefined {
    const item = this.#find(client_id)
    if (item) {
      this.items = this.items.filter((other) => other !== item)
      this.around.keep(`~${client_id}`, null)
      this.around.changed()
    }
    return item
  }

  #find(client_id: string): Unsent | undefined {
    return this.items.find((item) => item.client_id === client_id)
  }

  #write(item: Unsent): void {
    this.around.keep(`~${item.client_id}`, JSON.stringify(item))
    this.around.changed()
  }

  async #flush(): Promise<void> {
    const item = this.items.find((waiting) => !waiting.refused)
    if (!item || this.#busy || !this.#online) return
    this.#busy = true
    const answer = await this.around.send(outgoing(item))
    this.#busy = false
    // an empty ack means "not stored": only a message with its place counts
    if (answer?.ok && answer.message?.seq) {
      this.misses = 0
      this.drop(item.client_id)
      this.around.stored(answer.message)
    } else if (answer?.ok === false && !PASSING.includes(answer.error.code)) {
      this.#refuse(item, answer.error)
    } else {
      return this.#later()
    }
    return this.#flush()
  }

  #refuse(item: Unsent, error: { code: string; detail: string }): void {
    if (error.code === 'not_found' && item.conversation_id) item.conversation_id = null
    else item.refused = error.detail || error.code
    this.#write(item)
  }

  #later(): void {
    this.misses++
    this.around.changed()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#flush(), backoff(this.misses - 1, SHORTEST, LONGEST))
  }
}

function parse(text: string): Unsent | null {
  try {
    const item = JSON.parse(text) as Unsent
    return item.client_id ? item : null
  } catch {
    return null // the page shares this storage with us
  }
}

function outgoing({ client_id, text, attachments, conversation_id }: Unsent): Outgoing {
  return {
    client_id,
    text,
    ...(attachments.length && { attachments: attachments.map((file) => file.id) }),
    ...(conversation_id && { conversation_id }),
  }
}

/** randomUUID exists on secure origins only; a hub in a local network may be plain http. */
const newId = (): string => crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-')
