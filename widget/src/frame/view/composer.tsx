/** Where the visitor writes: grows with the words, Enter sends, files come by button, paste or drop. */
import { Component, createRef } from 'preact'
import type { Chat } from '../core/chat'
import { words } from '../text/language'
import { Uploading } from './files'
import { Icon, Tool } from './icon'

const EMOJI = [...'😀😂😊😍🤔😅😢😡👍👎🙏👏👋💪🎉❤🔥✅❌⭐📦📷💡☕']

export class Composer extends Component<{ chat: Chat }, { empty: boolean }> {
  override state = { empty: true }
  readonly #field = createRef<HTMLTextAreaElement>()
  readonly #files = createRef<HTMLInputElement>()
  #wanted = false

  override componentDidMount(): void {
    this.#put(this.props.chat.host.kept.draft ?? '')
    this.props.chat.write = (text) => this.#put(text)
  }

  /** What was to be sent with files goes once they have arrived, unless one of them did not. */
  override componentDidUpdate(): void {
    const { uploads } = this.props.chat
    if (!this.#wanted || uploads.waiting) return
    this.#wanted = false
    if (!uploads.items.some((item) => item.failed)) this.#send()
  }

  override render({ chat }: { chat: Chat }, { empty }: { empty: boolean }) {
    const solved = !chat.home && chat.thread?.status === 'resolved'
    const hint = chat.connection.state === 'lost' ? words.lostHint : solved ? words.writeAgain : words.write
    const ready = !chat.uploads.waiting && !(empty && !chat.uploads.items.length)
    return (
      <div class="composer">
        <Uploading chat={chat} />
        <div class="field">
          {chat.config?.uploads.enabled && (
            <Tool icon="clip" label={words.attach} press={() => this.#files.current?.click()} />
          )}
          <input ref={this.#files} type="file" multiple hidden onChange={() => this.#attach()} />
          <textarea
            ref={this.#field}
            rows={1}
            dir="auto"
            maxLength={10_000}
            aria-label={words.write}
            placeholder={hint}
            onInput={() => this.#typed()}
            onKeyDown={(event) => this.#key(event)}
            onPaste={({ clipboardData }) => chat.uploads.add(clipboardData?.files ?? [])}
            onBlur={() => chat.typing.press(chat.current, false)}
          />
          <details class="emoji">
            <summary class="icon" aria-label={words.emoji} title={words.emoji}>
              <Icon name="smile" />
            </summary>
            <div>
              {EMOJI.map((emoji) => (
                <button type="button" onClick={() => this.#insert(emoji)}>
                  {emoji}
                </button>
              ))}
            </div>
          </details>
          <Tool icon="send" class="go" label={words.send} off={!ready} press={() => this.#send()} />
        </div>
      </div>
    )
  }

  #put(text: string): void {
    const field = this.#field.current as HTMLTextAreaElement
    field.value = text
    this.#fit()
  }

  #fit(): void {
    const { chat } = this.props
    const field = this.#field.current as HTMLTextAreaElement
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, innerHeight * 0.4)}px`
    chat.host.keep('draft', field.value || null)
    this.setState({ empty: !field.value.trim() })
  }

  #typed(): void {
    const { chat } = this.props
    this.#fit()
    chat.typing.press(chat.current, !!this.#field.current?.value)
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    this.#send()
  }

  #send(): void {
    const { chat } = this.props
    const field = this.#field.current as HTMLTextAreaElement
    this.#wanted = chat.uploads.waiting
    if (this.#wanted) return
    chat.send(field.value.trim())
    this.#put('')
    field.focus()
  }

  #insert(emoji: string): void {
    const field = this.#field.current as HTMLTextAreaElement
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end')
    field.focus()
    this.#typed()
  }

  #attach(): void {
    const input = this.#files.current as HTMLInputElement
    this.props.chat.uploads.add(input.files ?? [])
    input.value = '' // the same file can be chosen again
    this.#field.current?.focus()
  }
}
