/** Puts marks of formatting around what is selected in the field, as if they had been typed: the browser can undo it. */

export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'link' | 'list' | 'quote';

const MARKS: Partial<Record<Format, string>> = { bold: '**', italic: '_', strike: '~~', code: '`' };
const STARTS: Partial<Record<Format, string>> = { list: '- ', quote: '> ' };

const KEYS: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', k: 'link' };

/** What a key asks for. Ctrl-K links what is selected; where nothing is, it opens the palette as everywhere else. */
export function formatOf(event: React.KeyboardEvent, area: HTMLTextAreaElement): Format | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return undefined;
  const how = KEYS[event.key.toLowerCase()];
  return how === 'link' && area.selectionStart === area.selectionEnd ? undefined : how;
}

/** Replaces a part of the field and selects within what it has become. */
function type(area: HTMLTextAreaElement, from: number, to: number, words: string, select: [number, number]): void {
  area.focus();
  area.setSelectionRange(from, to);
  insert(words);
  area.setSelectionRange(from + select[0], from + select[1]);
}

/** The only way that leaves the browser's own undo whole. */
export const insert = (words: string) => document.execCommand(words === '' ? 'delete' : 'insertText', false, words);

export function format(area: HTMLTextAreaElement, how: Format): void {
  const { value, selectionStart: from, selectionEnd: to } = area;
  const chosen = value.slice(from, to);
  const mark = MARKS[how];
  const start = STARTS[how];
  if (mark) around(area, mark, chosen);
  else if (start) before(area, start);
  else type(area, from, to, `[${chosen}](https://)`, chosen ? [chosen.length + 3, chosen.length + 11] : [1, 1]);
}

function around(area: HTMLTextAreaElement, mark: string, chosen: string): void {
  const { value, selectionStart: from, selectionEnd: to } = area;
  const has = value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark;
  if (has) return type(area, from - mark.length, to + mark.length, chosen, [0, chosen.length]);
  type(area, from, to, mark + chosen + mark, [mark.length, mark.length + chosen.length]);
}

/** Whole lines; a second time takes it away. */
function before(area: HTMLTextAreaElement, start: string): void {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const end = value.indexOf('\n', selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split('\n');
  const have = lines.every((line) => line.startsWith(start));
  const words = lines.map((line) => (have ? line.slice(start.length) : start + line)).join('\n');
  type(area, from, to, words, [words.length, words.length]);
}
