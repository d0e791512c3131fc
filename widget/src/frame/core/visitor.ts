/** Who is writing and where they are: token, signed identity, what was said about them, the page they look at. */
import type { PageView, Person } from '../../bridge'
import type { Connection, Credentials } from './connection'
import type { Host } from './host'
import type { Session } from './wire'

export class Visitor {
  contact: Session['contact']
  #identity: string | undefined
  #claims: Person | undefined
  #place: PageView | undefined
  #url: string | undefined

  constructor(
    private readonly key: string,
    private readonly host: Host,
    private readonly connection: () => Connection,
  ) {}

  async credentials(): Promise<Credentials> {
    await this.host.again() // another tab may have got a new token
    const { visitor } = this.host.kept
    const identity = this.#identity
    return { key: this.key, locale: navigator.language, ...(visitor && { visitor }), ...(identity && { identity }) }
  }

  /** The hub refused our credentials; true if there are others to try. */
  disowned(): boolean {
    const had = this.#identity ?? this.host.kept.visitor
    if (this.#identity) this.#identity = undefined
    else this.host.keep('visitor', null)
    return !!had
  }

  /** What the page says of its visitor. Typed words prove nothing, a signed token does: it needs a new session. */
  said({ jwt, name, email, phone, attributes }: Person): void {
    if (jwt && jwt !== this.#identity) {
      this.#identity = jwt
      if (this.connection().socket.active) this.connection().renew()
    }
    const said = Object.entries({ name, email, phone }).filter(([, value]) => value != null)
    if (!said.length && !attributes) return
    this.#claims = {
      ...this.#claims,
      ...Object.fromEntries(said.map(([field, value]) => [field, String(value).slice(0, 200)])),
      attributes: { ...this.#claims?.attributes, ...plain(attributes) },
    }
    this.#tell()
  }

  at({ url, title, referrer }: PageView): void {
    if (url === this.#url) return
    this.#url = url
    this.#place = { url: url.slice(0, 2000), title: title.slice(0, 300), referrer: referrer.slice(0, 2000) }
    this.#tell()
  }

  /** True if the hub takes us for somebody else than before. */
  began(session: Session): boolean {
    const changed = session.visitor !== this.host.kept.visitor
    this.contact = session.contact
    this.host.keep('visitor', session.visitor)
    this.#tell()
    return changed
  }

  /** Says what the hub does not know yet; without an answer it is said again in the next session. */
  async #tell(): Promise<void> {
    const claims = this.#claims
    const place = this.#place
    if (this.connection().state !== 'online') return
    if (claims && (await this.connection().ask('identify', claims)) && claims === this.#claims) this.#claims = undefined
    if (place && (await this.connection().ask('page', place)) && place === this.#place) this.#place = undefined
  }
}

/** The hub takes plain values only; a page may say anything. */
const plain = (values: object = {}) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value instanceof Object ? `${value}` : value]),
  )
