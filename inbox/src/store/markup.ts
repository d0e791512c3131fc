/**
 * Formatting as it is typed: **bold**, _italic_, ~~struck~~, `code`, [words](https://…), and lines that begin with
 * "- ", "1. " or "> ". Drafts, canned replies and what is taken back hold these words; what is sent is plain text, and
 * HTML beside it where anything is formatted. Pure, and it knows no more than hub/writing/richtext.py keeps.
 */

type Mark = 'strong' | 'em' | 'del' | 'code';
type Inline = string | { tag: Mark; inside: Inline[] } | { href: string; inside: Inline[] };
interface Block {
  tag: 'p' | 'ul' | 'ol' | 'blockquote';
  lines: Inline[][];
}

const INLINE = new RegExp(
  [
    '`(?<code>[^`\\n]+)`',
    '\\[(?<words>[^\\]\\n]+)\\]\\((?<href>(?:https?:\\/\\/|mailto:|tel:)[^\\s)]+)\\)',
    '\\*\\*(?<strong>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*\\*',
    '~~(?<del>[^\\s~](?:[^~\\n]*[^\\s~])?)~~',
    '(?<![\\p{L}\\p{N}_])_(?<em>[^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\p{L}\\p{N}_])',
  ].join('|'),
  'gu',
);

function inlines(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > end) parts.push(text.slice(end, found.index));
    parts.push(marked(found.groups ?? {}));
    end = found.index + found[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

function marked({ code, words, href, strong, del, em }: Record<string, string | undefined>): Inline {
  if (code !== undefined) return { tag: 'code', inside: [code] };
  if (href !== undefined) return { href, inside: inlines(words ?? '') };
  if (strong !== undefined) return { tag: 'strong', inside: inlines(strong) };
  return del !== undefined ? { tag: 'del', inside: inlines(del) } : { tag: 'em', inside: inlines(em ?? '') };
}

const STARTS: [Block['tag'], RegExp][] = [
  ['ul', /^- (?=\S)/],
  ['ol', /^\d{1,3}\. (?=\S)/],
  ['blockquote', /^> ?/],
];

function blocks(text: string): Block[] {
  const all: Block[] = [];
  for (const line of text.split('\n')) {
    const [tag, start] = STARTS.find(([, start]) => start.test(line)) ?? ['p' as const, /^/];
    const last = all.at(-1);
    const words = inlines(line.replace(start, ''));
    if (last?.tag === tag) last.lines.push(words);
    else all.push({ tag, lines: [words] });
  }
  return all;
}

const isFormatted = (all: readonly Block[]) =>
  all.some(({ tag, lines }) => tag !== 'p' || lines.flat().some((part) => typeof part !== 'string'));

const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const html = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if (typeof part === 'string') return safe(part);
      if ('href' in part) return `<a href="${safe(part.href)}">${html(part.inside)}</a>`;
      return `<${part.tag}>${html(part.inside)}</${part.tag}>`;
    })
    .join('');

function blockHtml({ tag, lines }: Block): string {
  if (tag === 'ul' || tag === 'ol') return `<${tag}>${lines.map((line) => `<li>${html(line)}</li>`).join('')}</${tag}>`;
  const text = lines.map(html).join('\n').trim();
  if (tag === 'blockquote') return `<blockquote>${text.replaceAll('\n', '<br>')}</blockquote>`;
  const paragraphs = text.split(/\n{2,}/).filter((one) => one !== '');
  return paragraphs.map((one) => `<p>${one.replaceAll('\n', '<br>')}</p>`).join('');
}

const plain = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const words = plain(part.inside);
      return 'href' in part && part.href !== words ? `${words} (${part.href})` : words;
    })
    .join('');

/** What is sent of what was typed. Plain words stay what they were. */
export function rendered(written: string): { text: string; html: string | null } {
  const all = blocks(written);
  if (!isFormatted(all)) return { text: written, html: null };
  const text = written
    .split('\n')
    .map((line) => plain(inlines(line)))
    .join('\n');
  return { text, html: all.map(blockHtml).join('') };
}
