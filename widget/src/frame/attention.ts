/** What asks for the visitor's attention outside the words themselves: badge, peek card, sound, screen reader, connection. */
import type { Peek } from '../bridge'
import type { Chat } from './core/chat'
import type { Message } from './core/wire'
import { fill, words } from './text/language'

const PEEK_STAYS = 15_000
const GREEN_STAYS = 2000

export class Attention {
  /** For the live region: author and text, once. */
  spoken = ''
  /** Back after a loss that was shown. */
  reconnected = false
  #peeked: string | undefined
  #said = ''
  #wasLost = false
  #sound: AudioContext | undefined

  constructor(
    private readonly chat: Chat,
    private readonly draw: () => void,
  ) {}

  arrived(message: Message): void {
    this.spoken = `${message.author.name}: ${message.content_text || message.attachments?.[0]?.file_name}`
    if (this.chat.sound && (!this.chat.shown || document.hidden)) this.#ring()
  }

  /** After every change. */
  look(): void {
    this.#badge()
    const { state } = this.chat.connection
    if (state === 'lost') this.#wasLost = true
    else if (state === 'online' && this.#wasLost) {
      this.#wasLost = false
      this.reconnected = true
      setTimeout(() => {
        this.reconnected = false
        this.draw()
      }, GREEN_STAYS)
    }
  }

  #badge(): void {
    const { unread } = this.chat.live
    const peek = this.#peek(unread[0])
    const label = unread.length ? fill(words.unread, { count: unread.length }) : words.chat
    const said = JSON.stringify([unread.length, label, peek])
    if (said === this.#said) return
    this.#said = said
    this.chat.host.say('unread', unread.length, label, peek)
  }

  /** The first unread answer, for a while, unless the chat is open. */
  #peek(message: Message | undefined): Peek | null {
    const { host, shown } = this.chat
    if (!message || shown || host.kept.peeked === message.id) return null
    if (this.#peeked !== message.id) {
      this.#peeked = message.id
      setTimeout(() => {
        host.keep('peeked', message.id)
        this.draw()
      }, PEEK_STAYS)
    }
    return { name: message.author.name, text: message.content_text.slice(0, 140) }
  }

  /** Two short notes; a browser that has not been touched yet keeps silent. */
  #ring(): void {
    this.#sound ??= new AudioContext()
    const start = this.#sound.currentTime
    for (const [at, pitch] of [
      [0, 660],
      [0.12, 880],
    ] as const) {
      const note = new OscillatorNode(this.#sound, { frequency: pitch })
      const volume = new GainNode(this.#sound, { gain: 0 })
      volume.gain.setTargetAtTime(0.08, start + at, 0.01)
      volume.gain.setTargetAtTime(0, start + at + 0.08, 0.05)
      note.connect(volume).connect(this.#sound.destination)
      note.start(start + at)
      note.stop(start + at + 0.5)
    }
  }
}
