/** One try at a time, and what went wrong with the last one. */
import { useState } from 'react';
import { Problem } from '@/api/problem';
import { t } from '@/texts';

export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (deed: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await deed();
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, 'internal', t.app.failed));
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, problem };
}
