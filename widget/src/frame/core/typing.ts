/** Who is typing: heard with an end of its own, since a lost "off" must not leave the dots dancing, and said sparingly. */
import type { Who } from './wire'

/** As long as the other side lets one `typing` stand. */
const STANDS = 6000
const EVERY = 3000

export class Typing {
  readonly #heard = new Map<string, { who: Who; timer: ReturnType<typeof setTimeout> }>()
  #saidAt = 0
  #pause: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly say: (conversation_id: string, on: boolean) => void,
    private readonly changed: () => void,
  ) {}

  hear(conversation_id: string, who: Who, on: boolean): void {
    if (who.kind !== 'agent') return
    clearTimeout(this.#heard.get(conversation_id)?.timer)
    if (on) {
      const timer = setTimeout(() => this.hear(conversation_id, who, false), STANDS)
      this.#heard.set(conversation_id, { who, timer })
    } else this.#heard.delete(conversation_id)
    this.changed()
  }

  /** Who types there; undefined if nobody does. */
  in(conversation_id: string): Who | undefined {
    return this.#heard.get(conversation_id)?.who
  }

  /** The visitor pressed a key, or left an empty field. */
  press(conversation_id: string | null, writing: boolean): void {
    clearTimeout(this.#pause)
    if (!conversation_id) return
    if (writing && Date.now() - this.#saidAt > EVERY) {
      this.#saidAt = Date.now()
      this.say(conversation_id, true)
    } else if (!writing && this.#saidAt) {
      this.#saidAt = 0
      this.say(conversation_id, false)
    }
    if (writing) this.#pause = setTimeout(() => this.press(conversation_id, false), EVERY + 1000)
  }
}
