/** Whom to give a conversation: type a few letters, choose, done. */
import { CircleUser, UserRoundCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Autocomplete,
  Input,
  Menu,
  MenuTrigger,
  Popover,
  type PopoverProps,
  SearchField,
  useFilter,
} from 'react-aria-components';
import type { UserBrief } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { Choice } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { useLost } from '@/store/connection';
import { assign, takeIt } from '@/store/deeds';
import { usePeople } from '@/store/people';
import type { Row } from '@/store/rows';
import { myId } from '@/store/session';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';

interface AssignPickerProps {
  row: Row;
  trigger: ReactNode;
  placement?: PopoverProps['placement'];
  /** The one that the key A opens. */
  opensByKey?: boolean;
}

export function AssignPicker({ row, trigger, placement = 'bottom start', opensByKey = false }: AssignPickerProps) {
  const assigning = useUi((ui) => ui.assigning);
  const open = opensByKey && { isOpen: assigning, onOpenChange: (assigning: boolean) => setUi({ assigning }) };
  return (
    <MenuTrigger {...open}>
      {trigger}
      <Popover className="pop" placement={placement} offset={6}>
        <People assignee={row.assignee} onTake={() => void takeIt(row.id)} onAssign={(to) => void assign(row.id, to)} />
      </Popover>
    </MenuTrigger>
  );
}

interface PeopleProps {
  /** Whose it is; undefined where it is of several. */
  assignee: UserBrief | null | undefined;
  onTake: () => void;
  onAssign: (to: UserBrief | null) => void;
  /** Where no button of its own opened it. */
  onClose?: () => void;
}

export function People({ assignee, onTake, onAssign, onClose }: PeopleProps) {
  const lost = useLost();
  const users = usePeople((state) => state.users).filter((user) => user.is_active);
  const { contains } = useFilter({ sensitivity: 'base' });
  const mine = assignee?.id === myId();
  return (
    <Autocomplete filter={contains}>
      <SearchField className="pop-search" aria-label={t.header.findPerson} autoFocus>
        <Input className="field" placeholder={t.header.findPerson} />
      </SearchField>
      <Menu
        className="menu"
        aria-label={t.header.assignTo}
        {...(onClose && { onClose })}
        renderEmptyState={() => <div className="pop-none">{t.header.nobodyFound}</div>}
      >
        {!mine && (
          <Choice name={t.header.take} glyph={<Icon of={UserRoundCheck} />} more={<kbd>Y</kbd>} onAction={onTake}>
            {t.header.take}
          </Choice>
        )}
        {users.map((user) => (
          <Choice
            key={user.id}
            id={user.id}
            name={user.name}
            glyph={<Avatar id={user.id} name={user.name} size={20} presence={lost ? undefined : user.presence} />}
            chosen={assignee?.id === user.id}
            more={lost ? undefined : t.presence[user.presence]}
            onAction={() => onAssign({ id: user.id, name: user.name })}
          >
            {user.name}
          </Choice>
        ))}
        {assignee !== null && (
          <Choice name={t.header.unassign} glyph={<Icon of={CircleUser} />} onAction={() => onAssign(null)}>
            {t.header.unassign}
          </Choice>
        )}
      </Menu>
    </Autocomplete>
  );
}
