/** What I am called for, by a notification or a sound, and when not at all; kept at once, for all of my screens. */
import { useEffect } from 'react';
import { Checkbox } from 'react-aria-components';
import { asProblem } from '@/api/problem';
import type { NotificationRules, Occasion } from '@/api/types';
import { Toggle } from '@/components/fields';
import { keepRules, loadRules, useRules } from '@/store/rules';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';

const OCCASIONS: readonly Occasion[] = ['assigned', 'mentioned', 'mine', 'unassigned', 'team'];
const WAYS = ['browser', 'sound', 'email'] as const;

async function keep(rules: NotificationRules): Promise<void> {
  try {
    await keepRules(rules);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
    await loadRules();
  }
}

export function RulesForm() {
  const rules = useRules((state) => state.rules);
  useEffect(() => void loadRules(), []);
  if (!rules) return null;
  return (
    <div className="group stack">
      <h2 className="group-title">{s.rules.title}</h2>
      <table className="rules">
        <thead>
          <tr>
            <th scope="col">{s.rules.occasion}</th>
            {WAYS.map((way) => (
              <th key={way} scope="col">
                {s.rules.way[way]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {OCCASIONS.map((occasion) => (
            <Line key={occasion} rules={rules} occasion={occasion} />
          ))}
        </tbody>
      </table>
      <p className="help">{s.rules.emailMore}</p>
      <Quiet rules={rules} />
    </div>
  );
}

function Line({ rules, occasion }: { rules: NotificationRules; occasion: Occasion }) {
  const ways = rules.occasions[occasion] ?? { browser: false, sound: false, email: false };
  const put = (way: (typeof WAYS)[number], on: boolean) =>
    void keep({ ...rules, occasions: { ...rules.occasions, [occasion]: { ...ways, [way]: on } } });
  return (
    <tr>
      <th scope="row">{s.rules.on[occasion]}</th>
      {WAYS.map((way) => (
        <td key={way}>
          <Checkbox
            className="check-line"
            aria-label={`${s.rules.on[occasion]}: ${s.rules.way[way]}`}
            isSelected={ways[way]}
            onChange={(on) => put(way, on)}
          >
            <span className="check" />
          </Checkbox>
        </td>
      ))}
    </tr>
  );
}

function Quiet({ rules }: { rules: NotificationRules }) {
  const quiet = rules.quiet_hours;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const put = (change: Partial<NonNullable<typeof quiet>>) => {
    const wanted = quiet && { ...quiet, ...change };
    if (wanted && wanted.begin !== wanted.end) void keep({ ...rules, quiet_hours: wanted });
  };
  return (
    <div>
      <Toggle
        label={s.rules.quiet}
        more={quiet ? s.rules.quietMore(quiet.time_zone) : s.rules.quietMore(timeZone)}
        on={quiet !== null}
        onChange={(on) =>
          void keep({ ...rules, quiet_hours: on ? { begin: '22:00', end: '07:00', time_zone: timeZone } : null })
        }
      />
      {quiet && (
        <div className="hours-span quiet">
          <input
            type="time"
            className="field num"
            aria-label={s.rules.quietFrom}
            value={quiet.begin}
            onChange={(event) => event.target.value && put({ begin: event.target.value })}
          />
          –
          <input
            type="time"
            className="field num"
            aria-label={s.rules.quietUntil}
            value={quiet.end}
            onChange={(event) => event.target.value && put({ end: event.target.value })}
          />
        </div>
      )}
    </div>
  );
}
