/** One message: its words with their links, its files, and how far it has come. */
import type { Chat } from '../core/chat'
import { capital, clock, day, locale, words } from '../text/language'
import { Avatar, firstName } from './avatar'
import { Files } from './files'
import { Icon, type IconName } from './icon'
import type { Row, State } from './rows'
import { Linked, Rich } from './words'

const marks: Record<State, IconName> = {
  sending: 'clock',
  waiting: 'clock',
  failed: 'warn',
  sent: 'check',
  delivered: 'ticks',
  seen: 'ticks',
}

export const Line = ({ row, chat }: { row: Row; chat: Chat }) => (
  <>
    {row.day && <p class="rule">{capital(day(row.time))}</p>}
    {row.fresh && <p class="rule fresh">{words.newest}</p>}
    {row.role === 'system' ? <p class="system">{row.text}</p> : <Bubble row={row} chat={chat} />}
  </>
)

const Bubble = ({ row, chat }: { row: Row; chat: Chat }) => (
  <div
    class={`message ${row.own ? 'own' : 'theirs'} ${row.joined ? 'joined' : ''} ${row.unsent ? 'unsent' : ''} ${row.state ?? ''}`}
  >
    {!row.own && <Avatar of={{ id: row.message?.author.id, name: row.author }} />}
    <div class="body">
      {row.named ? (
        <p class="who">
          <bdi>{row.role === 'agent' ? firstName(row.author) : row.author}</bdi>
          <time>{clock(row.time)}</time>
        </p>
      ) : (
        <b class="sr">{row.own ? words.visitor : row.author}</b>
      )}
      {row.text && (
        <div class="bubble" dir="auto" title={clock(row.time)}>
          {row.html ? <Rich html={row.html} /> : <Linked text={row.text} />}
        </div>
      )}
      <Files
        files={row.attachments}
        session={chat.connection.session}
        renew={() => row.message && chat.live.renew(row.message)}
      />
      {row.state && <Standing row={row} state={row.state} chat={chat} />}
    </div>
  </div>
)

const Standing = ({ row, state, chat }: { row: Row; state: State; chat: Chat }) => {
  const { unsent } = row
  return (
    <p class="standing">
      <Icon name={marks[state]} size={15} />
      {(locale === 'en' && unsent?.refused) || words[state]}
      {state === 'failed' && unsent && (
        <>
          <button type="button" onClick={() => chat.outbox.retry(unsent.client_id)}>
            {words.tryAgain}
          </button>
          {unsent.refused && (
            <button type="button" onClick={() => chat.edit(unsent)}>
              {words.edit}
            </button>
          )}
        </>
      )}
    </p>
  )
}
