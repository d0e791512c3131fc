/** Files on their way to the hub, before the message that carries them. */
import type { WidgetUploads } from '../../config'
import type { Attachment } from './wire'

export interface Upload {
  id: number
  name: string
  size: number
  /** 0 to 1. */
  progress: number
  stored?: Attachment
  /** Why not: too large, refused by the hub, or no connection. */
  failed?: 'too_large' | 'refused' | 'lost'
  file: File
  request?: XMLHttpRequest
}

interface Around {
  address(name: string): string
  token(): string | undefined
  limits(): WidgetUploads | undefined
  changed(): void
}

export class Uploads {
  items: Upload[] = []
  #count = 0

  constructor(private readonly around: Around) {}

  add(files: Iterable<File>): void {
    const limits = this.around.limits()
    for (const file of limits?.enabled ? files : []) {
      if (this.items.length >= (limits?.max_count ?? 0)) break
      const item: Upload = { id: ++this.#count, name: file.name || 'image.png', size: file.size, progress: 0, file }
      this.items.push(item)
      if (file.size > (limits?.max_size ?? 0)) item.failed = 'too_large'
      else this.start(item)
    }
    this.around.changed()
  }

  remove(item: Upload): void {
    item.request?.abort()
    this.items = this.items.filter((other) => other !== item)
    this.around.changed()
  }

  /** A session began: sends what was chosen before the hub knew us. */
  begin(): void {
    for (const item of this.items) if (!item.request && !item.failed) this.start(item)
  }

  /** Sends, or sends again what got lost on the way. */
  start(item: Upload): void {
    const token = this.around.token()
    if (!token) return
    delete item.failed
    const request = new XMLHttpRequest()
    item.request = request
    request.open('POST', this.around.address(item.name))
    request.setRequestHeader('Authorization', `Visitor ${token}`)
    request.upload.onprogress = ({ loaded, total }) => this.#note(item, { progress: loaded / total })
    request.onload = () => this.#note(item, outcome(request))
    request.onerror = request.ontimeout = () => this.#note(item, { failed: 'lost' })
    request.send(item.file)
    this.around.changed()
  }

  get waiting(): boolean {
    return this.items.some((item) => !item.stored && !item.failed)
  }

  /** What has arrived, to go with a message; it leaves the list. */
  take(): Attachment[] {
    const done = this.items.filter((item) => item.stored)
    this.items = this.items.filter((item) => !item.stored)
    return done.map((item) => item.stored as Attachment)
  }

  #note(item: Upload, news: Partial<Upload>): void {
    Object.assign(item, news)
    this.around.changed()
  }
}

function outcome({ status, responseText }: XMLHttpRequest): Partial<Upload> {
  if (status === 201 || status === 200) return { stored: JSON.parse(responseText) as Attachment, progress: 1 }
  if (status === 413) return { failed: 'too_large' }
  return { failed: status >= 500 || status === 429 || status === 401 ? 'lost' : 'refused' }
}
