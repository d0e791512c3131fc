/** A team's name, its members, and how it gives its conversations out. */
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { Team } from '@/api/types';
import { Field, Toggle } from '@/components/fields';
import { loadTeams, usePeople } from '@/store/people';
import { s } from '@/texts/settings';
import { teams } from '../api';
import { FormDialog } from '../FormDialog';
import { blankHours, HoursForm } from '../hours/HoursForm';
import { useThere } from '../there';
import { namesOf, ticked, useDraft } from '../useDraft';

/** As in hub/model/auth.py. */
const MOST_OPEN = 1000;
const MOST_MINUTES = 1440;

const fits = (text: string, most: number) =>
  text === '' || (/^\d{1,4}$/u.test(text) && Number(text) >= 1 && Number(text) <= most);
const numberIn = (text: string) => (text === '' ? null : Number(text));

/** As it is typed. */
const editable = (team?: Team) => ({
  name: team?.name ?? '',
  members: ticked(team?.members ?? []),
  auto: team?.auto_assign ?? false,
  capacity: team?.capacity?.toString() ?? '',
  giveBack: team?.give_back_minutes?.toString() ?? '',
  hours: team?.hours ?? null,
});

export function TeamDialog({ team, onClose }: { team?: Team; onClose: () => void }) {
  const { draft, change, isOvertaken } = useDraft(editable(team));
  const there = useThere(team);
  const { name, auto, hours } = draft;
  const bound = draft.capacity.trim();
  const minutes = draft.giveBack.trim();
  const send = async () => {
    const wish = {
      name: name.trim(),
      members: namesOf(draft.members),
      auto_assign: auto,
      capacity: numberIn(bound),
      give_back_minutes: numberIn(minutes),
      hours,
    };
    await (there ? teams.change(there.id, wish, there.version) : teams.create(wish));
    await loadTeams();
    onClose();
  };
  return (
    <FormDialog
      title={team ? s.teams.changeTitle : s.teams.createTitle}
      deed={team ? s.teams.changeDeed : s.teams.createDeed}
      ready={name.trim() !== '' && fits(bound, MOST_OPEN) && fits(minutes, MOST_MINUTES)}
      onSend={send}
      reload={loadTeams}
      isOvertaken={isOvertaken}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.teams.name}
            value={name}
            onChange={(typed) => change({ name: typed })}
            maxLength={200}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <Members chosen={namesOf(draft.members)} onChange={(members) => change({ members: ticked(members) })} />
          <Toggle label={s.teams.auto} more={s.teams.autoMore} on={auto} onChange={(on) => change({ auto: on })} />
          {auto && (
            <>
              <Field
                label={s.teams.capacity}
                help={s.teams.capacityHelp}
                value={draft.capacity}
                onChange={(capacity) => change({ capacity })}
                inputMode="numeric"
                wrong={fits(bound, MOST_OPEN) ? undefined : s.teams.capacityWrong}
              />
              <Field
                label={s.teams.giveBack}
                help={s.teams.giveBackHelp}
                value={draft.giveBack}
                onChange={(giveBack) => change({ giveBack })}
                inputMode="numeric"
                wrong={fits(minutes, MOST_MINUTES) ? undefined : s.teams.giveBackWrong}
              />
            </>
          )}
          <Toggle
            label={s.hours.own}
            more={s.hours.ownMore}
            on={hours !== null}
            onChange={(on) => change({ hours: on ? blankHours() : null })}
          />
          {hours && <HoursForm hours={hours} onChange={(changed) => change({ hours: changed })} />}
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
