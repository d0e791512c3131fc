/** A week of hours: the stronger a field, the more begins then. */
import type { Report } from '@/api/types';
import { weekdayText } from './numbers';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export const startedAt = (hours: Report['hours'], weekday: number, hour: number): number =>
  hours.find((one) => one.weekday === weekday && one.hour === hour)?.started ?? 0;

export const hourText = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

export function HeatMap({ hours }: { hours: Report['hours'] }) {
  const most = Math.max(1, ...hours.map(({ started }) => started));
  return (
    <div className="heat">
      {WEEKDAYS.map((weekday) => (
        <div key={weekday} className="heat-row">
          <small>{weekdayText(weekday)}</small>
          {HOURS.map((hour) => {
            const started = startedAt(hours, weekday, hour);
            return (
              <span
                key={hour}
                className="heat-field"
                title={`${weekdayText(weekday)} ${hourText(hour)}: ${started}`}
                style={{ '--heat': `${Math.round((100 * started) / most)}%` } as React.CSSProperties}
              />
            );
          })}
        </div>
      ))}
      <div className="heat-row">
        <small />
        {HOURS.map((hour) => (
          <small key={hour} className="num">
            {hour % 6 === 0 ? hour : ''}
          </small>
        ))}
      </div>
    </div>
  );
}
