/** The same numbers by agent, team or channel. */
import { Download } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Share } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { Segments } from '@/components/fields';
import { t } from '@/texts';
import { number } from '@/texts/language';
import { type ReportsTexts, r } from '@/texts/reports';
import { reports, type Wish } from './api';
import { Numbers } from './Chart';
import { type Cell, download } from './csv';
import { lasted, NONE, scoreText } from './numbers';
import { useFresh } from './useFresh';

type By = keyof ReportsTexts['bys'];

const options = () => (['agent', 'team', 'channel'] as const).map((value) => ({ value, text: r.bys[value] }));
const heads = () => [r.started, r.firstResponse, r.resolved, r.resolution, r.satisfaction];

function nameOf(part: Share, by: By): string {
  if (part.channel) return t.channel[part.channel];
  if (part.id === null) return by === 'team' ? r.noTeam : r.nobody;
  return part.name ?? (by === 'team' ? r.goneTeam : r.gone);
}

const time = (seconds: number | null) => (seconds === null ? NONE : lasted(seconds));

const cellsOf = (part: Share): string[] => [
  number(part.started),
  time(part.first_response_median),
  number(part.resolved),
  time(part.resolution_median),
  part.average === null ? NONE : `${scoreText(part.average)} (${number(part.rated)})`,
];

const fileRow = (part: Share, by: By): Cell[] => [
  nameOf(part, by),
  part.started,
  part.responded,
  part.first_response_median,
  part.first_response_p90,
  part.resolved,
  part.reopened,
  part.resolution_median,
  part.resolution_p90,
  part.asked,
  part.rated,
  part.average,
];

/** What programs call them: a file has room for what the screen has not. */
const FILE_HEADS = [
  'started',
  'responded',
  'first_response_median_seconds',
  'first_response_p90_seconds',
  'resolved',
  'reopened',
  'resolution_median_seconds',
  'resolution_p90_seconds',
  'asked',
  'rated',
  'average',
];

export function Breakdown({ wish, every }: { wish: Wish; every: number }) {
  const [by, setBy] = useState<By>('agent');
  const ask = useCallback(() => reports.breakdown(wish, by).then(({ parts }) => ({ by, parts })), [wish, by]);
  const { value } = useFresh(ask, every);
  const parts = value?.by === by ? value.parts : [];
  const file = () =>
    download(`${by}-${wish.first}-${wish.last}`, [[by, ...FILE_HEADS], ...parts.map((p) => fileRow(p, by))]);
  return (
    <section className="chart wide" aria-label={r.by}>
      <header>
        <h2>{r.by}</h2>
        <Segments label={r.by} value={by} options={options()} onChange={setBy} />
        <span className="grow" />
        <IconBtn icon={Download} label={r.csv} onPress={file} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too */}
      <div className="numbers-scroll" tabIndex={0}>
        <Numbers
          label={r.by}
          heads={[r.bys[by], ...heads()]}
          rows={parts.map((part) => [nameOf(part, by), ...cellsOf(part)])}
        />
      </div>
    </section>
  );
}
