/** The top: the greeting of the first screen, or who we are talking to. */
import type { WidgetConfig } from '../../config'
import type { Chat } from '../core/chat'
import { clock, day, duration, fill, words } from '../text/language'
import { Avatar, firstName } from './avatar'
import { Icon, Tool } from './icon'

interface Props {
  chat: Chat
  config: WidgetConfig
}

export const Hero = ({ chat, config }: Props) => (
  <header class="hero">
    <div class="top">
      {config.agents.slice(0, 3).map((agent) => (
        <Avatar of={agent} key={agent.id} />
      ))}
      <Buttons chat={chat} />
    </div>
    <h1 dir="auto">{chat.texts.greeting || words.greeting}</h1>
    <p>{presence(config)}</p>
  </header>
)

export const Bar = ({ chat, config }: Props) => {
  const agent = chat.thread?.messages.findLast(({ role }) => role === 'agent' || role === 'ai')?.author
  const team = chat.thread?.team
  const there = team ? { ...config, back_at: null, ...team } : config
  const title = agent ? fill(words.from, { agent: firstName(agent.name), name: config.name }) : config.name
  return (
    <header class="bar">
      {chat.live.history.length > 0 && (
        <Tool icon="back" class="back" label={words.backHome} press={() => chat.go(chat.current, true)} />
      )}
      <Avatar of={agent ?? { name: config.name }} online={there.is_online} />
      <div>
        <h1 title={title}>{title}</h1>
        <p>{presence(there)}</p>
      </div>
      <Buttons chat={chat} />
    </header>
  )
}

const Buttons = ({ chat }: { chat: Chat }) => (
  <>
    <details class="menu">
      <summary class="icon" aria-label={words.menu} title={words.menu}>
        <Icon name="more" />
      </summary>
      <div>
        {!chat.home && chat.thread && (
          <button type="button" onClick={() => chat.go(null)}>
            {words.newChat}
          </button>
        )}
        <button type="button" onClick={() => chat.toggleSound()}>
          {chat.sound ? words.mute : words.unmute}
        </button>
      </div>
    </details>
    <Tool icon="close" label={words.close} press={() => chat.host.say('close')} />
  </>
)

function presence({ is_online, back_at, reply_seconds }: WidgetConfig): string {
  if (is_online) return reply_seconds ? fill(words.repliesIn, { time: duration(reply_seconds) }) : ''
  return back_at ? fill(words.back, { time: `${day(back_at)} ${clock(back_at)}` }) : ''
}
