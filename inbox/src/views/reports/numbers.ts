/** Numbers as they are read: counts, scores, how long something took. */

import { region } from '@/texts/language';

/** Nothing to measure. */
export const NONE = '–';

export const scoreText = (value: number): string =>
  new Intl.NumberFormat(region, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

export const percent = (part: number, whole: number): string =>
  new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 0 }).format(whole ? part / whole : 0);

const unit = (value: number, name: string) =>
  new Intl.NumberFormat(region, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(value);

const two = (big: number, bigName: string, small: number, smallName: string) =>
  small > 0 ? `${unit(big, bigName)} ${unit(small, smallName)}` : unit(big, bigName);

/** "40s", "12m", "3h 20m", "2d 4h": never finer than anybody would act on. */
export function lasted(seconds: number): string {
  if (seconds < 60) return unit(Math.round(seconds), 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return unit(minutes, 'minute');
  if (minutes < 48 * 60) return two(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute');
  const hours = Math.round(minutes / 60);
  return two(Math.floor(hours / 24), 'day', hours % 24, 'hour');
}

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** "Wed 4 Mar" */
export const dayText = (day: string): string =>
  new Intl.DateTimeFormat(region, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(
    noon(day),
  );

/** "4 Mar" */
export const shortDay = (day: string): string =>
  new Intl.DateTimeFormat(region, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(noon(day));

/** 1 is Monday. */
export const weekdayText = (weekday: number): string =>
  new Intl.DateTimeFormat(region, { timeZone: 'UTC', weekday: 'short' }).format(Date.UTC(2024, 0, weekday));
