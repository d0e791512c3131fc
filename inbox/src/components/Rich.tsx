/**
 * Formatted text of a message. The hub has cleaned it; here it is read once more, as if nobody had: the browser parses
 * it into a document of its own, where nothing runs and nothing is fetched, and only what is known to be harmless is
 * built anew. No markup ever reaches the page.
 */
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { Words } from './Words';

/** As in hub/writing/richtext.py. */
const KEPT = new Set('b blockquote br code del div em i li ol p pre s strong u ul'.split(' '));
/** What these hold is not meant to be read. */
const DROPPED = new Set('script style template noscript iframe object svg math title select'.split(' '));
const ADDRESS = /^(?:https?|mailto|tel):/iu;
/** The hub takes up to 256; what nobody wrote by hand need not look well. */
const DEEPEST = 64;

interface Place {
  depth: number;
  linked: boolean;
}

/** Formatted where it was written so. */
export function Said({ html, text }: { html?: string | null | undefined; text: string }) {
  return html ? <Rich html={html} text={text} /> : <Words text={text} />;
}

function Rich({ html, text }: { html: string; text: string }) {
  const parts = useMemo(() => richParts(html), [html]);
  return parts.length > 0 ? <div className="rich">{parts}</div> : <Words text={text} />;
}

function richParts(html: string): ReactNode[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  // A walker, since a form's children can pass for its own properties.
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  return body.textContent?.trim() ? inside(walker, { depth: 0, linked: false }) : [];
}

function inside(walker: TreeWalker, place: Place): ReactNode[] {
  const parts: ReactNode[] = [];
  if (!walker.firstChild()) return parts;
  do {
    parts.push(<Fragment key={parts.length}>{part(walker, place)}</Fragment>);
  } while (walker.nextSibling());
  walker.parentNode();
  return parts;
}

function part(walker: TreeWalker, { depth, linked }: Place): ReactNode {
  const node = walker.currentNode;
  if (node instanceof Text) return linked ? node.data : <Words text={node.data} />;
  const tag = (node as Element).localName;
  if (DROPPED.has(tag)) return null;
  if (depth >= DEEPEST) return node.textContent;
  if (tag === 'br') return <br />;
  const href = tag === 'a' && !linked ? hrefOf(node as Element) : null;
  const children = inside(walker, { depth: depth + 1, linked: linked || href !== null });
  if (href) return <Link href={href}>{children}</Link>;
  return KEPT.has(tag) ? createElement(tag, null, children) : children;
}

function hrefOf(link: Element): string | null {
  const href = link.getAttribute('href')?.trim() ?? '';
  return ADDRESS.test(href) && URL.canParse(href) ? href : null;
}

/** Words can pretend to be another address, so the real one is said too. */
function Link({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
