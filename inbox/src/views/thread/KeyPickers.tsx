/** The pickers that a key opens over the conversation; they hang on the button for everything else. */
import type { RefObject } from 'react';
import { Menu, Popover } from 'react-aria-components';
import { usePhone, useTight } from '@/components/media';
import { assign, takeIt, toggleTag } from '@/store/deeds';
import type { Row } from '@/store/rows';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { People } from './AssignPicker';
import { PriorityChoices, SnoozeChoices } from './HeadMenus';
import { TagPicker } from './TagPicker';
import { TeamChoices } from './TeamChoices';

const names = () => ({
  tags: t.header.tags,
  priority: t.header.priority,
  team: t.header.assignTeam,
  assign: t.header.assignTo,
  snooze: t.header.snooze,
});

const close = () => setUi({ picking: null, assigning: false, snoozing: false });

/** Those of assigning and snoozing hang here where there is no room for their own buttons. */
function usePicking() {
  const picking = useUi((ui) => ui.picking);
  const assigning = useUi((ui) => ui.assigning);
  const snoozing = useUi((ui) => ui.snoozing);
  const phone = usePhone();
  const tight = useTight();
  if (phone && assigning) return 'assign';
  if (tight && snoozing) return 'snooze';
  return picking;
}

export function KeyPickers({ row, anchor }: { row: Row; anchor: RefObject<HTMLElement | null> }) {
  const picking = usePicking();
  const name = picking ? names()[picking] : '';
  return (
    <Popover
      className="pop"
      placement="bottom end"
      offset={6}
      triggerRef={anchor}
      isOpen={picking !== null}
      onOpenChange={(open) => !open && close()}
      aria-label={name}
    >
      {picking === 'tags' && <TagPicker chosen={row.tag_ids} onToggle={(tag) => void toggleTag(row.id, tag)} />}
      {picking === 'assign' && (
        <People
          assignee={row.assignee}
          onTake={() => void takeIt(row.id)}
          onAssign={(to) => void assign(row.id, to)}
          onClose={close}
        />
      )}
      {picking === 'snooze' && (
        <Menu className="menu" aria-label={name} autoFocus="first" onClose={close}>
          <SnoozeChoices row={row} />
        </Menu>
      )}
      {picking === 'team' && (
        <Menu className="menu" aria-label={name} autoFocus="first" onClose={close}>
          <TeamChoices row={row} />
        </Menu>
      )}
      {picking === 'priority' && (
        <Menu className="menu" aria-label={name} autoFocus="first" onClose={close}>
          <PriorityChoices row={row} />
        </Menu>
      )}
    </Popover>
  );
}
