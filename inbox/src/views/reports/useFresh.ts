/** Numbers that are asked for again: what is shown stays until the next has come, so that nothing jumps or blinks. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';

interface Fresh<Value> {
  value: Value | null;
  problem: Problem | null;
  again: () => void;
}

/** Asks whenever `ask` is another function, and every so many milliseconds while somebody looks. */
export function useFresh<Value>(ask: () => Promise<Value>, every: number): Fresh<Value> {
  const [value, set] = useState<Value | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(0);
  const again = useCallback(() => {
    latest.current += 1;
    const mine = latest.current;
    const ifLatest = (deed: () => void) => mine === latest.current && deed();
    ask().then(
      (found) =>
        ifLatest(() => {
          set(found);
          setProblem(null);
        }),
      (error: unknown) => ifLatest(() => setProblem(asProblem(error))),
    );
  }, [ask]);
  useEffect(() => {
    again();
    const timer = setInterval(() => document.hidden || again(), every);
    return () => {
      latest.current += 1;
      clearInterval(timer);
    };
  }, [again, every]);
  return { value, problem, again };
}
