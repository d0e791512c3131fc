/** When my next working day begins, by the hours of my team or of the business. */
import { create } from 'zustand';
import { workingHours } from '@/api/hub';

export const useHours = create<{ nextDay: string | null; changes: number }>(() => ({ nextDay: null, changes: 0 }));

export async function loadHours(): Promise<void> {
  const found = await workingHours.get().catch(() => null);
  if (found) useHours.setState(({ changes }) => ({ nextDay: found.next_day_at, changes: changes + 1 }));
}

/** Once it has begun there is another one. */
export function nextWorkingDay(now: number): string | null {
  const { nextDay } = useHours.getState();
  if (nextDay && Date.parse(nextDay) <= now) {
    void loadHours();
    return null;
  }
  return nextDay;
}
