/** A role's name and what it may do: of what one may do oneself. */
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { Permission, Role } from '@/api/types';
import { Field, Segments } from '@/components/fields';
import { loadRoles, useRoles } from '@/store/roles';
import { me } from '@/store/session';
import { s } from '@/texts/settings';
import { roles } from '../api';
import { FormDialog } from '../FormDialog';
import { useThere } from '../there';
import { namesOf, ticked, useDraft } from '../useDraft';
import { offeredOf, partsOf, rightName, SIGHTS, type Sight, sightOf } from './rights';

interface RoleDialogProps {
  role?: Role;
  /** What a new one begins with. */
  given?: readonly Permission[];
  onClose: () => void;
}

export function RoleDialog({ role, given = role?.permissions ?? ['users.read'], onClose }: RoleDialogProps) {
  const mine = me()?.permissions ?? [];
  const table = useRoles((state) => state.table);
  const there = useThere(role);
  const { draft, change, isOvertaken } = useDraft({
    name: role?.name ?? '',
    sight: sightOf(given),
    chosen: ticked(partsOf(table, given)),
  });
  const { name, sight } = draft;
  const chosen = namesOf(draft.chosen);
  const permissions: Permission[] = [...(sight === 'none' ? [] : [sight]), ...chosen];
  const send = async () => {
    const wish = { name: name.trim(), permissions };
    await (there ? roles.change(there.id, wish, there.version) : roles.create(wish));
    await loadRoles();
    onClose();
  };
  const offered = offeredOf(table).filter((right) => mine.includes(right));
  return (
    <FormDialog
      title={role ? s.roles.changeTitle : s.roles.createTitle}
      deed={role ? s.roles.changeDeed : s.roles.createDeed}
      ready={name.trim() !== '' && permissions.length > 0 && table !== null}
      onSend={send}
      reload={loadRoles}
      isOvertaken={isOvertaken}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.roles.name}
            value={name}
            onChange={(typed) => change({ name: typed })}
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
              onChange={(wanted) => change({ sight: wanted })}
            />
            <p className="help">{s.roles.sightMore[sight]}</p>
          </div>
          <CheckboxGroup value={chosen} onChange={(rights) => change({ chosen: ticked(rights as Permission[]) })}>
            <Label className="label">{s.roles.may}</Label>
            <div className="rights members">
              {offered.map((right) => (
                <Checkbox key={right} value={right} className="check-line">
                  <span className="check" />
                  <span className="cut">{rightName(right)}</span>
                </Checkbox>
              ))}
            </div>
          </CheckboxGroup>
        </>
      )}
    </FormDialog>
  );
}
