/** Which language is spoken, and how it says times and sizes. Other languages than English are fetched when wanted. */
import { isMirrored } from '../../languages'
import ar from '../locales/ar.json?url'
import de from '../locales/de.json?url'
import { en, type Words } from '../locales/en'
import es from '../locales/es.json?url'
import hi from '../locales/hi.json?url'

const others: Record<string, string> = { ar, de, es, hi }

/** The words of the language spoken now. */
export let words: Words = en
export let locale = 'en'
/** The same as the browser has it: times are said otherwise in Britain than in America. */
let region = 'en'

export async function speak(language: string): Promise<void> {
  const file = others[language]
  words = file ? { ...en, ...((await (await fetch(file)).json()) as Words) } : en
  locale = language
  region = navigator.languages.find((tag) => tag.startsWith(language)) ?? language
  document.documentElement.lang = language
  document.documentElement.dir = isMirrored(language) ? 'rtl' : 'ltr'
}

export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => isolated(String(values[name] ?? whole)))
}

/** A name in Latin letters must not turn an Arabic sentence around. */
const isolated = (value: string) => (document.documentElement.dir === 'rtl' ? `\u2068${value}\u2069` : value)

const unit = (value: number, name: string) =>
  new Intl.NumberFormat(region, { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 0 }).format(
    value,
  )

/** "4 minutes", "2 hours": never finer than a minute. */
export function duration(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60))
  return minutes < 90 ? unit(minutes, 'minute') : unit(Math.round(minutes / 60), 'hour')
}

/** "212 kB", "1.2 MB". */
export function bytes(size: number): string {
  const [value, name] = size < 1e6 ? [Math.max(1, size / 1e3), 'kilobyte'] : [size / 1e6, 'megabyte']
  const digits = value < 10 ? 1 : 0
  return new Intl.NumberFormat(region, { style: 'unit', unit: name, maximumFractionDigits: digits }).format(value)
}

const format = (time: string | Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(region, options).format(new Date(time))

/** "14:06" */
export const clock = (time: string): string => format(time, { hour: 'numeric', minute: '2-digit' })

/** As the beginning of a line. */
export const capital = (word: string): string => word.charAt(0).toLocaleUpperCase(locale) + word.slice(1)

/** "today", "yesterday", "Friday", "3 March", as they stand in a sentence. */
export function day(time: string, now = new Date()): string {
  const midnight = (date: Date) => new Date(date).setHours(0, 0, 0, 0)
  const days = Math.round((midnight(new Date(time)) - midnight(now)) / 86_400_000)
  if (days >= -1 && days <= 1) return new Intl.RelativeTimeFormat(region, { numeric: 'auto' }).format(days, 'day')
  if (Math.abs(days) < 7) return format(time, { weekday: 'long' })
  return format(time, { day: 'numeric', month: 'long', ...(Math.abs(days) > 300 && { year: 'numeric' }) })
}
