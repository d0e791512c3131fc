/** What the chat remembers, in the page's own storage: third-party storage may be blocked, and then the frame has none. */
import type { Kept } from '../bridge'

/** One entry each, so that two tabs never overwrite each other's unsent messages. */
export function keptFor(
  prefix: string,
  store: 'localStorage' | 'sessionStorage',
): [() => Kept, (name: string, value: string | null | false) => void] {
  const kept = () => {
    const all: Kept = {}
    try {
      for (const name in window[store])
        if (name.startsWith(prefix)) all[name.slice(prefix.length)] = window[store][name]
    } catch {} // blocked: the chat works, it only forgets
    return all
  }
  const keep = (name: string, value: string | null | false) => {
    try {
      value ? (window[store][prefix + name] = value) : delete window[store][prefix + name]
    } catch {} // blocked or full
  }
  return [kept, keep]
}
