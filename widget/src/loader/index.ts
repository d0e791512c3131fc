/** The script a site embeds. It draws a button and costs nothing more until somebody wants to talk. */
import type { Fact, PageView, Person, ToFrame, ToLoader } from '../bridge'
import type { WidgetConfig, WidgetTheme } from '../config'
import { keptFor } from './kept'
import { drawLauncher } from './launcher'

// biome-ignore lint/suspicious/noExplicitAny: calls from the page and from the frame, checked by who receives them
type Act = (...args: any[]) => unknown
type Acts = Record<string, Act | undefined>
type Call = [name: string, ...args: unknown[]]

const script = document.currentScript as HTMLScriptElement
const { key, locale, ...look } = script.dataset
const hub = new URL(script.src).origin
const prefix = `custarea:${key}:`
const [kept, keep] = keptFor(prefix, 'localStorage')
const [inTab, keepInTab] = keptFor(prefix, 'sessionStorage')
const listeners: Record<string, Act[]> = {}
const facts: Fact[] = locale ? [['locale', locale]] : []

let config: WidgetConfig | undefined
let theme = { color: '#0b6a74', side: 'right', ...look } as WidgetTheme
let view: ReturnType<typeof drawLauncher> | undefined
let frame: HTMLIFrameElement | undefined
let page: PageView | undefined
let greeted = false
let ready = false
let shown = false
let blocked = false
// open in this tab on the page before: open it stays
let wanted = !!inTab().open
// opened by itself: the focus is the page's
let calm = wanted
let clock: ReturnType<typeof setInterval>

// only after its hello: before, the frame is still an empty page of the site's own
const say = (...said: ToFrame) => greeted && frame?.contentWindow?.postMessage(said, hub)
// a listener's error is the page's own and stops nothing here
const tell = (event: string, ...args: unknown[]) => listeners[event]?.forEach((act) => setTimeout(act, 0, ...args))

const hears: { [Name in ToLoader[0]]: Act } = {
  hello() {
    greeted = true
    say('init', kept(), config, facts)
    page = undefined
    follow()
  },
  ready(css) {
    view?.dress(css)
    ready = true
    reflect()
  },
  close: () => show(false),
  keep,
  unread(count, label, peek) {
    if (!view) return
    view.badge.textContent = count > 9 ? '9+' : count || ''
    view.button.ariaLabel = label
    view.peek.textContent = peek && `${peek.name}\n${peek.text}`
    tell('unread', count)
  },
  message: (message) => tell('message', message),
}

function hear({ source, origin, data }: MessageEvent) {
  if (source === frame?.contentWindow && origin === hub) (hears as Acts)[data[0]]?.(...data.slice(1))
}

function follow() {
  const url = location.href
  if (page?.url === url) return
  page = { url, title: document.title, referrer: page?.url ?? document.referrer }
  say('page', page)
}

function load() {
  if (frame) return
  clock = setInterval(follow, 1000)
  frame = document.createElement('iframe')
  frame.title = 'Chat'
  frame.src = `${hub}/widget/frame?key=${key}`
  view?.root.prepend(frame)
  setTimeout(() => ready || unload(), 15000) // no hub, or it does not know this site: no broken page in the panel
}

function unload() {
  clearInterval(clock)
  frame?.remove()
  frame = undefined
  greeted = ready = shown = wanted = false
  reflect()
}

function reflect() {
  const on = shown && ready
  keepInTab('open', wanted && '1')
  const inside = view?.root.activeElement === frame
  if (!view) return
  view.button.ariaExpanded = `${shown}`
  frame?.classList.toggle('on', on)
  say('shown', on, calm)
  if (on) calm || frame?.focus()
  else if (inside) view.button.focus()
}

function show(on: boolean) {
  wanted = on
  calm &&= on
  if (!view || on === shown) return
  shown = on
  if (on) load()
  reflect()
  tell(on ? 'open' : 'close')
}

async function start() {
  try {
    const answer = await fetch(`${hub}/api/v1/widget/config?key=${key}`)
    const told = await answer.json()
    // for whoever sets up the site: they look there
    if (!answer.ok) return console.warn('CustArea', told.detail)
    config = told as WidgetConfig
    theme = told.theme
  } catch {
    // a policy without connect-src for us: the chat asks for itself. Anything else: no hub, no button
    await new Promise((go) => setTimeout(go, 99))
    if (!blocked) return
    theme = { ...theme, ...JSON.parse(kept().theme ?? '{}') }
  }
  view = drawLauncher(theme)
  view.button.onclick = view.peek.onclick = api.toggle
  if (/~|talk/.test(`${Object.keys(kept())}`)) load()
  reflect()
  tell('ready')
  if (wanted) show(true)
}

function fact(...said: Fact) {
  facts.push(said)
  say(...said)
}

const api = {
  open: () => show(true),
  close: () => show(false),
  toggle: () => show(!wanted),
  identify: (person: Person) => fact('identify', person),
  setAttributes: (attributes: Person['attributes']) => fact('identify', { attributes } as Person),
  setLocale: (to: string) => fact('locale', to),
  on(event: string, act: Act) {
    listeners[event] ??= []
    listeners[event].push(act)
    if (event === 'ready' && view) act()
  },
  shutdown() {
    unload()
    for (const name in kept()) keep(name, null)
    view?.host.remove()
    view = undefined
  },
  push: (...calls: Call[]) => calls.forEach(([name, ...args]) => (api as Acts)[name]?.(...args)),
}

const site = window as unknown as { CustArea?: Call[] | typeof api }
const queue = site.CustArea ?? []
// a second tag on the page finds the first one's api here
if (Array.isArray(queue)) {
  site.CustArea = api
  api.push(...queue)
  addEventListener('message', hear)
  addEventListener('securitypolicyviolation', () => {
    blocked = true
  })
  // a page that is never idle gets its button too
  const idle = () => (window.requestIdleCallback ?? setTimeout)(start, { timeout: 2000 } as never)
  document.body ? idle() : addEventListener('DOMContentLoaded', idle)
}
