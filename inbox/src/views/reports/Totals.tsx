/** The range in five numbers, each beside the one of as many days before. */
import type { Figures } from '@/api/types';
import { number } from '@/texts/language';
import { r } from '@/texts/reports';
import { lasted, NONE, percent, scoreText } from './numbers';

interface TotalProps {
  name: string;
  value: string;
  before: string;
  more: string | null;
}

function Total({ name, value, before, more }: TotalProps) {
  return (
    <div className="total">
      <dt>{name}</dt>
      <dd>
        <b className="num">{value}</b>
        {before !== NONE && <span className="f3 num">{r.before(before)}</span>}
        {more && <span className="total-more num">{more}</span>}
      </dd>
    </div>
  );
}

const time = (seconds: number | null) => (seconds === null ? NONE : lasted(seconds));
const within = (seconds: number | null) => (seconds === null ? null : r.nine(lasted(seconds)));
const score = (average: number | null) => (average === null ? NONE : r.ofFive(scoreText(average)));

export function Totals({ figures, before }: { figures: Figures; before: Figures }) {
  const answered = r.answered(number(figures.rated), number(figures.asked), percent(figures.rated, figures.asked));
  return (
    <>
      <dl className="totals">
        <Total name={r.started} value={number(figures.started)} before={number(before.started)} more={null} />
        <Total
          name={r.firstResponse}
          value={time(figures.first_response_median)}
          before={time(before.first_response_median)}
          more={within(figures.first_response_p90)}
        />
        <Total
          name={r.resolved}
          value={number(figures.resolved)}
          before={number(before.resolved)}
          more={figures.reopened ? r.reopened(figures.reopened) : null}
        />
        <Total
          name={r.resolution}
          value={time(figures.resolution_median)}
          before={time(before.resolution_median)}
          more={within(figures.resolution_p90)}
        />
        <Total
          name={r.satisfaction}
          value={score(figures.average)}
          before={score(before.average)}
          more={figures.asked ? answered : r.notAsked}
        />
      </dl>
      <details className="measures">
        <summary>{r.measured}</summary>
        <ul>
          {Object.values(r.measures).map((measure) => (
            <li key={measure}>{measure}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
