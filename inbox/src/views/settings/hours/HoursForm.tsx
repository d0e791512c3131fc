/** A time zone, a week of spans and the days that are exceptions; for the business and for a team. */
import { Plus, X } from 'lucide-react';
import type { Hours, Weekday } from '@/api/types';
import { Btn, IconBtn } from '@/components/buttons';
import { Select, Toggle } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { region } from '@/texts/language';
import { s } from '@/texts/settings';

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const OFFICE = Object.fromEntries(
  WEEKDAYS.map((day, place) => [day, place < 5 ? [['09:00', '17:00']] : []]),
) as Hours['week'];
type Span = [string, string];

/** 2024 began on a Monday. */
const nameOf = (place: number) =>
  new Intl.DateTimeFormat(region, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, place + 1));

/** What somebody begins with: their own clock, always open. */
export const blankHours = (): Hours => ({
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: {},
  holidays: [],
});

interface HoursFormProps {
  hours: Hours;
  onChange: (hours: Hours) => void;
  isDisabled?: boolean;
}

export function HoursForm({ hours, onChange, isDisabled = false }: HoursFormProps) {
  const always = Object.keys(hours.week).length === 0;
  const zones = [...new Set([hours.time_zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return (
    <fieldset className="hours stack" disabled={isDisabled}>
      <Select
        label={s.hours.zone}
        value={hours.time_zone}
        options={zones.map((name) => ({ value: name, text: name }))}
        onChange={(time_zone) => onChange({ ...hours, time_zone })}
      />
      <Toggle
        label={s.hours.always}
        on={always}
        isDisabled={isDisabled}
        onChange={(on) => onChange({ ...hours, week: on ? {} : OFFICE })}
      />
      {!always && (
        <div className="hours-week">
          {WEEKDAYS.map((day, place) => (
            <Day
              key={day}
              name={nameOf(place)}
              spans={(hours.week[day] ?? []) as Span[]}
              onChange={(spans) => onChange({ ...hours, week: { ...hours.week, [day]: spans } })}
            />
          ))}
        </div>
      )}
      <Holidays hours={hours} onChange={onChange} />
    </fieldset>
  );
}

function Day({ name, spans, onChange }: { name: string; spans: Span[]; onChange: (spans: Span[]) => void }) {
  const put = (place: number, span: Span) => onChange(spans.map((one, at) => (at === place ? span : one)));
  const next: Span = spans.length > 0 ? ['18:00', '20:00'] : ['09:00', '17:00'];
  return (
    <div className="hours-day">
      <span className="med">{name}</span>
      <span className="hours-spans">
        {spans.length === 0 && <span className="f3">{s.hours.closed}</span>}
        {spans.map(([from, to], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span has no other name than its place
          <span key={place} className="hours-span">
            <Clock label={s.hours.from(name)} value={from} onChange={(clock) => put(place, [clock, to])} />–
            <Clock
              label={s.hours.until(name)}
              value={to === '24:00' ? '00:00' : to}
              onChange={(clock) => put(place, [from, clock === '00:00' ? '24:00' : clock])}
            />
            <IconBtn
              icon={X}
              size={14}
              label={s.hours.dropSpan(name)}
              onPress={() => onChange(spans.filter((_, at) => at !== place))}
            />
          </span>
        ))}
      </span>
      <IconBtn icon={Plus} size={14} label={s.hours.addSpan(name)} onPress={() => onChange([...spans, next])} />
    </div>
  );
}

function Clock({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      type="time"
      className="field num"
      aria-label={label}
      required
      value={value}
      onChange={(event) => event.target.value && onChange(event.target.value)}
    />
  );
}

function Holidays({ hours, onChange }: Omit<HoursFormProps, 'isDisabled'>) {
  const { holidays } = hours;
  const put = (place: number, change: Partial<(typeof holidays)[number]>) =>
    onChange({ ...hours, holidays: holidays.map((one, at) => (at === place ? { ...one, ...change } : one)) });
  const fresh = { date: new Date().toISOString().slice(0, 10), name: '' };
  return (
    <div>
      <span className="label">{s.hours.holidays}</span>
      {holidays.map((holiday, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: it has no other name than its place
        <div key={place} className="hours-holiday">
          <input
            type="date"
            className="field num"
            aria-label={s.hours.date}
            required
            value={holiday.date}
            onChange={(event) => event.target.value && put(place, { date: event.target.value })}
          />
          <input
            className="field"
            aria-label={s.hours.holidayName}
            placeholder={s.hours.holidayName}
            required
            maxLength={200}
            value={holiday.name}
            onChange={(event) => put(place, { name: event.target.value })}
          />
          <IconBtn
            icon={X}
            size={14}
            label={s.hours.dropHoliday(holiday.name || holiday.date)}
            onPress={() => onChange({ ...hours, holidays: holidays.filter((_, at) => at !== place) })}
          />
        </div>
      ))}
      <Btn size="sm" onPress={() => onChange({ ...hours, holidays: [...holidays, fresh] })}>
        <Icon of={Plus} size={13} />
        {s.hours.addHoliday}
      </Btn>
    </div>
  );
}
