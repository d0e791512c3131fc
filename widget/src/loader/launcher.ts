/** The button, in a shadow root: nothing of the page's style gets in, nothing of ours gets out. */
import type { WidgetTheme } from '../config'

// 49.5: the lightness below which white reads better than black
const style = ({
  color,
  side,
}: WidgetTheme) => `:host{all:initial!important;position:fixed!important;z-index:2147483000!important}
button,iframe{position:fixed;bottom:24px;${side}:24px;border:0;visibility:hidden;color-scheme:light dark}
button{visibility:visible;width:56px;height:56px;border-radius:50%;background:${color};color:#fff;color:lab(from ${color} calc(999*(49.5 - l)) 0 0);box-shadow:0 6px 20px #1323263d;cursor:pointer}
button:focus-visible{outline:2px solid ${color};outline-offset:2px}
b{position:absolute;inset:15px;background:currentColor;clip-path:path(evenodd,"M3 4h20v15H12l-6 5v-5H3zM4.5 5.5v12h3V21l4-3.5h10v-12z")}
[aria-expanded=true] b{clip-path:path("M6 9.5l7 7 7-7-1-1-6 6-6-6z")}`

export function drawLauncher(theme: WidgetTheme) {
  const make = (tag: string) => document.createElement(tag)
  const host = make('custarea-chat')
  const root = host.attachShadow({ mode: 'open' })
  // constructed: a page's policy on styles does not block it
  const sheet = new CSSStyleSheet()
  const [button, badge, peek] = [make('button'), make('i'), make('p')]
  const dress = (more: string) => sheet.replaceSync(style(theme) + more)
  root.adoptedStyleSheets = [sheet]
  dress('')
  button.append(make('b'), badge)
  button.ariaLabel = 'Chat'
  root.append(peek, button)
  document.body.append(host)
  return { host, root, button, badge, peek, dress }
}
