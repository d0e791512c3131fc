/** Files: pictures as pictures, everything else as a card; and those that are still on their way. */
import { Component } from 'preact'
import type { Chat } from '../core/chat'
import type { Upload } from '../core/uploads'
import type { Attachment } from '../core/wire'
import { bytes, fill, words } from '../text/language'
import { safeUrl } from '../text/linkify'
import { Icon, Tool } from './icon'

const PICTURE = /^image\/(png|jpeg|gif|webp|avif)$/
/** Of a bubble, in pixels. */
const WIDEST = 240
const HIGHEST = 280

interface Renewed {
  /** Of the connection: a new one is a new chance. */
  session: number
  /** Gets addresses that have not expired. */
  renew: () => Promise<void> | undefined
}

export const Files = ({ files, ...renewed }: Renewed & { files: Attachment[] }) => (
  <>
    {files.map((file) => (
      <a
        class={PICTURE.test(file.content_type) ? 'picture' : 'card'}
        href={safeUrl(file.url) ?? ''}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={fill(words.download, { name: file.file_name })}
      >
        {PICTURE.test(file.content_type) ? <Picture file={file} {...renewed} /> : <Card file={file} />}
      </a>
    ))}
  </>
)

/** One that fails to load is loaded anew once in each session, its address may have expired: it is no loop if broken. */
class Picture extends Component<Renewed & { file: Attachment }, { attempt: number }> {
  override state = { attempt: 0 }
  #failed = -1
  #tried = 0

  override componentDidUpdate(): void {
    this.#again()
  }

  override render() {
    const { file } = this.props
    const { attempt } = this.state
    const { width, height } = file
    const scale = width && height ? Math.min(1, WIDEST / width, HIGHEST / height) : 0
    return (
      <img
        key={attempt} // the same element would not load the same address again
        src={safeUrl(file.thumbnail_url ?? file.url)}
        alt={file.file_name}
        {...(width && height && { width: Math.round(width * scale), height: Math.round(height * scale) })}
        onError={() => {
          this.#failed = attempt
          this.#again()
        }}
      />
    )
  }

  async #again(): Promise<void> {
    const { session, renew } = this.props
    const { attempt } = this.state
    if (this.#failed !== attempt || this.#tried === session) return
    this.#tried = session
    await renew()
    this.setState({ attempt: attempt + 1 })
  }
}

const Card = ({ file }: { file: Attachment }) => (
  <>
    <Icon name="file" />
    <span>
      <b>{file.file_name}</b>
      <small>{bytes(file.size)}</small>
    </span>
    <Icon name="download" size={18} />
  </>
)

export const Uploading = ({ chat }: { chat: Chat }) => (
  <>
    {chat.uploads.items.map((item) => (
      <div class={`card upload ${item.failed ? 'failed' : ''}`} key={item.id}>
        <Icon name={item.failed ? 'warn' : 'file'} size={18} />
        <span>
          <b>{item.name}</b>
          <Progress item={item} limit={chat.config?.uploads.max_size ?? 0} />
        </span>
        {item.failed === 'lost' && (
          <button type="button" class="link" onClick={() => chat.uploads.start(item)}>
            {words.tryAgain}
          </button>
        )}
        <Tool icon="close" label={`${words.remove} ${item.name}`} press={() => chat.uploads.remove(item)} size={16} />
      </div>
    ))}
  </>
)

const Progress = ({ item, limit }: { item: Upload; limit: number }) => {
  if (item.stored) return <small>{bytes(item.size)}</small>
  if (!item.failed) return <Bar part={item.progress} name={item.name} />
  const why = {
    too_large: fill(words.fileTooLarge, { size: bytes(limit) }),
    refused: words.fileRefused,
    lost: words.fileLost,
  }
  return <small role="alert">{why[item.failed]}</small>
}

const Bar = ({ part, name }: { part: number; name: string }) => {
  const percent = Math.round(part * 100)
  return (
    <div class="progress" role="progressbar" aria-label={name} aria-valuenow={percent}>
      <i style={{ width: `${percent}%` }} />
    </div>
  )
}
