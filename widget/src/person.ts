/** How a person is drawn where there is no picture: by the same rule in the chat and in the inbox, which imports this. */

/** One of six hues, 0 to 5, picked by the id: a new name changes nothing. */
export function hueOf(id: string): number {
  let hash = 0
  for (const sign of id) hash = (hash * 31 + sign.charCodeAt(0)) >>> 0
  return hash % 6
}

/** First letters of the first and the last name; of a single name two; of an address, what stands before the @. */
export function initials(name: string): string {
  const words = name.replace(/@.*/, '').match(/[\p{L}\p{N}]+/gu) ?? ['?']
  const [first = '', last = ''] = [words[0], words.at(-1)]
  return [...first]
    .slice(0, words[1] ? 1 : 2)
    .concat(words[1] ? [...last].slice(0, 1) : [])
    .join('')
    .toLocaleUpperCase()
}
