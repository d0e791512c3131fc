/** Why something was not done: in the agent's language where the hub gave a code, else in the hub's own words. */
import type { Failure } from '@/api/types';
import { t } from '@/texts';

/** A newer hub may have codes that this page has no words for. */
export function whyOf(failure: Failure | null | undefined, inEnglish: string): string {
  return (failure && (t.cause as Partial<typeof t.cause>)[failure.cause]) ?? inEnglish;
}
