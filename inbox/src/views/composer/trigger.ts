/** The sign that asks for suggestions, and what was written after it up to the caret. */

export interface Trigger {
  sign: '/' | '@';
  start: number;
  end: number;
  query: string;
}

const LONGEST = 40;

/** Only at the start of a word: an address or a date is no question. */
export function triggerAt(text: string, caret: number, signs: string): Trigger | null {
  const line = text.slice(Math.max(0, caret - LONGEST), caret);
  for (let at = line.length - 1; at >= 0; at -= 1) {
    const sign = line[at] as string;
    if (sign === '\n') return null;
    const before = line[at - 1] ?? (caret > LONGEST ? 'x' : ' ');
    if (signs.includes(sign) && /\s/.test(before)) {
      const query = line.slice(at + 1);
      if (/^\s|\s{2}/.test(query)) return null;
      return { sign: sign as Trigger['sign'], start: caret - query.length - 1, end: caret, query };
    }
  }
  return null;
}

export const replaced = (text: string, { start, end }: Trigger, words: string): string =>
  text.slice(0, start) + words + text.slice(end);
