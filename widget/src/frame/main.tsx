/** Starts the chat in its frame and draws it again, once a frame at most, whenever something changed. */
import { render } from 'preact'
import { pick } from '../languages'
import { Attention } from './attention'
import { Chat } from './core/chat'
import { keepKeys, land } from './keys'
import { panel } from './panel'
import { speak } from './text/language'
import { isDark, paint, system } from './theme'
import { App } from './view/app'

let due = false

const chat = new Chat(new URLSearchParams(location.search).get('key') ?? '', {
  changed: draw,
  started: start,
  shown: () => chat.shown && setTimeout(land),
  spoken: say,
  arrived: (message) => attention.arrived(message),
})
const attention = new Attention(chat, draw)
let wanted: string | undefined

async function start(): Promise<void> {
  await say(wanted)
  dress()
  system.onchange = dress
}

async function say(language: string | undefined): Promise<void> {
  wanted = language
  const { config } = chat
  if (!config) return
  const spoken = pick([language, ...navigator.languages, config.locale])
  await speak(spoken)
  chat.texts = config.texts[spoken] ?? {}
  document.title = config.name
  draw()
}

function dress(): void {
  if (!chat.config) return
  const { theme } = chat.config
  paint(theme)
  draw()
  // after it is drawn: from then on it may be looked at
  setTimeout(() => chat.host.say('ready', panel(theme, isDark(theme))))
  chat.host.keep('theme', JSON.stringify(theme))
}

function draw(): void {
  if (due) return
  due = true
  setTimeout(() => {
    due = false
    render(<App chat={chat} attention={attention} />, document.body)
    attention.look()
  })
}

keepKeys(chat)
addEventListener('visibilitychange', draw)
