/** Files: pictures as pictures, everything else as a card; and those that are still on their way. */
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

export const Files = ({ files, expired }: { files: Attachment[]; expired: () => void }) => (
  <>
    {files.map((file) => (
      <a
        class={PICTURE.test(file.content_type) ? 'picture' : 'card'}
        href={safeUrl(file.url) ?? ''}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={fill(words.download, { name: file.file_name })}
      >
        {PICTURE.test(file.content_type) ? <Picture file={file} expired={expired} /> : <Card file={file} />}
      </a>
    ))}
  </>
)

const Picture = ({ file, expired }: { file: Attachment; expired: () => void }) => {
  const { width, height } = file
  const scale = width && height ? Math.min(1, WIDEST / width, HIGHEST / height) : 0
  return (
    <img
      src={safeUrl(file.thumbnail_url ?? file.url)}
      alt={file.file_name}
      {...(width && height && { width: Math.round(width * scale), height: Math.round(height * scale) })}
      onError={once(expired)}
    />
  )
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

/** An address that has expired is asked for once; a picture that is broken is broken. */
function once(expired: () => void) {
  return ({ currentTarget: { dataset } }: { currentTarget: HTMLImageElement }) => {
    if (dataset.tried) return
    dataset.tried = '1'
    expired()
  }
}

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
