/** Which days and which conversations are counted. */
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Channel } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Segments } from '@/components/fields';
import { ChannelGlyph, Icon } from '@/components/glyphs';
import { usePeople } from '@/store/people';
import { t } from '@/texts';
import { r } from '@/texts/reports';
import type { Which } from './api';
import { type Days, myZone, RANGES, type Range } from './range';

export interface Chosen extends Which, Days {
  range: Range;
  /** By the workspace's clock in place of this browser's. */
  teamZone: boolean;
}

interface FiltersProps {
  chosen: Chosen;
  change: (wish: Partial<Chosen>) => void;
}

interface PickProps {
  label: string;
  all: string;
  value: string | null;
  options: readonly { id: string; name: string; glyph?: ReactNode }[];
  onPick: (id: string | null) => void;
}

function Pick({ label, all, value, options, onPick }: PickProps) {
  const name = options.find(({ id }) => id === value)?.name ?? all;
  return (
    <Choices
      label={label}
      placement="bottom start"
      trigger={
        <Btn size="sm">
          <span className="cut">{name}</span>
          <Icon of={ChevronDown} size={13} />
        </Btn>
      }
    >
      <Choice name={all} chosen={value === null} onAction={() => onPick(null)}>
        {all}
      </Choice>
      {options.map((option) => (
        <Choice
          key={option.id}
          name={option.name}
          {...(option.glyph ? { glyph: option.glyph } : {})}
          chosen={value === option.id}
          onAction={() => onPick(option.id)}
        >
          {option.name}
        </Choice>
      ))}
    </Choices>
  );
}

const channels = () =>
  (Object.keys(t.channel) as Channel[]).map((id) => ({
    id,
    name: t.channel[id],
    glyph: <ChannelGlyph channel={id} />,
  }));
const TEAM_ZONE = 'team';

export function Filters({ chosen, change }: FiltersProps) {
  const { users, teams } = usePeople();
  return (
    <div className="report-filters">
      <Segments
        label={r.range}
        value={chosen.range}
        options={RANGES.map((value) => ({ value, text: r.ranges[value] }))}
        onChange={(range) => change({ range })}
      />
      {chosen.range === 'own' && <Own chosen={chosen} change={change} />}
      <Pick
        label={t.list.channel}
        all={r.anyChannel}
        value={chosen.channel}
        options={channels()}
        onPick={(channel) => change({ channel })}
      />
      {teams.length > 0 && (
        <Pick
          label={t.list.team}
          all={r.anyTeam}
          value={chosen.team_id}
          options={teams}
          onPick={(team_id) => change({ team_id })}
        />
      )}
      <Pick
        label={r.bys.agent}
        all={r.anyAgent}
        value={chosen.agent_id}
        options={users}
        onPick={(agent_id) => change({ agent_id })}
      />
      <Pick
        label={r.zone}
        all={r.myZone(myZone())}
        value={chosen.teamZone ? TEAM_ZONE : null}
        options={[{ id: TEAM_ZONE, name: r.teamZone }]}
        onPick={(zone) => change({ teamZone: zone === TEAM_ZONE })}
      />
    </div>
  );
}

function Own({ chosen, change }: FiltersProps) {
  const { first, last } = chosen;
  return (
    <span className="own-days">
      <label>
        {r.first}
        <input
          type="date"
          className="field"
          value={first}
          max={last}
          required
          onChange={({ target }) => target.validity.valid && change({ first: target.value })}
        />
      </label>
      <label>
        {r.last}
        <input
          type="date"
          className="field"
          value={last}
          min={first}
          required
          onChange={({ target }) => target.validity.valid && change({ last: target.value })}
        />
      </label>
    </span>
  );
}
