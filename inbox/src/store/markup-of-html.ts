/**
 * Formatting from elsewhere (a page, Word, a message of our own) as it would have been typed. The browser parses it into
 * a document of its own, where nothing runs and nothing is fetched; what has no counterpart here is only its words.
 */

const DROPPED = new Set('script style template noscript iframe object svg math title head select textarea'.split(' '));
const MARKS: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '_',
  em: '_',
  s: '~~',
  del: '~~',
  strike: '~~',
  code: '`',
};
const BLOCKS = new Set('p div section article header footer table ul ol pre h1 h2 h3 h4 h5 h6'.split(' '));
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:)[^\s)]+$/iu;
const DEEPEST = 64;

/** Null where nothing in it is formatted: then its plain words are better. */
export function markupOf(html: string): string | null {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const parts = inside(body, 0);
  const written = parts
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n[ \t]+/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  return /\*\*|~~|`|\]\(|(?:^|\W)_|^- |^\d+\. |^> /mu.test(written) ? written : null;
}

const inside = (node: Node, depth: number): string =>
  Array.from(node.childNodes, (child) => part(child, depth + 1)).join('');

function part(node: Node, depth: number): string {
  if (node instanceof Text) return node.data.replace(/\s+/gu, ' ');
  if (!(node instanceof HTMLElement) || depth > DEEPEST) return '';
  const tag = node.localName;
  if (DROPPED.has(tag)) return '';
  if (tag === 'br') return '\n';
  if (tag === 'ul' || tag === 'ol') return `\n${items(node, tag, depth)}\n`;
  const words = tag === 'pre' ? (node.textContent ?? '') : inside(node, depth);
  if (tag === 'blockquote') return `\n${words.trim().replace(/^/gmu, '> ')}\n`;
  if (tag === 'a') return link(node, words);
  if (tag === 'td' || tag === 'th') return `${words.trim().replace(/\s*\n\s*/gu, ' ')}\t`;
  if (tag === 'tr') return `${words.trimEnd()}\n`;
  if (/^h[1-6]$/u.test(tag)) return `\n${wrapped(words, '**')}\n`;
  if (BLOCKS.has(tag)) return tag === 'p' ? `\n${words}\n\n` : `\n${words}\n`;
  const mark = markOf(node);
  return mark ? wrapped(words, mark) : words;
}

const items = (list: HTMLElement, tag: string, depth: number): string =>
  Array.from(list.children)
    .filter((item) => item.localName === 'li')
    .map((item, index) => {
      const [first = '', ...more] = inside(item, depth)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      return [`${tag === 'ol' ? `${index + 1}.` : '-'} ${first}`, ...more].join('\n');
    })
    .join('\n');

/** Some say it in the style: a document of Google's stands in one <b> that is not bold. */
function markOf(node: HTMLElement): string | undefined {
  // not node.style: the page's own policy leaves it empty
  const style = node.getAttribute('style') ?? '';
  if (/font-weight:\s*(?:normal|[1-4]00)/iu.test(style) && /^(?:b|strong)$/u.test(node.localName)) return undefined;
  if (MARKS[node.localName]) return MARKS[node.localName];
  if (/font-weight:\s*(?:bold|[6-9]00)/iu.test(style)) return '**';
  if (/font-style:\s*italic/iu.test(style)) return '_';
  return /text-decoration[^;]*line-through/iu.test(style) ? '~~' : undefined;
}

function link(node: HTMLElement, words: string): string {
  const href = node.getAttribute('href')?.trim() ?? '';
  const label = words.trim();
  if (!ADDRESS.test(href) || label === '' || /[\]\n]/u.test(label)) return words;
  return label === href ? label : `[${label}](${href})`;
}

/** The mark stands close to its words; what holds a line end or the mark itself goes without. */
function wrapped(words: string, mark: string): string {
  const bare = words.trim();
  if (bare === '' || bare.includes('\n') || bare.includes(mark)) return words;
  return words.replace(bare, () => `${mark}${bare}${mark}`);
}
