/** Conversations kept up to date: what comes live is put in its place, and whatever is missing is fetched by `sync`. */
import type { Connection } from './connection'
import { PAGE, Thread } from './thread'
import type { Head, Message, Sequenced, SyncPage, Who } from './wire'

interface Around {
  changed(): void
  /** One of our own is stored: it may have been resent, by this tab or another. */
  own(client_id: string): void
  /** An answer that was not there before. */
  arrived(message: Message): void
  typing(conversation_id: string, who: Who, on: boolean): void
}

const AGAIN = 2000

export class Live {
  readonly threads = new Map<string, Thread>()
  readonly #syncing = new Map<Thread, boolean>()
  /** Up to where `arrived` was told, of each conversation. */
  readonly #told = new Map<string, number>()
  /** The first session's history is no news. */
  #settled = false

  constructor(
    private readonly connection: Connection,
    private readonly around: Around,
  ) {
    const { socket } = connection
    socket.on('message', (message: Sequenced) => this.#arrive(message))
    socket.on('message.updated', (message: Message) => this.#update(message))
    socket.on('conversation.updated', (head: Head) => this.#follow(head.id, head))
    socket.on('read', ({ conversation_id, who, seq }: { conversation_id: string; who: Who; seq: number }) =>
      this.#follow(conversation_id, { [who.kind === 'agent' ? 'agents_read_seq' : 'visitor_read_seq']: seq }),
    )
    socket.on('typing', ({ conversation_id, who, on }: { conversation_id: string; who: Who; on: boolean }) => {
      const thread = this.#threadOf(conversation_id)
      // who answers has what there is before them
      if (who.kind === 'agent') thread.reached = thread.known
      around.typing(conversation_id, who, on)
    })
  }

  /** The latest first. */
  get history(): Thread[] {
    const time = (thread: Thread) => thread.latest?.created_at ?? ''
    return [...this.threads.values()].filter((thread) => thread.latest).sort((a, b) => (time(a) < time(b) ? 1 : -1))
  }

  get unread(): Message[] {
    return this.history.flatMap((thread) => thread.unread)
  }

  /** A session has begun: fetches what was missed. `anew`: of somebody else than before, whose conversations these are. */
  async resume(heads: Head[], anew: boolean): Promise<void> {
    if (anew) for (const id of this.threads.keys()) if (!heads.some((head) => head.id === id)) this.threads.delete(id)
    await Promise.all(heads.map((head) => this.#catchUp(head)))
    this.#settled = true
  }

  /** Takes our own message from its ack. */
  stored(message: Message): void {
    const thread = this.#threadOf(message.conversation_id)
    if (!thread.acked(message)) this.#sync(thread)
    this.#settle(thread)
  }

  async earlier(thread: Thread): Promise<void> {
    const from = Math.max(0, thread.from - PAGE)
    const page = await this.#ask(thread, { after_seq: from, limit: PAGE })
    if (page) thread.earlier(page, from)
    this.around.changed()
  }

  /** Gets a message again, because the addresses of its files have expired. */
  async renew({ conversation_id, seq }: Message): Promise<void> {
    const thread = this.#threadOf(conversation_id)
    const page = await this.#ask(thread, { after_seq: seq - 1, limit: 1 })
    if (page) thread.earlier(page, thread.from)
    this.around.changed()
  }

  async #catchUp(head: Head): Promise<void> {
    const thread = this.#threadOf(head.id, head)
    thread.follow(head)
    if (thread.visitorRead > (head.visitor_read_seq ?? 0)) {
      this.connection.tell('read', { conversation_id: head.id, seq: thread.visitorRead })
    }
    await this.#sync(thread)
  }

  #threadOf(id: string, head?: Head): Thread {
    const thread = this.threads.get(id) ?? new Thread(id, head)
    this.threads.set(id, thread)
    return thread
  }

  #arrive(message: Sequenced): void {
    const thread = this.#threadOf(message.conversation_id)
    if (!thread.live(message)) this.#sync(thread)
    this.#settle(thread)
  }

  #update(message: Message): void {
    const thread = this.#threadOf(message.conversation_id)
    if (!thread.changed(message, message.rev ?? 0)) this.#sync(thread)
    this.around.changed()
  }

  #follow(id: string, head: Partial<Head>): void {
    const thread = this.#threadOf(id)
    if (thread.follow(head)) this.#sync(thread)
    this.around.changed()
  }

  /** Fetches what a thread lacks. One at a time for each; what comes up meanwhile is looked after at the end. */
  async #sync(thread: Thread): Promise<void> {
    if (this.#syncing.has(thread)) {
      this.#syncing.set(thread, true)
      return
    }
    this.#syncing.set(thread, false)
    let page: SyncPage | undefined
    do {
      page = await this.#ask(thread, { after_seq: thread.known, after_rev: thread.rev })
      if (page) thread.page(page)
    } while (page?.more && page.messages.length)
    const again = page ? this.#syncing.get(thread) : this.connection.socket.connected
    this.#syncing.delete(thread)
    this.#settle(thread)
    if (again) setTimeout(() => this.#sync(thread), page ? 0 : AGAIN)
  }

  async #ask(thread: Thread, range: object): Promise<SyncPage | undefined> {
    const page = await this.connection.ask<SyncPage>('sync', { conversation_id: thread.id, ...range })
    return page?.ok ? page : undefined
  }

  /** After something came in: what is ours and stored is no longer unsent, what is theirs and new is told. */
  #settle(thread: Thread): void {
    const told = this.#told.get(thread.id) ?? (this.#settled ? thread.from : Number.POSITIVE_INFINITY)
    for (const message of thread.messages) {
      if (message.direction === 'inbound') this.around.own(message.client_id ?? '')
      else if (message.seq > told) this.around.arrived(message)
    }
    if (thread.latest) this.#told.set(thread.id, thread.latest.seq)
    this.around.changed()
  }
}
