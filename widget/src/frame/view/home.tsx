/** The first screen below its greeting: earlier chats, and a hello to answer. */
import type { Chat } from '../core/chat'
import type { Thread } from '../core/thread'
import { capital, day, words } from '../text/language'
import { Avatar } from './avatar'
import { Icon } from './icon'
import { Welcome } from './welcome'

export const Home = ({ chat }: { chat: Chat }) => (
  <div class="log home">
    {chat.live.history.length > 0 && (
      <section aria-labelledby="history">
        <h2 id="history">{words.history}</h2>
        {chat.live.history.map((thread) => (
          <Earlier chat={chat} thread={thread} key={thread.id} />
        ))}
      </section>
    )}
    <Welcome chat={chat} />
  </div>
)

const Earlier = ({ chat, thread }: { chat: Chat; thread: Thread }) => {
  const latest = thread.latest
  const author = thread.messages.findLast(({ direction }) => direction === 'outbound')?.author ?? {
    name: chat.config?.name ?? '',
  }
  if (!latest) return null
  return (
    <button type="button" class={`card ${thread.unread.length ? 'unread' : ''}`} onClick={() => chat.go(thread.id)}>
      <Avatar of={author} />
      <span>
        <b>{author.name}</b>
        <small dir="auto">{latest.content_text || latest.attachments?.[0]?.file_name}</small>
      </span>
      <time>{thread.status === 'resolved' ? <Icon name="check" size={16} /> : capital(day(latest.created_at))}</time>
    </button>
  )
}
