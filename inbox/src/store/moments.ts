/** Moments that people name: tomorrow morning, this evening, next Monday. */

const hourOf = (now: number, days: number, hour: number) => {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour).toISOString();
};

export const inHours = (now: number, hours: number) => new Date(now + hours * 3_600_000).toISOString();

export const tomorrowMorning = (now: number) => hourOf(now, 1, 9);

/** Null where that is tomorrow. */
export function mondayMorning(now: number): string | null {
  const days = (8 - new Date(now).getDay()) % 7 || 7;
  return days === 1 ? null : hourOf(now, days, 9);
}

/** Null where it is too late for that. */
export function thisEvening(now: number): string | null {
  return new Date(now).getHours() < 17 ? hourOf(now, 0, 18) : null;
}
