/** The look of panel and peek card on the customer's page; the loader puts it into its shadow root. */
import { wordsOn } from '../colour'
import type { WidgetTheme } from '../config'

export const panel = ({ color, side }: WidgetTheme, dark: boolean): string => {
  const [surface, raised, words, line] = dark
    ? ['#14191a', '#1c2324', '#e8eded', '#252d2e']
    : ['#fff', '#fff', '#172023', '#e4e8e7']
  return `iframe{bottom:96px;width:384px;height:min(724px,100vh - 128px);border-radius:16px;background:${surface};box-shadow:0 0 0 1px ${dark ? '#ffffff0f' : '#1323260a'},0 4px 10px #13232612,0 20px 56px #1323263${dark ? 'a' : '3'};opacity:0;transform:translateY(12px);transition:.16s}
iframe.on{visibility:visible;opacity:1;transform:none;transition:opacity .24s,transform .24s cubic-bezier(.2,.8,.2,1)}
button{background:${color};color:${wordsOn(color)};transition:transform .09s}button:active{transform:scale(.94)}
i{position:absolute;inset:-4px -4px auto auto;min-width:22px;border-radius:11px;background:#c23236;color:#fff;font:600 12px/22px system-ui}
:empty:is(i,p){display:none}
p{position:fixed;bottom:94px;${side}:24px;width:max-content;max-width:min(268px,100vw - 80px);margin:0;padding:12px 16px;border:1px solid ${line};border-radius:14px;background:${raised};color:${words};box-shadow:0 2px 4px #1323260d,0 6px 18px #13232614;font:14px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;white-space:pre-line;overflow-wrap:anywhere;unicode-bidi:plaintext;cursor:pointer}
p::first-line{font-weight:600}
@media(max-width:559px),(max-height:480px){iframe{inset:0;width:100%;height:100%;border-radius:0}iframe.on~*{display:none!important}}
@media(prefers-reduced-motion:reduce){*{transition:none!important}}`
}
