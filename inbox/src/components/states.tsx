/** Empty, failed and loading: what is true, then what to do next; nothing at all for the first 300 ms. */
import { RotateCw, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '@/api/problem';
import { t } from '@/texts';
import { Btn } from './buttons';
import { copyText } from './copy';
import { Icon } from './glyphs';

interface EmptyProps {
  glyph?: ReactNode;
  tone?: 'accent' | 'bad' | 'plain';
  title: string;
  text?: string;
  children?: ReactNode;
}

export function Empty({ glyph, tone = 'accent', title, text, children }: EmptyProps) {
  return (
    <div className="empty">
      {glyph && <span className={`empty-glyph ${tone}`}>{glyph}</span>}
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}

interface FailedProps {
  title: string;
  text: string;
  problem: Problem | null;
  onRetry: () => void;
}

export function Failed({ title, text, problem, onRetry }: FailedProps) {
  return (
    <Empty glyph={<Icon of={TriangleAlert} size={22} />} tone="bad" title={title} text={text}>
      <div className="acts">
        <Btn weight="main" onPress={onRetry}>
          <Icon of={RotateCw} size={15} />
          {t.app.retry}
        </Btn>
      </div>
      {problem?.reference && <Reference text={problem.reference} />}
    </Empty>
  );
}

function Reference({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <span className="reference">
      {t.app.reference} <span className="mono">{text}</span>{' '}
      <button type="button" className="link" onClick={() => void copyText(text).then(setCopied)}>
        {copied ? t.app.copied : t.app.copy}
      </button>
    </span>
  );
}

/** True once the wait has become noticeable. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && slow;
}

/** Grey shapes of the final size. */
export function Bone({
  width,
  height = 10,
  round = false,
}: {
  width: number | string;
  height?: number;
  round?: boolean;
}) {
  return <span className={`bone ${round ? 'round' : ''}`} style={{ inlineSize: width, blockSize: height }} />;
}
