/** The chat without its looks: what is known and what the visitor can do. Views read it, and are drawn when it changes. */
import type { Fact } from '../../bridge'
import type { PreChatField, WidgetConfig, WidgetTexts } from '../../config'
import { Connection } from './connection'
import { Host } from './host'
import { Live } from './live'
import { Outbox, type Unsent } from './outbox'
import type { Thread } from './thread'
import { Typing } from './typing'
import { Uploads } from './uploads'
import { Visitor } from './visitor'
import type { Message, Session, Stored } from './wire'

export interface Signals {
  changed(): void
  /** The page has introduced itself. */
  started(): void
  /** The visitor opened or closed it: not said of one that stayed open. */
  shown(): void
  spoken(language: string): void
  /** An answer that was not there before. */
  arrived(message: Message): void
}

export class Chat {
  config: WidgetConfig | undefined
  texts: WidgetTexts = {}
  /** The open conversation; null is one that does not exist yet. */
  current: string | null = null
  /** The first screen instead of a conversation. */
  home = true
  shown = false
  /** Puts words into the field; set by the composer. */
  write: (text: string) => void = () => {}
  readonly host: Host
  readonly connection: Connection
  readonly live: Live
  readonly outbox: Outbox
  readonly uploads: Uploads
  readonly typing: Typing
  readonly visitor: Visitor
  #settled = false

  constructor(
    readonly key: string,
    private readonly signals: Signals,
  ) {
    const changed = () => signals.changed()
    this.host = new Host({
      init: (config, facts, preview) => this.#start(config, facts, preview),
      shown: (shown, calm) => this.#show(shown, calm),
      page: (page) => this.visitor.at(page),
      fact: (...fact) => this.#fact(...fact),
    })
    this.visitor = new Visitor(key, this.host, () => this.connection)
    this.connection = new Connection(this.visitor, key, () => this.#connected())
    this.typing = new Typing((id, on) => this.connection.tell('typing', { conversation_id: id, on }), changed)
    this.outbox = new Outbox({
      keep: (name, value) => this.host.keep(name, value),
      send: (message) => this.connection.ask<Stored>('message', message),
      stored: (message) => this.#stored(message),
      changed,
    })
    this.live = new Live(this.connection, {
      changed,
      own: (client_id) => this.outbox.drop(client_id),
      arrived: (message) => this.#arrived(message),
      typing: (id, who, on) => this.typing.hear(id, who, on),
    })
    this.uploads = new Uploads({
      address: (name) => `/api/v1/widget/files?key=${key}&name=${encodeURIComponent(name)}`,
      token: () => this.host.kept.visitor,
      limits: () => this.config?.uploads,
      changed,
    })
    this.connection.socket.on('session', (session: Session) => this.#begin(session))
  }

  get thread(): Thread | undefined {
    return this.current === null ? undefined : this.live.threads.get(this.current)
  }

  /** Unsent messages that belong into the open conversation. */
  get unsent(): Unsent[] {
    return this.outbox.items.filter((item) => (item.conversation_id ?? this.current) === this.current)
  }

  /** What is asked of the visitor: all the fields before a first message, or their address while nobody is there. */
  get asks(): PreChatField[] {
    const { config, host } = this
    if (!config || this.visitor.contact || host.kept.known) return []
    if (!config.pre_chat.enabled) return config.is_online ? [] : [{ name: 'email', type: 'email', required: true }]
    return this.live.threads.size || this.outbox.items.length ? [] : config.pre_chat.fields
  }

  get sound(): boolean {
    const { sound } = this.host.kept
    return sound ? sound === 'on' : !!this.config?.sound
  }

  toggleSound(): void {
    this.host.keep('sound', this.sound ? 'off' : 'on')
    this.signals.changed()
  }

  send(text: string): void {
    const attachments = this.uploads.take()
    if (!text && !attachments.length) return
    this.home = false
    this.host.keep('talk', '1')
    this.typing.press(this.current, false)
    this.outbox.add(text, attachments, this.current)
    this.connection.hurry()
  }

  /** Back into the field with what the hub refused; it becomes a new message. */
  edit({ client_id, text }: Unsent): void {
    this.outbox.drop(client_id)
    this.write(text)
  }

  go(conversation: string | null, home = false): void {
    this.current = conversation
    this.home = home
    this.signals.changed()
  }

  /** The visitor has everything of the open conversation before their eyes. */
  seen(): void {
    const { thread } = this
    if (this.home || !this.shown || document.hidden || !thread?.unread.length) return
    thread.visitorRead = thread.latest?.seq ?? 0
    this.connection.tell('read', { conversation_id: thread.id, seq: thread.visitorRead })
    this.signals.changed()
  }

  /** Sends a filled form; resolves with what is wrong with it in the hub's words, or "lost", or nothing. */
  async introduce(values: Record<string, string>): Promise<string> {
    const { name, email, phone, ...attributes } = values
    const person = { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) }
    const answer = await this.connection.ask<{ ok: true }>('identify', {
      ...person,
      ...(Object.keys(attributes).length && { attributes }),
    })
    if (!answer?.ok) return answer?.error.detail ?? 'lost'
    this.host.keep('known', '1')
    // enough to be recognised by who wrote it, and by nobody else
    if (email) this.host.keep('mail', email.replace(/^(.).*(?=@)/u, '$1•••'))
    this.signals.changed()
    return ''
  }

  /** Says how it was, and hears it again from the hub; resolves with "lost" if that may not have heard, or nothing. */
  async rate({ id }: Thread, score: number, comment?: string): Promise<string> {
    const answer = await this.connection.ask<{ ok: true }>('rate', { conversation_id: id, score, comment })
    return answer?.ok ? '' : 'lost'
  }

  async #start(config: WidgetConfig | undefined, facts: Fact[], preview?: boolean): Promise<void> {
    this.config = config ?? ((await (await fetch(`/api/v1/widget/config?key=${this.key}`)).json()) as WidgetConfig)
    for (const fact of facts) this.#fact(...fact)
    this.outbox.restore(this.host.kept)
    this.home = !this.outbox.items.length
    this.signals.started()
    if (!preview) this.connection.open()
  }

  #show(shown: boolean, calm: boolean): void {
    if (shown === this.shown) return
    this.shown = shown
    if (!calm) this.signals.shown()
    this.signals.changed()
  }

  #fact(...[kind, value]: Fact): void {
    if (kind === 'locale') this.signals.spoken(value)
    else this.visitor.said(value)
  }

  #connected(): void {
    this.outbox.connected(this.connection.state === 'online')
    this.signals.changed()
  }

  async #begin(session: Session): Promise<void> {
    const heads = session.conversations
    if (heads.length) this.host.keep('talk', '1')
    const anew = this.visitor.began(session)
    this.uploads.begin()
    await this.live.resume(heads, anew)
    if (!this.thread) this.current = null
    if (!this.#settled) this.#chooseScreen()
    this.#settled = true
    this.signals.changed()
  }

  /** Who comes back goes on where they were. */
  #chooseScreen(): void {
    const { history } = this.live
    const left = history.find(({ status, unread }) => status === 'open' || status === 'pending' || unread.length)
    if (left && this.current === null) this.go(left.id)
  }

  #stored(message: Message): void {
    this.live.stored(message)
    this.current ??= message.conversation_id
    this.signals.changed()
  }

  #arrived(message: Message): void {
    const { id, conversation_id, content_text: text, author } = message
    this.typing.hear(conversation_id, { kind: 'agent' }, false)
    this.host.say('message', { id, conversation_id, text, author: author.name })
    this.signals.arrived(message)
  }
}
