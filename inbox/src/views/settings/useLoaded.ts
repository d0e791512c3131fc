/** Something asked for when a page opens, with its failure and a way to ask again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';

export interface Loaded<Value> {
  value: Value | null;
  problem: Problem | null;
  set: (value: Value) => void;
  again: () => void;
}

/**
 * `ask` has to be the same function at every render. When `known` is another than before, somebody changed something:
 * it is asked for again, and what is shown stays where the answer does not come.
 */
export function useLoaded<Value>(ask: () => Promise<Value>, known?: unknown): Loaded<Value> {
  const [value, set] = useState<Value | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const again = useCallback(() => {
    setProblem(null);
    ask().then(set, (error: unknown) => setProblem(asProblem(error)));
  }, [ask]);
  useEffect(again, [again]);
  const seen = useRef(known);
  useEffect(() => {
    if (seen.current === known) return;
    seen.current = known;
    ask().then(
      // of two that are under way the later one knows more
      (found) => seen.current === known && [set(found), setProblem(null)],
      () => {},
    );
  }, [known, ask]);
  return { value, problem, set, again };
}
