/** What the chat remembers, in the page's own localStorage: third-party storage may be blocked, and then the frame has none. */
import type { Kept } from '../bridge'

/** One entry each, so that two tabs never overwrite each other's unsent messages. */
export function keptFor(prefix: string): [() => Kept, (name: string, value: string | null) => void] {
  const kept = () => {
    const all: Kept = {}
    try {
      for (const name in localStorage) if (name.startsWith(prefix)) all[name.slice(prefix.length)] = localStorage[name]
    } catch {} // blocked: the chat works, it only forgets
    return all
  }
  const keep = (name: string, value: string | null) => {
    try {
      value == null ? localStorage.removeItem(prefix + name) : localStorage.setItem(prefix + name, value)
    } catch {} // blocked or full
  }
  return [kept, keep]
}
