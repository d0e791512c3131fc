/** A page's content once it has come: until then its rows in grey, or why they did not come and a way on. */
import type { ReactNode } from 'react';
import { Bone, Failed, useSlow } from '@/components/states';
import { s } from '@/texts/settings';
import type { Loaded } from './useLoaded';

interface AwaitedProps<Value> {
  loaded: Loaded<Value>;
  children: (value: Value) => ReactNode;
}

export function Awaited<Value>({ loaded: { value, problem, again }, children }: AwaitedProps<Value>) {
  const slow = useSlow(value === null && problem === null);
  if (problem) return <Failed title={s.failed} text={s.failedMore} problem={problem} onRetry={again} />;
  if (value !== null) return children(value);
  return slow ? <GreyRows /> : null;
}

const WIDTHS = [180, 140, 210, 160] as const;

function GreyRows() {
  return (
    <div className="rows" aria-busy="true">
      {WIDTHS.map((width, index) => (
        <div key={width} className="table-row grey" style={{ opacity: 1 - index * 0.22 }}>
          <Bone width={32} height={32} round />
          <span className="grow">
            <Bone width={width} />
            <Bone width={width * 0.7} />
          </span>
        </div>
      ))}
    </div>
  );
}
