/** Something asked for when a page opens, with its failure and a way to ask again. */
import { useCallback, useEffect, useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';

export interface Loaded<Value> {
  value: Value | null;
  problem: Problem | null;
  set: (value: Value) => void;
  again: () => void;
}

/** `ask` has to be the same function at every render. */
export function useLoaded<Value>(ask: () => Promise<Value>): Loaded<Value> {
  const [value, set] = useState<Value | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const again = useCallback(() => {
    setProblem(null);
    ask().then(set, (error: unknown) => setProblem(asProblem(error)));
  }, [ask]);
  useEffect(again, [again]);
  return { value, problem, set, again };
}
