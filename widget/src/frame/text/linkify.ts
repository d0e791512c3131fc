/** Finds the addresses in what people write. Text stays text: a view makes nodes of the pieces, never HTML. */

export interface Piece {
  text: string
  href?: string
}

const FOUND = /https?:\/\/[^\s<>"'`]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|www\.[^\s<>"'`]+/gi
/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?…'"*]+$/

export function linkify(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(FOUND)) {
    const shown = trimmed(found)
    const href = address(shown)
    if (!href) continue
    if (index > end) pieces.push({ text: text.slice(end, index) })
    pieces.push({ text: shown, href })
    end = index + shown.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

/** The address if it is one a visitor may be sent to, so never a script. */
export function safeUrl(url: string): string | undefined {
  try {
    return /^(https?|mailto|tel):$/.test(new URL(url, location.href).protocol) ? url : undefined
  } catch {
    return undefined
  }
}

function address(shown: string): string | undefined {
  if (/^https?:/i.test(shown)) return safeUrl(shown)
  return shown.startsWith('www.') ? safeUrl(`https://${shown}`) : `mailto:${shown}`
}

/** Without the full stop after it, and without a closing bracket that was opened before it. */
function trimmed(found: string): string {
  const bare = found.replace(TRAILING, '')
  if (bare.endsWith(')') && !bare.includes('(')) return trimmed(bare.slice(0, -1))
  return bare
}
