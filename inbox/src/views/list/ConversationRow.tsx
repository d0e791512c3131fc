/** One row: who, what last, how long it waits. These never move; everything else is quieter. */
import { Clock, Star } from 'lucide-react';
import { memo } from 'react';
import type { CustomStatus, Tag } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { Icon, PriorityGlyph, StatusGlyph } from '@/components/glyphs';
import { TagDot } from '@/components/TagChip';
import { exactTime, shortTime, span } from '@/components/time';
import { useNow } from '@/store/clock';
import { useCustomStatus } from '@/store/custom-statuses';
import { useInbox } from '@/store/inbox';
import { togglePick, usePicked } from '@/store/picked';
import { openConversation } from '@/store/route';
import { type Row, sortTime, unreadOf } from '@/store/rows';
import { may, myId } from '@/store/session';
import { tagsOf, useTags } from '@/store/tags';
import { setUi } from '@/store/ui';
import { isSnoozed } from '@/store/views';
import { t } from '@/texts';
import { backText } from '../snoozed';
import { isMerged, MergedMark } from '../thread/Merged';
import { LastLine } from './LastLine';

interface RowProps {
  id: string;
  place: number;
  total: number;
  top: number;
  isOpen: boolean;
  isCursor: boolean;
  picking: boolean;
  showsAssignee: boolean;
  showsStatus: boolean;
}

/** A visitor waits in front of the screen; after this their clock turns amber. */
const SOON = 15 * 60_000;

export const ConversationRow = memo(function ConversationRow(props: RowProps) {
  const row = useInbox((state) => state.rows.get(props.id));
  const now = useNow();
  const isPicked = usePicked((state) => state.ids.includes(props.id));
  if (!row) return null;
  const unread = unreadOf(row);
  const look = ['cv', unread > 0 && 'new', props.isOpen && 'on', props.isCursor && 'cursor', isPicked && 'picked']
    .filter(Boolean)
    .join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and names its active row
    <div
      id={`row-${row.id}`}
      className={look}
      role="option"
      aria-selected={props.picking ? isPicked : props.isOpen}
      aria-posinset={props.place}
      aria-setsize={props.total}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => {
        setUi({ cursor: row.id });
        if (props.picking) togglePick(row.id);
        else openConversation(row.id);
      }}
    >
      <Face row={row} picking={props.picking} />
      <div className="cv-body">
        <div className="cv-1">
          <span className="cv-name cut" title={row.display_name} dir="auto">
            {row.display_name}
          </span>
          <span className="hidden">{t.channel[row.channel]}</span>
          {row.starred && <Starred />}
          <span className="cv-time" title={exactTime(sortTime(row))}>
            {shortTime(sortTime(row), now)}
          </span>
        </div>
        <div className="cv-2">
          <LastLine row={row} />
          {unread > 0 && <Unread count={unread} />}
        </div>
        <div className="cv-3">
          <RowStart row={row} showsAssignee={props.showsAssignee} />
          <RowEnd row={row} now={now} showsStatus={props.showsStatus} />
        </div>
      </div>
    </div>
  );
});

/** Who it is; in its place the box to pick the row by, while rows are picked and under a pointer. */
function Face({ row, picking }: { row: Row; picking: boolean }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer alone; the keyboard has X
    // biome-ignore lint/a11y/useKeyWithClickEvents: for the pointer alone; the keyboard has X
    <span
      className={`cv-face ${picking ? 'picking' : ''}`}
      onClick={(event) => {
        if (picking || !may('conversations.change') || !matchMedia('(hover: hover)').matches) return;
        event.stopPropagation();
        togglePick(row.id);
      }}
    >
      <Avatar id={row.contact?.id ?? row.visitor_id ?? row.id} name={row.display_name} channel={row.channel} />
      <span className="cv-box" aria-hidden="true">
        <span className="check" />
      </span>
    </span>
  );
}

/** Unread is part of what a screen reader says of the row. */
function Unread({ count }: { count: number }) {
  return (
    <>
      <span className="cnt" aria-hidden="true">
        {count > 99 ? '99+' : count}
      </span>
      <span className="hidden">{t.list.unreadName(count)}</span>
    </>
  );
}

