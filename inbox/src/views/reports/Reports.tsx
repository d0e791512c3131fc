/** The dashboard: what waits now, and what a range of days was like. */
import '@/styles/reports.css';
import { ChartColumn } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { Channel, Report } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Bone, Empty, Failed, useSlow } from '@/components/states';
import { go } from '@/store/route';
import { may, seesAll, useSession, uses } from '@/store/session';
import { store, stored } from '@/store/stored';
import { t } from '@/texts';
import { number } from '@/texts/language';
import { r } from '@/texts/reports';
import { reports, type Wish } from './api';
import { Breakdown } from './Breakdown';
import { Chart } from './Chart';
import { Columns } from './Columns';
import { type Chosen, Filters } from './Filters';
import { HeatMap, HOURS, hourText, startedAt, WEEKDAYS } from './HeatMap';
import { dayText, shortDay, weekdayText } from './numbers';
import { Ratings } from './Ratings';
import { daysOf, myZone } from './range';
import { Tiles } from './Tiles';
import { Totals } from './Totals';
import { useFresh } from './useFresh';

/** What is over changes slowly; while older conversations are being counted it is asked for sooner. */
const EVERY = 60_000;
const BEHIND = 2_000;

const usual = (): Chosen => ({
  range: 'week',
  ...daysOf('week', undefined),
  channel: null,
  team_id: null,
  agent_id: null,
  teamZone: false,
});

export default function Reports() {
  const [chosen, setChosen] = useState<Chosen>(() => ({ ...usual(), ...stored<Partial<Chosen>>('report', {}) }));
  const change = (wish: Partial<Chosen>) => {
    const next = { ...chosen, ...wish };
    setChosen(next);
    store('report', next);
  };
  const now = useSession(() => uses('dashboard'));
  const past = useSession(() => uses('reports'));
  if (!may('reports.read'))
    return <Empty glyph={<Icon of={ChartColumn} size={22} />} tone="plain" title={r.notYours} text={r.notYoursMore} />;
  return (
    <div className="reports">
      <div className="bar settings-bar">
        <h1 className="settings-title">{r.title}</h1>
      </div>
      <div className="page-scroll">
        {!seesAll() && (now || past) && <p className="f3">{r.ofAll}</p>}
        {now && <Tiles which={chosen} />}
        {past ? (
          <>
            <Filters chosen={chosen} change={change} />
            <Days chosen={chosen} change={change} />
          </>
        ) : (
          <Off alone={!now} />
        )}
      </div>
    </div>
  );
}

/** What stands here is switched off: who can turn it on, and where. */
function Off({ alone }: { alone: boolean }) {
  return (
    <Empty
      glyph={<Icon of={ChartColumn} size={22} />}
      tone="plain"
      title={alone ? r.dashboardOff : r.reportsOff}
      text={may('features.manage') ? r.offMore : r.offAsk}
    >
      {may('features.manage') && (
        <div className="acts">
          <Btn weight="main" onPress={() => go('#/settings/features')}>
            {r.offDeed}
          </Btn>
        </div>
      )}
    </Empty>
  );
}

function useWish({ range, first, last, channel, team_id, agent_id, teamZone }: Chosen): Wish {
  const days = range === 'own' ? { first, last } : daysOf(range, undefined);
  return useMemo(
    () => ({
      first: days.first,
      last: days.last,
      channel,
      team_id,
      agent_id,
      time_zone: teamZone ? null : myZone(),
    }),
    [days.first, days.last, channel, team_id, agent_id, teamZone],
  );
}

function Days({ chosen, change }: { chosen: Chosen; change: (wish: Partial<Chosen>) => void }) {
  const wish = useWish(chosen);
  const [behind, setBehind] = useState(false);
  const ask = useCallback(async () => {
    const report = await reports.conversations(wish);
    setBehind(report.is_behind);
    return report;
  }, [wish]);
  const { value: report, problem, again } = useFresh(ask, behind ? BEHIND : EVERY);
  const slow = useSlow(report === null && problem === null);
  if (problem && !report) return <Failed title={r.failed} text={r.failedMore} problem={problem} onRetry={again} />;
  if (!report) return slow ? <Grey /> : null;
  const { figures } = report;
  return (
    <>
      {report.is_behind && (
        <p className="report-line" role="status">
          {r.behind}
        </p>
      )}
      <Totals figures={figures} before={report.before} />
      {figures.started + figures.responded + figures.resolved === 0 ? (
        <Empty glyph={<Icon of={ChartColumn} size={22} />} tone="plain" title={r.empty} text={r.emptyMore}>
          <div className="acts">
            <Btn weight="main" onPress={() => change({ range: 'quarter' })}>
              {r.emptyDeed}
            </Btn>
          </div>
        </Empty>
      ) : (
        <Charts report={report} wish={wish} />
      )}
    </>
  );
}

const CHANNELS: readonly Channel[] = ['widget', 'email', 'whatsapp', 'phone'];

function Charts({ report, wish }: { report: Report; wish: Wish }) {
  const { days, hours, figures, first, last } = report;
  const rated = figures.scores.map((value, index) => ({ score: index + 1, value })).reverse();
  return (
    <div className="charts">
      <Chart
        wide
        title={r.volume}
        name={`volume-${first}-${last}`}
        heads={[r.day, ...CHANNELS.map((channel) => t.channel[channel]), r.started, r.resolved]}
        rows={days.map((day) => [day.day, ...CHANNELS.map((channel) => day[channel]), day.started, day.resolved])}
        legend={<Legend />}
      >
        <Columns
          columns={days.map((day) => ({
            key: day.day,
            name: shortDay(day.day),
            title: `${dayText(day.day)}: ${number(day.started)}`,
            parts: CHANNELS.map((channel) => ({ kind: channel, value: day[channel] })),
          }))}
        />
      </Chart>
      <Chart
        title={r.hours}
        name={`hours-${first}-${last}`}
        heads={[r.hour, ...WEEKDAYS.map(weekdayText)]}
        rows={HOURS.map((hour) => [hourText(hour), ...WEEKDAYS.map((weekday) => startedAt(hours, weekday, hour))])}
      >
        <HeatMap hours={hours} />
      </Chart>
      <Chart
        title={r.scores}
        name={`satisfaction-${first}-${last}`}
        heads={[r.score, r.count]}
        rows={rated.map(({ score, value }) => [String(score), value])}
      >
        <div className="scores">
          {rated.map(({ score, value }) => (
            <div key={score}>
              <span className="num">{score}</span>
              <span className="scores-bar">
                <span style={{ inlineSize: `${(100 * value) / Math.max(1, figures.rated)}%` }} />
              </span>
              <span className="num f3">{number(value)}</span>
            </div>
          ))}
        </div>
      </Chart>
      <Breakdown wish={wish} every={EVERY} />
      <Ratings wish={wish} every={EVERY} />
    </div>
  );
}

function Legend() {
  return (
    <span className="legend">
      {CHANNELS.map((channel) => (
        <span key={channel}>
          <i className={`bar-${channel}`} />
          {t.channel[channel]}
        </span>
      ))}
    </span>
  );
}

function Grey() {
  return (
    <div className="totals" aria-busy="true">
      {[120, 90, 110, 90, 100].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes that never move
        <div key={index} className="total">
          <Bone width={width} />
          <Bone width={70} height={22} />
        </div>
      ))}
    </div>
  );
}
