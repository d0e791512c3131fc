/** What can be done with all that are picked; it stands under the list for as long as rows can be picked. */
import {
  BellDot,
  CircleCheck,
  CircleOff,
  Clock,
  Ellipsis,
  Hexagon,
  type LucideIcon,
  Square,
  SquareCheck,
  Star,
  StarOff,
  Tag,
  UserRound,
  X,
  Zap,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { MenuTrigger, Popover } from 'react-aria-components';
import { IconBtn } from '@/components/buttons';
import { Choice, ChoiceGroup, Choices } from '@/components/Choices';
import { Segments } from '@/components/fields';
import { Icon, PriorityGlyph } from '@/components/glyphs';
import {
  assignAll,
  assignTeamToAll,
  commonTags,
  pickMatching,
  setPriorityOfAll,
  setStatusOfAll,
  snoozeAll,
  starAll,
  stopAll,
  tagAll,
  toggleTagOfAll,
  unreadAll,
} from '@/store/bulk';
import { visibleIds } from '@/store/deeds';
import { useInbox } from '@/store/inbox';
import { mayUseMacros } from '@/store/macros';
import { usePeople } from '@/store/people';
import { type BulkPicker, MOST, openPicker, pickLoaded, setPicking, usePicked } from '@/store/picked';
import { may, me } from '@/store/session';
import { useTags } from '@/store/tags';
import { setUi } from '@/store/ui';
import { useView, viewKey } from '@/store/views';
import { t } from '@/texts';
import { number } from '@/texts/language';
import { People } from '../thread/AssignPicker';
import { Priorities, SnoozeTimes } from '../thread/LaterAndPriority';
import { Statuses } from '../thread/StatusButton';
import { TagPicker } from '../thread/TagPicker';

export function BulkBar() {
  const { ids, picking, all, progress } = usePicked();
  if (!picking) return null;
  const none = ids.length === 0 && !all;
  return (
    <div className="bulk-frame">
      <Matching ids={ids} />
      <div className="bulk" role="toolbar" aria-label={t.bulk.label}>
        <IconBtn icon={X} label={t.bulk.none} keys={['Esc']} onPress={() => setPicking(false)} />
        <span className="grow num cut" role="status">
          {progress
            ? t.bulk.progress(number(progress.done), number(progress.of))
            : all
              ? t.bulk.allPicked(number(all.count))
              : t.bulk.picked(ids.length)}
        </span>
        {progress ? (
          <IconBtn icon={Square} label={t.bulk.stop} onPress={stopAll} />
        ) : none ? (
          <IconBtn icon={SquareCheck} label={t.bulk.all} onPress={() => pickLoaded(visibleIds())} />
        ) : (
          <Deeds ids={ids} all={all !== null} />
        )}
      </div>
    </div>
  );
}

/** Once all that are loaded are picked, the way to those that are not. */
function Matching({ ids }: { ids: readonly string[] }) {
  const view = useView((state) => state.view);
  const complete = useInbox((state) => state.windows[viewKey(view)]?.complete ?? true);
  const { all, whole } = usePicked();
  if (all) return all.more ? <p className="bulk-more">{t.bulk.newest(number(all.count))}</p> : null;
  const loaded = visibleIds().length;
  if ((!whole && ids.length < Math.min(loaded, MOST)) || (complete && loaded <= MOST)) return null;
  return (
    <p className="bulk-more">
      <button type="button" className="link" onClick={() => void pickMatching()}>
        {t.bulk.allMatching}
      </button>
    </p>
  );
}

function Deeds({ ids, all }: { ids: readonly string[]; all: boolean }) {
  return (
    <>
      <Floating name="assign" icon={UserRound} label={t.header.assignTo} keys={['A']}>
        <People assignee={undefined} onTake={take} onAssign={(to) => void assignAll(to)} />
      </Floating>
      <Pick name="status" icon={CircleCheck} label={t.panel.status}>
        <Statuses onTake={({ status, custom }) => void setStatusOfAll(status, custom)} />
      </Pick>
      <Pick name="snooze" icon={Clock} label={t.header.snooze} keys={['S']}>
        <SnoozeTimes whose="picked" onTake={(until) => void snoozeAll(until)} />
      </Pick>
      <Pick name="priority" label={t.header.priority} keys={['P']} glyph={<PriorityGlyph priority="high" />}>
        <Priorities onTake={(priority) => void setPriorityOfAll(priority)} />
      </Pick>
      <Floating name="tags" icon={Tag} label={t.header.tags} keys={['T']}>
        {all ? <TagsOfAll /> : <Tags ids={ids} />}
      </Floating>
      <More />
      {mayUseMacros() && (
        <IconBtn
          icon={Zap}
          label={t.macros.toPicked}
          keys={['M']}
          onPress={() => setUi({ macros: { of: null, to: all ? 'all' : ids } })}
        />
      )}
    </>
  );
}

function More() {
  const teams = usePeople((state) => state.teams);
  return (
    <Pick name="more" icon={Ellipsis} label={t.bulk.more}>
      <ChoiceGroup title={t.list.mark}>
        <Choice name={t.bulk.star} glyph={<Icon of={Star} />} onAction={() => void starAll(true)}>
          {t.bulk.star}
        </Choice>
        <Choice name={t.bulk.unstar} glyph={<Icon of={StarOff} />} onAction={() => void starAll(false)}>
          {t.bulk.unstar}
        </Choice>
        <Choice name={t.keys.unread} glyph={<Icon of={BellDot} />} onAction={() => void unreadAll()}>
          {t.keys.unread}
        </Choice>
      </ChoiceGroup>
      {teams.length > 0 && may('conversations.assign') && (
        <ChoiceGroup title={t.header.assignTeam}>
          {teams.map((team) => (
            <Choice
              key={team.id}
              name={team.name}
              glyph={<Icon of={Hexagon} />}
              onAction={() => void assignTeamToAll(team)}
            >
              {team.name}
            </Choice>
          ))}
          <Choice name={t.panel.noTeam} glyph={<Icon of={CircleOff} />} onAction={() => void assignTeamToAll(null)}>
            {t.panel.noTeam}
          </Choice>
        </ChoiceGroup>
      )}
    </Pick>
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

const WAYS = ['on', 'off'] as const;

/** Of those that are not loaded nobody knows what they carry: it is said which way. */
function TagsOfAll() {
  const [way, setWay] = useState<(typeof WAYS)[number]>('on');
  const tags = useTags((state) => state.tags);
  const nameOf = (id: string) => tags.find((tag) => tag.id === id)?.name ?? '';
  return (
    <>
      <div className="pop-way">
        <Segments
          label={t.header.tags}
          value={way}
          options={WAYS.map((value) => ({ value, text: t.bulk.ways[value] }))}
          onChange={setWay}
        />
      </div>
      <TagPicker chosen={[]} makes={way === 'on'} onToggle={(tag) => void tagAll(tag, nameOf(tag), way === 'off')} />
    </>
  );
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
