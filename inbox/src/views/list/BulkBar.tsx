/** What can be done with all that are picked; it stands under the list for as long as rows can be picked. */
import { CircleCheck, Clock, type LucideIcon, SquareCheck, Tag, UserRound, X, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuTrigger, Popover } from 'react-aria-components';
import type { ConversationStatus } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { PriorityGlyph, StatusGlyph } from '@/components/glyphs';
import { assignAll, commonTags, setPriorityOfAll, setStatusOfAll, snoozeAll, toggleTagOfAll } from '@/store/bulk';
import { visibleIds } from '@/store/deeds';
import { useInbox } from '@/store/inbox';
import { mayUseMacros } from '@/store/macros';
import { type BulkPicker, openPicker, pickAll, setPicking, usePicked } from '@/store/picked';
import { me } from '@/store/session';
import { useTags } from '@/store/tags';
import { setUi } from '@/store/ui';
import { t } from '@/texts';
import { People } from '../thread/AssignPicker';
import { Priorities, SnoozeTimes } from '../thread/LaterAndPriority';
import { TagPicker } from '../thread/TagPicker';

const STATES: ConversationStatus[] = ['open', 'pending', 'resolved', 'closed'];

export function BulkBar() {
  const { ids, picking } = usePicked();
  if (!picking) return null;
  const none = ids.length === 0;
  return (
    <div className="bulk" role="toolbar" aria-label={t.bulk.label}>
      <IconBtn icon={X} label={t.bulk.none} keys={['Esc']} onPress={() => setPicking(false)} />
      <span className="grow num cut" role="status">
        {t.bulk.picked(ids.length)}
      </span>
      {none ? (
        <IconBtn icon={SquareCheck} label={t.bulk.all} onPress={() => pickAll(visibleIds())} />
      ) : (
        <Deeds ids={ids} />
      )}
    </div>
  );
}

function Deeds({ ids }: { ids: readonly string[] }) {
  return (
    <>
      <Floating name="assign" icon={UserRound} label={t.header.assignTo} keys={['A']}>
        <People assignee={undefined} onTake={take} onAssign={(to) => void assignAll(to)} />
      </Floating>
      <Pick name="status" icon={CircleCheck} label={t.panel.status}>
        {STATES.map((status) => (
          <Choice
            key={status}
            name={t.status[status]}
            glyph={<StatusGlyph status={status} />}
            onAction={() => void setStatusOfAll(status)}
          >
            {t.status[status]}
          </Choice>
        ))}
      </Pick>
      <Pick name="snooze" icon={Clock} label={t.header.snooze} keys={['S']}>
        <SnoozeTimes whose="picked" onTake={(until) => void snoozeAll(until)} />
      </Pick>
      <Pick name="priority" label={t.header.priority} keys={['P']} glyph={<PriorityGlyph priority="high" />}>
        <Priorities onTake={(priority) => void setPriorityOfAll(priority)} />
      </Pick>
      <Floating name="tags" icon={Tag} label={t.header.tags} keys={['T']}>
        <Tags ids={ids} />
      </Floating>
      {mayUseMacros() && (
        <IconBtn
          icon={Zap}
          label={t.macros.toPicked}
          keys={['M']}
          onPress={() => setUi({ macros: { of: null, to: ids } })}
        />
      )}
    </>
  );
}

function take(): void {
  const user = me()?.user;
  if (user) void assignAll({ id: user.id, name: user.name });
}

function Tags({ ids }: { ids: readonly string[] }) {
  // their rows change with each tag
  useInbox((state) => state.rows);
  const tags = useTags((state) => state.tags);
  const nameOf = (id: string) => tags.find((tag) => tag.id === id)?.name ?? '';
  return <TagPicker chosen={commonTags(ids)} onToggle={(tag) => void toggleTagOfAll(tag, nameOf(tag))} />;
}

interface PickProps {
  name: BulkPicker;
  icon?: LucideIcon;
  glyph?: ReactNode;
  label: string;
  keys?: string[];
  children: ReactNode;
}

/** A key may open it as well. */
function useOpen(name: BulkPicker) {
  const isOpen = usePicked((state) => state.open === name);
  return { isOpen, onOpenChange: (open: boolean) => openPicker(open ? name : null) };
}

function Opener({ icon, glyph, label, keys }: Omit<PickProps, 'name' | 'children'>) {
  return (
    <IconBtn {...(icon && { icon })} {...(keys && { keys })} label={label}>
      {glyph}
    </IconBtn>
  );
}

function Pick({ name, children, ...opener }: PickProps) {
  return (
    <Choices label={opener.label} placement="top end" trigger={<Opener {...opener} />} {...useOpen(name)}>
      {children}
    </Choices>
  );
}

function Floating({ name, children, ...opener }: PickProps) {
  return (
    <MenuTrigger {...useOpen(name)}>
      <Opener {...opener} />
      <Popover className="pop" placement="top end" offset={6}>
        {children}
      </Popover>
    </MenuTrigger>
  );
}
