/** How well a few typed letters fit a name: whole words first, beginnings of words next, then letters in their order. */

const plain = (text: string) => [...text].map((letter) => letter.normalize('NFD')[0]?.toLowerCase() ?? letter);

export interface Match {
  /** The higher, the better. */
  score: number;
  /** Which letters of the name were meant. */
  at: ReadonlySet<number>;
}

/** Null where the letters do not occur in this order. Nothing typed fits everything. */
export function match(typed: string, name: string): Match | null {
  const letters = plain(name);
  const whole = run(plain(typed.trim()), letters);
  if (whole) return whole;
  const at = new Set<number>();
  let score = 0;
  let from = 0;
  for (const letter of plain(typed).filter((one) => one.trim())) {
    const index = next(letters, letter, from);
    if (index < 0) return null;
    score += isStart(letters, index) ? 3 : at.has(index - 1) ? 2 : 0;
    at.add(index);
    from = index + 1;
  }
  // letters strewn over the name are an accident
  return score > at.size ? { score: score - letters.length / 100, at } : null;
}

/** All of it in one piece, best at the beginning of a word. */
function run(typed: string[], letters: string[]): Match | null {
  let found = -1;
  for (let start = 0; start + typed.length <= letters.length; start += 1) {
    if (!typed.every((letter, index) => letters[start + index] === letter)) continue;
    if (found < 0 || (isStart(letters, start) && !isStart(letters, found))) found = start;
  }
  if (found < 0) return null;
  const bonus = isStart(letters, found) ? 50 : 20;
  const at = new Set(typed.map((_, index) => found + index));
  return { score: typed.length * 4 + bonus - found / 10 - letters.length / 100, at };
}

const isStart = (letters: string[], index: number) => index === 0 || !/[\p{L}\p{N}]/u.test(letters[index - 1] ?? '');

/** The next beginning of a word with this letter, if there is one; else the next place at all. */
function next(letters: string[], letter: string, from: number): number {
  const start = letters.findIndex((one, index) => index >= from && one === letter && isStart(letters, index));
  const any = letters.indexOf(letter, from);
  return start >= 0 && letters[from] !== letter ? start : any;
}