function Starred() {
  return (
    <span className="cv-star">
      <Icon of={Star} size={12} />
      <span className="hidden">{t.list.starred}</span>
    </span>
  );
}

function RowStart({ row, showsAssignee }: { row: Row; showsAssignee: boolean }) {
  const tags = tagsOf(
    useTags((state) => state.tags),
    row.tag_ids,
  );
  if (tags.length === 0) return <Origin row={row} showsAssignee={showsAssignee} />;
  return (
    <>
      {showsAssignee && row.assignee && <Avatar id={row.assignee.id} name={row.assignee.name} size={16} />}
      <RowTags tags={tags} />
    </>
  );
}

/** The first by its name, the others by their number; all of them for whoever asks. */
function RowTags({ tags }: { tags: readonly Tag[] }) {
  const names = tags.map((tag) => tag.name).join(', ');
  const [first] = tags;
  return (
    <span className="cv-tags" title={names}>
      <span className="hidden">{t.list.tagged(names)}</span>
      {tags.map((tag) => (
        <TagDot key={tag.id} colour={tag.colour} />
      ))}
      <span className="cut" aria-hidden="true">
        {tags.length === 1 ? first?.name : `${first?.name} +${tags.length - 1}`}
      </span>
    </span>
  );
}

function Origin({ row, showsAssignee }: { row: Row; showsAssignee: boolean }) {
  if (!showsAssignee)
    return (
      <span className="cut" dir="auto">
        {row.subject ?? t.channel[row.channel]}
      </span>
    );
  if (!row.assignee) return <span className="cut">{t.list.unassigned}</span>;
  const name = row.assignee.id === myId() ? t.thread.you : row.assignee.name;
  return (
    <span className="cv-owner cut">
      <Avatar id={row.assignee.id} name={row.assignee.name} size={16} />
      <span className="cut">{name}</span>
    </span>
  );
}

interface EndProps {
  row: Row;
  now: number;
  showsStatus: boolean;
}

function RowEnd({ row, now, showsStatus }: EndProps) {
  const custom = useCustomStatus(row);
  return (
    <span className="cv-end">
      {!isMerged(row) && <MergedMark row={row} />}
      {custom && (row.status === 'open' || isSnoozed(row, now)) && <State row={row} custom={custom} />}
      <Waiting row={row} now={now} showsStatus={showsStatus || custom !== undefined} custom={custom} />
      {(row.priority === 'high' || row.priority === 'urgent') && (
        <span title={`${t.header.priority} ${t.priority[row.priority]}`}>
          <PriorityGlyph priority={row.priority} size={13} />
          <span className="hidden">{`${t.header.priority} ${t.priority[row.priority]}`}</span>
        </span>
      )}
    </span>
  );
}

function Waiting({ row, now, showsStatus, custom }: EndProps & { custom: CustomStatus | undefined }) {
  if (isSnoozed(row, now)) {
    return (
      <span className="clock st-snoozed">
        <Icon of={Clock} size={12} />
        {backText(row, now)}
      </span>
    );
  }
  if (row.status !== 'open')
    return showsStatus || row.status !== 'pending' ? <State row={row} custom={custom} /> : null;
  if (row.waiting_since) {
    const soon = row.channel === 'widget' && now - Date.parse(row.waiting_since) > SOON;
    return (
      <span className={`clock ${soon ? 'soon' : ''}`} title={t.list.waitingFor(span(row.waiting_since, now))}>
        <Icon of={Clock} size={12} />
        <span className="hidden">{t.panel.waiting}</span>
        {span(row.waiting_since, now)}
      </span>
    );
  }
  const answered = row.last_message?.direction === 'outbound' && row.last_message.status !== 'failed';
  return answered ? <span className="cut">{t.list.waitingCustomer}</span> : null;
}

function State({ row, custom }: { row: Row; custom: CustomStatus | undefined }) {
  const { status } = row;
  return (
    <span className="cv-state">
      <StatusGlyph status={status} colour={custom?.colour} size={12} />
      <span className="cut">{isMerged(row) ? t.list.merged : (custom?.name ?? t.status[status])}</span>
    </span>
  );
}
