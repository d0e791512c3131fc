/** Times as people say them; the exact time is always one hover away. */
import { t } from '@/texts';
import { region } from '@/texts/language';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A way to write times. Making one is slow and rows are many: it is made once for each language. */
function written(options: Intl.DateTimeFormatOptions): { format: (at: number | Date) => string } {
  let made: { region: string; format: Intl.DateTimeFormat } | null = null;
  const current = () => {
    if (made?.region !== region) made = { region, format: new Intl.DateTimeFormat(region, options) };
    return made.format;
  };
  return { format: (at) => current().format(at) };
}

const clock = written({ hour: '2-digit', minute: '2-digit' });
const weekday = written({ weekday: 'short' });
const longDay = written({ weekday: 'long', day: 'numeric', month: 'long' });
const dayMonth = written({ day: 'numeric', month: 'short' });
const withYear = written({ day: 'numeric', month: 'short', year: 'numeric' });
const exact = written({ dateStyle: 'full', timeStyle: 'short' });

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Whole days between two times as the calendar counts them. */
const daysBetween = (from: number, to: number) => Math.round((midnight(to) - midnight(from)) / (24 * HOUR));

export const clockTime = (at: string | number) => clock.format(new Date(at));

export const exactTime = (at: string | number) => exact.format(new Date(at));

/** "now", "9 min", "3 h", "Yesterday", "Fri", "12 Jun". */
export function shortTime(at: string | number, now: number): string {
  const then = new Date(at).getTime();
  const age = now - then;
  if (age < MINUTE) return t.time.now;
  if (age < HOUR) return t.time.minutes(Math.floor(age / MINUTE));
  const days = daysBetween(then, now);
  if (days === 0) return t.time.hours(Math.floor(age / HOUR));
  if (days === 1) return t.time.yesterday;
  if (days < 7) return weekday.format(then);
  return shortDate(at, now);
}

/** The same within a sentence: "just now", "9 min ago". */
export function agoTime(at: string | number, now: number): string {
  const short = shortTime(at, now);
  if (short === t.time.now) return t.time.justNow;
  return daysBetween(new Date(at).getTime(), now) === 0 ? t.time.ago(short) : short;
}

export function shortDate(at: string | number, now: number): string {
  const then = new Date(at);
  return (then.getFullYear() === new Date(now).getFullYear() ? dayMonth : withYear).format(then);
}

/** How long something lasts already: "9 min", "3 h", "2 d". */
export function span(from: string, now: number): string {
  const age = Math.max(0, now - Date.parse(from));
  if (age < HOUR) return t.time.minutes(Math.max(1, Math.floor(age / MINUTE)));
  if (age < 48 * HOUR) return t.time.hours(Math.floor(age / HOUR));
  return t.time.days(Math.floor(age / (24 * HOUR)));
}

/** The heading of a day in a thread. */
export function dayName(at: string, now: number): string {
  const then = Date.parse(at);
  const days = daysBetween(then, now);
  if (days === 0) return t.time.today;
  if (days === 1) return t.time.yesterday;
  if (days < 7) return longDay.format(then);
  return withYear.format(then);
}

/** When something will be: "16:00", "Tomorrow 09:00", "Mon 09:00", "3 Sep". */
export function soonTime(at: string, now: number): string {
  const then = Date.parse(at);
  const days = daysBetween(now, then);
  if (days <= 0) return clock.format(then);
  if (days === 1) return `${t.time.tomorrow} ${clock.format(then)}`;
  if (days < 7) return `${weekday.format(then)} ${clock.format(then)}`;
  return shortDate(at, now);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

export function fileSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const maximumFractionDigits = size < 10 && unit > 1 ? 1 : 0;
  return new Intl.NumberFormat(region, { style: 'unit', unit: UNITS[unit], maximumFractionDigits }).format(size);
}
