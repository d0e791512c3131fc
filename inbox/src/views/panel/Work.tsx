/** The work fields of a conversation: whose it is, where it stands, how much it matters. */
import { CircleUser, Clock, Hexagon, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, MenuTrigger, Popover } from 'react-aria-components';
import { Avatar } from '@/components/Avatar';
import { IconBtn } from '@/components/buttons';
import { Choices } from '@/components/Choices';
import { Icon, PriorityGlyph, StatusGlyph } from '@/components/glyphs';
import { TagChip } from '@/components/TagChip';
import { span } from '@/components/time';
import { useNow } from '@/store/clock';
import { useCustomStatus } from '@/store/custom-statuses';
import { toggleTag } from '@/store/deeds';
import { usePeople } from '@/store/people';
import type { Row } from '@/store/rows';
import { may, myId } from '@/store/session';
import { tagsOf, useTags } from '@/store/tags';
import { isSnoozed } from '@/store/views';
import { t } from '@/texts';
import { backText } from '../snoozed';
import { AssignPicker } from '../thread/AssignPicker';
import { PriorityChoices } from '../thread/HeadMenus';
import { StatusChoices } from '../thread/StatusButton';
import { TagPicker } from '../thread/TagPicker';
import { TeamChoices } from '../thread/TeamChoices';

export function Work({ row }: { row: Row }) {
  const now = useNow();
  const custom = useCustomStatus(row);
  return (
    <section className="panel-section" aria-label={t.panel.status}>
      <Line label={t.panel.assignee}>
        <AssignPicker
          row={row}
          trigger={
            <Button className="v" isDisabled={!may('conversations.assign')}>
              {<Assignee row={row} />}
            </Button>
          }
        />
      </Line>
      <Team row={row} />
      <Line label={t.panel.status}>
        <Choices
          label={t.panel.status}
          placement="bottom start"
          trigger={
            <Button className="v" isDisabled={!may('conversations.change')}>
              <StatusGlyph status={row.status} colour={custom?.colour} />
              <span className="cut">{custom?.name ?? t.status[row.status]}</span>
            </Button>
          }
        >
          <StatusChoices row={row} />
        </Choices>
      </Line>
      <Line label={t.panel.priority}>
        <Choices
          label={t.panel.priority}
          placement="bottom start"
          trigger={
            <Button className="v" isDisabled={!may('conversations.change')}>
              <PriorityGlyph priority={row.priority} />
              {t.priority[row.priority]}
            </Button>
          }
        >
          <PriorityChoices row={row} />
        </Choices>
      </Line>
      <Tags row={row} />
      {!(may('conversations.change') && may('conversations.assign')) && <p className="f3 small">{t.panel.mayNot}</p>}
      {isSnoozed(row, now) && (
        <Line label={t.status.snoozed}>
          <span className="v still st-snoozed">
            <Icon of={Clock} size={14} />
            {backText(row, now)}
          </span>
        </Line>
      )}
      {row.waiting_since && row.status === 'open' && (
        <Line label={t.panel.waiting}>
          <span className="v still num">
            <Icon of={Clock} size={14} className="f3" />
            {span(row.waiting_since, now)}
          </span>
        </Line>
      )}
    </section>
  );
}

/** Where there are teams. */
function Team({ row }: { row: Row }) {
  const teams = usePeople((state) => state.teams);
  if (teams.length === 0) return null;
  const name = teams.find((team) => team.id === row.team_id)?.name ?? t.panel.noTeam;
  return (
    <Line label={t.panel.team}>
      <Choices
        label={t.panel.team}
        placement="bottom start"
        trigger={
          <Button className="v" isDisabled={!may('conversations.assign')}>
            <Icon of={Hexagon} className="f3" />
            <span className="cut">{name}</span>
          </Button>
        }
      >
        <TeamChoices row={row} />
      </Choices>
    </Line>
  );
}

function Tags({ row }: { row: Row }) {
  const tags = tagsOf(
    useTags((state) => state.tags),
    row.tag_ids,
  );
  return (
    <Line label={t.panel.tags}>
      <span className="v still tags">
        {tags.map((tag) => (
          <TagChip key={tag.id} tag={tag} />
        ))}
        {may('conversations.change') && (
          <MenuTrigger>
            <IconBtn icon={Plus} size={14} label={t.panel.addTag} className="small" />
            <Popover className="pop" placement="bottom end" offset={6}>
              <TagPicker chosen={row.tag_ids} onToggle={(tag) => void toggleTag(row.id, tag)} />
            </Popover>
          </MenuTrigger>
        )}
      </span>
    </Line>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="kv">
      <span className="kv-label">{label}</span>
      {children}
    </div>
  );
}

function Assignee({ row }: { row: Row }) {
  if (!row.assignee) {
    return (
      <>
        <Icon of={CircleUser} className="f3" />
        <span className="cut">{t.list.unassigned}</span>
      </>
    );
  }
  return (
    <>
      <Avatar id={row.assignee.id} name={row.assignee.name} size={20} />
      <span className="cut">{row.assignee.id === myId() ? t.thread.you : row.assignee.name}</span>
    </>
  );
}
