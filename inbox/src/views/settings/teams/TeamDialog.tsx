/** A team's name, its members, and how it gives its conversations out. */
import { useState } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { Team } from '@/api/types';
import { Field, Toggle } from '@/components/fields';
import { loadTeams, usePeople } from '@/store/people';
import { s } from '@/texts/settings';
import { teams } from '../api';
import { FormDialog } from '../FormDialog';
import { blankHours, HoursForm } from '../hours/HoursForm';

/** As in hub/model/auth.py. */
const MOST_OPEN = 1000;
const MOST_MINUTES = 1440;

const fits = (text: string, most: number) =>
  text === '' || (/^\d{1,4}$/u.test(text) && Number(text) >= 1 && Number(text) <= most);
const numberIn = (text: string) => (text === '' ? null : Number(text));

export function TeamDialog({ team, onClose }: { team?: Team; onClose: () => void }) {
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<string[]>(team?.members ?? []);
  const [auto, setAuto] = useState(team?.auto_assign ?? false);
  const [capacity, setCapacity] = useState(team?.capacity?.toString() ?? '');
  const [hours, setHours] = useState(team?.hours ?? null);
  const [giveBack, setGiveBack] = useState(team?.give_back_minutes?.toString() ?? '');
  const bound = capacity.trim();
  const minutes = giveBack.trim();
  const send = async () => {
    const wish = {
      name: name.trim(),
      members,
      auto_assign: auto,
      capacity: numberIn(bound),
      give_back_minutes: numberIn(minutes),
      hours,
    };
    await (team ? teams.change(team.id, wish) : teams.create(wish));
    await loadTeams();
    onClose();
  };
  return (
    <FormDialog
      title={team ? s.teams.changeTitle : s.teams.createTitle}
      deed={team ? s.teams.changeDeed : s.teams.createDeed}
      ready={name.trim() !== '' && fits(bound, MOST_OPEN) && fits(minutes, MOST_MINUTES)}
      onSend={send}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.teams.name}
            value={name}
            onChange={setName}
            maxLength={200}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <Members chosen={members} onChange={setMembers} />
          <Toggle label={s.teams.auto} more={s.teams.autoMore} on={auto} onChange={setAuto} />
          {auto && (
            <>
              <Field
                label={s.teams.capacity}
                help={s.teams.capacityHelp}
                value={capacity}
                onChange={setCapacity}
                inputMode="numeric"
                wrong={fits(bound, MOST_OPEN) ? undefined : s.teams.capacityWrong}
              />
              <Field
                label={s.teams.giveBack}
                help={s.teams.giveBackHelp}
                value={giveBack}
                onChange={setGiveBack}
                inputMode="numeric"
                wrong={fits(minutes, MOST_MINUTES) ? undefined : s.teams.giveBackWrong}
              />
            </>
          )}
          <Toggle
            label={s.hours.own}
            more={s.hours.ownMore}
            on={hours !== null}
            onChange={(on) => setHours(on ? blankHours() : null)}
          />
          {hours && <HoursForm hours={hours} onChange={setHours} />}
        </>
      )}
    </FormDialog>
  );
}

/** Who was switched off stays where they were, and is not offered anew. */
function Members({ chosen, onChange }: { chosen: string[]; onChange: (members: string[]) => void }) {
  const users = usePeople((state) => state.users).filter((user) => user.is_active || chosen.includes(user.id));
  return (
    <CheckboxGroup value={chosen} onChange={onChange}>
      <Label className="label">{s.teams.members}</Label>
      <div className="rights members">
        {users.map((user) => (
          <Checkbox key={user.id} value={user.id} className="check-line">
            <span className="check" />
            <span className="cut">{user.name}</span>
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}
