/** The conversation: stays at its end while the reader is there, and stays put while they read further up. */
import { Component, createRef } from 'preact'
import type { Chat } from '../core/chat'
import type { Who } from '../core/wire'
import { fill, words } from '../text/language'
import { Avatar } from './avatar'
import { Line } from './bubble'
import { Icon } from './icon'
import { Rate } from './rate'
import { rows } from './rows'
import { Welcome } from './welcome'

interface Place {
  atEnd: boolean
  /** Distance from the end, which does not move when history is put in above. */
  below: number
  top: number
}

export class Log extends Component<{ chat: Chat }> {
  readonly #box = createRef<HTMLDivElement>()
  #loading = false
  #first: string | undefined
  #fresh: number | undefined

  override componentDidMount(): void {
    this.#toEnd()
  }

  override getSnapshotBeforeUpdate(): Place {
    const { scrollHeight, scrollTop, clientHeight } = this.#box.current as HTMLDivElement
    return { atEnd: scrollHeight - scrollTop - clientHeight < 40, below: scrollHeight - scrollTop, top: scrollTop }
  }

  override componentDidUpdate(_: unknown, __: unknown, place: Place): void {
    const box = this.#box.current as HTMLDivElement
    const first = this.props.chat.thread?.messages[0]?.id
    if (place.atEnd) this.#toEnd()
    else if (first !== this.#first) box.scrollTop = box.scrollHeight - place.below
    this.#first = first
  }

  override render({ chat }: { chat: Chat }) {
    const { thread, unsent, outbox, connection } = chat
    const typist = thread && chat.typing.in(thread.id)
    if (!chat.shown) this.#fresh = thread?.unread[0]?.seq
    const list = rows(thread, unsent, {
      online: connection.state === 'online' || connection.state === 'connecting',
      misses: outbox.misses,
      fresh: this.#fresh,
    })
    return (
      <div
        class="log"
        ref={this.#box}
        role="log"
        aria-live="off"
        aria-label={words.chat}
        tabIndex={0}
        onScroll={() => this.#scrolled()}
      >
        {!!thread?.from && (
          <button type="button" class="link earlier" onClick={() => this.#earlier()}>
            {words.earlier}
          </button>
        )}
        {!thread?.from && <Welcome chat={chat} />}
        {list.map((row) => (
          <Line key={row.key} row={row} chat={chat} />
        ))}
        {typist && <Dots who={typist} />}
        {thread?.status === 'resolved' && (
          <>
            <p class="system">
              <Icon name="check" size={14} />
              {words.resolved}
            </p>
            {chat.config?.ask_rating && <Rate chat={chat} thread={thread} />}
          </>
        )}
        {!!thread?.unread.length && !chat.home && (
          <button type="button" class="pill" onClick={() => this.#toEnd()}>
            <Icon name="down" size={16} />
            {words.newest}
          </button>
        )}
      </div>
    )
  }

  #toEnd(): void {
    const box = this.#box.current as HTMLDivElement
    box.scrollTop = box.scrollHeight
    this.props.chat.seen()
  }

  #scrolled(): void {
    if (!this.#box.current) return // said late, by a log that another conversation has replaced
    const { atEnd, top } = this.getSnapshotBeforeUpdate()
    if (atEnd) this.props.chat.seen()
    if (top < 60) this.#earlier()
  }

  async #earlier(): Promise<void> {
    const { thread, live } = this.props.chat
    if (this.#loading || !thread?.from) return
    this.#loading = true
    await live.earlier(thread)
    this.#loading = false
  }
}

const Dots = ({ who: { id, name = '' } }: { who: Who }) => (
  <div class="message theirs">
    <Avatar of={{ id, name }} />
    <p class="bubble dots" title={fill(words.isTyping, { name })}>
      <i />
      <i />
      <i />
    </p>
  </div>
)
