/** What a language needs to have: every text of the English one, with the same things to fill in. */
export type Translation<English> = English extends string
  ? string
  : English extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof English]: Translation<English[Key]> };

/** Names in other letters must not turn a sentence around that runs from right to left: each stands apart. */
export function apart<Texts>(texts: Texts): Texts {
  if (typeof texts === 'string') return texts;
  if (typeof texts === 'function') {
    const say = texts as unknown as (...given: unknown[]) => string;
    const bare = (given: unknown) => (typeof given === 'string' && given ? `\u2068${given}\u2069` : given);
    return ((...given: unknown[]) => say(...given.map(bare))) as unknown as Texts;
  }
  if (Array.isArray(texts)) return texts.map(apart) as unknown as Texts;
  return Object.fromEntries(Object.entries(texts as object).map(([key, text]) => [key, apart(text)])) as Texts;
}
