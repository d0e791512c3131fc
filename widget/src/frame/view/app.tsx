/** The whole chat: header, at most one line about the connection, what is said, and where to write. */
import type { Attention } from '../attention'
import type { Chat } from '../core/chat'
import { fill, words } from '../text/language'
import { Composer } from './composer'
import { Form } from './form'
import { Bar, Hero } from './header'
import { Home } from './home'
import { Icon } from './icon'
import { Log } from './log'

export const App = ({ chat, attention }: { chat: Chat; attention: Attention }) => {
  const { config, connection } = chat
  if (!config) return null
  if (connection.state === 'refused') return <p class="closed">{words.cannotLoad}</p>
  const mail = chat.host.kept.mail
  return (
    <main class="chat" aria-label={config.name} tabIndex={-1}>
      {chat.home ? <Hero chat={chat} config={config} /> : <Bar chat={chat} config={config} />}
      <p class={`line ${connection.state}`} role="status">
        {connection.state === 'lost' && (
          <>
            <Icon name="offline" size={16} />
            {words.lost}
          </>
        )}
        {attention.reconnected && words.connected}
      </p>
      {chat.home ? <Home chat={chat} /> : <Log chat={chat} key={chat.current} />}
      {config.pre_chat.enabled && chat.asks.length ? (
        <Form fields={chat.asks} intro={words.formIntro} send={(values) => chat.introduce(values)} />
      ) : (
        <Composer chat={chat} />
      )}
      <footer>{mail && fill(words.reach, { email: mail })}</footer>
      <p class="sr" role="log" aria-live="polite">
        {attention.spoken}
      </p>
    </main>
  )
}
