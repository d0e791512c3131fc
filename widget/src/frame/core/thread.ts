/** One conversation as this browser knows it: messages in the order of `seq`, whole up to `known`. */
import type { Head, Message, Presence, Rating, Sequenced, Status, SyncPage } from './wire'

/** How much history is fetched at a time. */
export const PAGE = 50

export class Thread {
  messages: Message[] = []
  status: Status = 'open'
  /** Everything above `from` up to here is in `messages`. */
  known: number
  /** History before this seq has not been fetched. */
  from: number
  rev = 0
  visitorRead = 0
  agentsRead = 0
  /** Up to here somebody of the other side has it before them: they have written since, or are writing. */
  reached = 0
  rating: Rating | null = null
  /** Unless it has the hours of the business. */
  team: Presence | null = null

  constructor(
    readonly id: string,
    head?: Head,
  ) {
    this.from = this.known = Math.max(0, (head?.last_seq ?? 0) - PAGE)
    this.rev = head?.rev ?? 0
    if (head) this.follow(head)
  }

  /** Takes over what a head says; true if it speaks of changes that we do not have. */
  follow(head: Partial<Head>): boolean {
    this.status = head.status ?? this.status
    // a whole head says its status, and leaves out what there is none of
    if (head.status) {
      this.rating = head.rating ?? null
      this.team = head.team ?? null
    }
    this.visitorRead = Math.max(this.visitorRead, head.visitor_read_seq ?? 0)
    this.agentsRead = Math.max(this.agentsRead, head.agents_read_seq ?? 0)
    return (head.rev ?? 0) > this.rev
  }

  /** Takes a live message; false if one before it is missing. */
  live(message: Sequenced): boolean {
    this.#take(message)
    if (message.prev_seq > this.known) return false
    this.known = Math.max(this.known, message.seq)
    return true
  }

  /** Takes our own message from its ack, which does not say what came before it; false if something may be missing. */
  acked(message: Message): boolean {
    this.#take(message)
    if (message.seq > this.known + 1) return false
    this.known = Math.max(this.known, message.seq)
    return true
  }

  /** Takes a changed message; false if other changes before it are missing. */
  changed(message: Message, rev: number): boolean {
    if (message.seq > this.from) this.#put(message)
    if (rev > this.rev + 1) return false
    this.rev = Math.max(this.rev, rev)
    return true
  }

  /** Takes a page of `sync` that starts at `known`. */
  page(page: SyncPage): void {
    for (const message of page.messages) {
      this.#put(message)
      this.known = Math.max(this.known, message.seq)
    }
    for (const message of page.changed) if (message.seq > this.from) this.#put(message)
    if (!page.more) this.rev = Math.max(this.rev, page.rev)
    this.follow(page)
  }

  /** Takes a page of history that starts at `from`, from before what is here. */
  earlier(page: SyncPage, from: number): void {
    for (const message of page.messages) this.#put(message)
    this.from = from
  }

  get unread(): Message[] {
    return this.messages.filter((message) => message.direction === 'outbound' && message.seq > this.visitorRead)
  }

  get latest(): Message | undefined {
    return this.messages.at(-1)
  }

  /** What the visitor writes opens a conversation again, and the hub does not say so in words of its own. */
  #take(message: Message): void {
    if (message.direction === 'inbound' && message.seq > this.known) this.status = 'open'
    this.#put(message)
  }

  #put(message: Message): void {
    if (message.role === 'agent') this.reached = Math.max(this.reached, message.seq)
    const at = this.messages.findIndex((other) => other.seq >= message.seq)
    const there = this.messages[at]
    if (there?.seq !== message.seq) this.messages.splice(at < 0 ? this.messages.length : at, 0, message)
    else if ((message.rev ?? 0) >= (there.rev ?? 0)) this.messages[at] = message
  }
}
