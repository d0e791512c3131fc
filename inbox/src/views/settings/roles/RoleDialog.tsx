/** A role's name and what it may do: of what one may do oneself. */
import { useState } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { Permission, Role } from '@/api/types';
import { Field, Segments } from '@/components/fields';
import { loadRoles, useRoles } from '@/store/roles';
import { me } from '@/store/session';
import { s } from '@/texts/settings';
import { roles } from '../api';
import { FormDialog } from '../FormDialog';

const SIGHTS = ['conversations.read_own', 'conversations.read_team', 'conversations.read'] as const;
type Sight = (typeof SIGHTS)[number] | 'none';

export function RoleDialog({ role, onClose }: { role?: Role; onClose: () => void }) {
  const mine = me()?.permissions ?? [];
  const table = useRoles((state) => state.table);
  const [name, setName] = useState(role?.name ?? '');
  const [sight, setSight] = useState<Sight>(SIGHTS.findLast((right) => role?.permissions.includes(right)) ?? 'none');
  const [chosen, setChosen] = useState<string[]>(() => parts(role?.permissions ?? ['users.read']));
  const permissions = [...(sight === 'none' ? [] : [sight]), ...chosen] as Permission[];
  const send = async () => {
    const wish = { name: name.trim(), permissions };
    await (role ? roles.change(role.id, wish) : roles.create(wish));
    await loadRoles();
    onClose();
  };
  // a right with parts is given by its parts, what one may see by the choice above
  const offered = (table?.permissions ?? []).filter(
    ({ name, includes }) => mine.includes(name) && includes.length === 0 && !SIGHTS.some((right) => right === name),
  );
  return (
    <FormDialog
      title={role ? s.roles.changeTitle : s.roles.createTitle}
      deed={role ? s.roles.changeDeed : s.roles.createDeed}
      ready={name.trim() !== '' && permissions.length > 0 && table !== null}
      onSend={send}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.roles.name}
            value={name}
            onChange={setName}
            maxLength={200}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <div>
            <Segments
              label={s.roles.sees}
              labelled
              value={sight}
              options={(['none', ...SIGHTS] as Sight[])
                .filter((one) => one === 'none' || mine.includes(one))
                .map((one) => ({ value: one, text: s.roles.sight[one] }))}
              onChange={setSight}
            />
            <p className="help">{s.roles.sightMore[sight]}</p>
          </div>
          <CheckboxGroup value={chosen} onChange={setChosen}>
            <Label className="label">{s.roles.may}</Label>
            <div className="rights members">
              {offered.map(({ name }) => (
                <Checkbox key={name} value={name} className="check-line">
                  <span className="check" />
                  <span className="cut">{(s.roles.right as Record<string, string>)[name] ?? name}</span>
                </Checkbox>
              ))}
            </div>
          </CheckboxGroup>
        </>
      )}
    </FormDialog>
  );

  function parts(given: readonly string[]): string[] {
    const whole = (table?.permissions ?? []).filter(({ name }) => given.includes(name));
    const all = [...given, ...whole.flatMap(({ includes }) => includes)];
    return all.filter((right) => right !== 'conversations.write' && !SIGHTS.some((one) => one === right));
  }
}
