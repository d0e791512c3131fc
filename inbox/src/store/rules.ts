/** What this agent wants to be called for, how, and when not; the hub keeps it for all of their screens. */
import { create } from 'zustand';
import { notificationRules } from '@/api/hub';
import type { NotificationRules, Occasion, QuietHours } from '@/api/types';

export const useRules = create<{ rules: NotificationRules | null }>(() => ({ rules: null }));

/** The last choice, until the hub has it. Nothing that it says meanwhile is newer. */
let chosen: NotificationRules | null = null;
let keeping: Promise<void> | null = null;

export async function loadRules(): Promise<void> {
  const rules = await notificationRules.get().catch(() => null);
  if (rules && !chosen) useRules.setState({ rules });
}

/** Holds at once. One choice after the other goes to the hub, so that none is overtaken by the one before it. */
export function keepRules(rules: NotificationRules): Promise<void> {
  chosen = rules;
  useRules.setState({ rules });
  keeping ??= keepChosen().finally(() => {
    chosen = keeping = null;
  });
  return keeping;
}

async function keepChosen(): Promise<void> {
  for (let last = null; chosen && chosen !== last; ) {
    last = chosen;
    await notificationRules.change(last);
  }
}

/** Told by the hub; what is empty is left out on the way. */
export function heardRules({ occasions, quiet_hours }: Partial<NotificationRules>): void {
  if (occasions && !chosen) useRules.setState({ rules: { occasions, quiet_hours: quiet_hours ?? null } });
}

/** How to call for this now. As long as the rules are not known, for everything but colleagues' conversations. */
export function waysOf(occasion: Occasion, now = Date.now()): { browser: boolean; sound: boolean } {
  const { rules } = useRules.getState();
  if (rules?.quiet_hours && isQuiet(rules.quiet_hours, now)) return { browser: false, sound: false };
  const usual = occasion !== 'team';
  return rules?.occasions[occasion] ?? { browser: usual, sound: usual };
}

/** The end may be on the day after. */
export function isQuiet({ begin, end, time_zone: timeZone }: QuietHours, now: number): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
  return begin < end ? begin <= clock && clock < end : begin <= clock || clock < end;
}
