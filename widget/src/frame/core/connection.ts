/** The socket: WebSocket first, polling where that is blocked; it comes back by itself until the hub says no for good. */
import { Manager, type Socket } from 'socket.io-client'
import { backoff } from '../../backoff'
import type { Answer } from './wire'

/** lost: for longer than a moment; refused: the hub does not want this site or key. */
export type State = 'connecting' | 'online' | 'lost' | 'refused'

export interface Credentials {
  key: string
  locale: string
  visitor?: string
  identity?: string
}

interface Visitor {
  credentials(): Promise<Credentials>
  /** The hub does not take these credentials; true: there are others to try. */
  disowned(): boolean
}

const ACK_TIMEOUT = 10_000
/** Nobody needs to hear of an interruption shorter than this. */
const PATIENCE = 3000
/** Between two tries to come back, spread by half of it. */
const SHORTEST = 500
const LONGEST = 30_000

export class Connection {
  state: State = 'connecting'
  /** Counts how often it came about. */
  session = 0
  readonly socket: Socket
  #refusals = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #patience: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly visitor: Visitor,
    key: string,
    private readonly changed: () => void,
  ) {
    // without an address: where this page came from
    const manager = new Manager({
      query: { key },
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      upgrade: false,
      reconnectionDelay: SHORTEST,
      reconnectionDelayMax: LONGEST,
      autoConnect: false,
    })
    this.socket = manager.socket('/visitor', { auth: (give) => void visitor.credentials().then(give) })
    this.socket.on('session', () => this.#become('online')) // not before: the hub knows us only now
    this.socket.on('disconnect', () => this.#dropped())
    this.socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      if (this.socket.active) this.#dropped()
      else this.#turnedAway(error.data?.code)
    })
    addEventListener('online', () => this.hurry())
    document.addEventListener('visibilitychange', () => document.hidden || this.hurry())
  }

  open(): void {
    if (this.socket.active) return
    this.#impatient()
    this.socket.connect()
  }

  /** Starts over, for credentials that changed. */
  renew(): void {
    this.socket.disconnect()
    this.open()
  }

  /** Sends and waits for the answer; null if none came in time or an empty one. */
  async ask<T>(event: string, payload: object): Promise<Answer<T>> {
    try {
      return (await this.socket.timeout(ACK_TIMEOUT).emitWithAck(event, payload)) ?? null
    } catch {
      return null
    }
  }

  /** Says something nobody waits for; lost if not connected. */
  tell(event: string, payload: object): void {
    this.socket.volatile.emit(event, payload)
  }

  #become(state: State): void {
    clearTimeout(this.#patience)
    this.#patience = undefined
    if (state === 'online') {
      this.#refusals = 0
      this.session++
    }
    this.state = state
    this.changed()
  }

  #dropped(): void {
    if (this.state === 'online') this.#become('connecting')
    this.#impatient()
    // thrown out by the hub, which may be draining: the library would not come back by itself
    if (!this.socket.active) this.#again()
  }

  #impatient(): void {
    this.#patience ??= setTimeout(() => this.#become('lost'), PATIENCE)
  }

  #turnedAway(code?: string): void {
    if (code === 'unauthenticated' && this.visitor.disowned()) this.open()
    else if (code === 'forbidden' || code === 'not_found' || code === 'unauthenticated') this.#become('refused')
    else this.#dropped()
  }

  #again(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.open(), backoff(this.#refusals++, SHORTEST, LONGEST))
  }

  /** The network or the visitor is back: no sense in sitting out a long pause. */
  hurry(): void {
    if (this.state === 'lost') this.renew()
  }
}
