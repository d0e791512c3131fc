/** The pickers that a key opens over the conversation; they hang on the button for everything else. */
import type { RefObject } from 'react';
import { Menu, Popover } from 'react-aria-components';
import { toggleTag } from '@/store/deeds';
import type { Row } from '@/store/rows';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { PriorityChoices } from './HeadMenus';
import { TagPicker } from './TagPicker';
import { TeamChoices } from './TeamChoices';

const names = () => ({ tags: t.header.tags, priority: t.header.priority, team: t.header.assignTeam });

const close = () => setUi({ picking: null });

export function KeyPickers({ row, anchor }: { row: Row; anchor: RefObject<HTMLElement | null> }) {
  const picking = useUi((ui) => ui.picking);
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
