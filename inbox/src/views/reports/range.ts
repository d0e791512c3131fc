/** Days as a calendar has them, in a time zone. */

export type Range = 'today' | 'week' | 'month' | 'quarter' | 'own';

export const RANGES: readonly Range[] = ['today', 'week', 'month', 'quarter', 'own'];

const LENGTHS = { today: 1, week: 7, month: 30, quarter: 90 } as const;

export interface Days {
  first: string;
  last: string;
}

/** "2026-03-29": today where that clock stands. */
export const today = (zone: string | undefined, now = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);

/** Another day of the calendar, whatever the clocks do between. */
function daysLater(day: string, count: number): string {
  const then = new Date(`${day}T00:00:00Z`);
  then.setUTCDate(then.getUTCDate() + count);
  return then.toISOString().slice(0, 10);
}

/** The days of a range that ends today. */
export function daysOf(range: Exclude<Range, 'own'>, zone: string | undefined, now = Date.now()): Days {
  const last = today(zone, now);
  return { first: daysLater(last, 1 - LENGTHS[range]), last };
}

export const myZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
