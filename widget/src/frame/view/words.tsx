/** Words of a message: plain ones with their addresses found, formatted ones as they were meant. */
import type { ComponentChildren } from 'preact'
import { linkify, safeUrl } from '../text/linkify'

/** As in hub/writing/richtext.py. */
const KEPT = /^(b|blockquote|br|code|del|div|em|i|li|ol|p|pre|s|strong|u|ul)$/

export const Linked = ({ text }: { text: string }) => (
  <>{linkify(text).map(({ text, href }) => (href ? <Link href={href}>{text}</Link> : text))}</>
)

/**
 * The hub has cleaned it; here it is read once more, as if nobody had: parsed where nothing runs and nothing is fetched,
 * and only what is known to be harmless is built anew.
 */
export const Rich = ({ html }: { html: string }) => (
  <div class="rich">{inside(new DOMParser().parseFromString(html, 'text/html').body)}</div>
)

const inside = (node: Node, linked = false): ComponentChildren =>
  [...node.childNodes].map((child) => {
    if (child instanceof Text) return linked ? child.data : <Linked text={child.data} />
    const { localName, href } = child as HTMLAnchorElement
    const isLink = localName === 'a'
    const Tag = localName as 'p'
    const words = inside(child, linked || isLink)
    const address = isLink && safeUrl(href)
    return address ? <Link href={address}>{words}</Link> : KEPT.test(Tag) ? <Tag>{words}</Tag> : words
  })

const Link = ({ href, children }: { href: string; children: ComponentChildren }) => (
  <a href={href} target="_blank" rel="noopener noreferrer nofollow">
    {children}
  </a>
)
