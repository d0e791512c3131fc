/** One row: who, what last, how long it waits. These never move; everything else is quieter. */
import { Clock } from 'lucide-react';
import { memo } from 'react';
import type { ConversationStatus } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { Icon, PriorityGlyph, StatusGlyph } from '@/components/glyphs';
import { exactTime, shortTime, soonTime, span } from '@/components/time';
import { useNow } from '@/store/clock';
import { useInbox } from '@/store/inbox';
import { openConversation } from '@/store/route';
import { type Row, sortTime, unreadOf } from '@/store/rows';
import { myId } from '@/store/session';
import { setUi } from '@/store/ui';
import { isSnoozed } from '@/store/views';
import { t } from '@/texts';
import { LastLine, lastLineText } from './LastLine';

interface RowProps {
  id: string;
  place: number;
  total: number;
  top: number;
  isOpen: boolean;
  isCursor: boolean;
  showsAssignee: boolean;
  showsStatus: boolean;
}

/** A visitor waits in front of the screen; after this their clock turns amber. */
const SOON = 15 * 60_000;

export const ConversationRow = memo(function ConversationRow(props: RowProps) {
  const row = useInbox((state) => state.rows.get(props.id));
  const now = useNow();
  if (!row) return null;
  const unread = unreadOf(row);
  const look = ['cv', unread > 0 && 'new', props.isOpen && 'on', props.isCursor && 'cursor'].filter(Boolean).join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and names its active row
    <div
      id={`row-${row.id}`}
      className={look}
      role="option"
      aria-selected={props.isOpen}
      aria-label={nameOf(row, unread, now)}
      aria-posinset={props.place}
      aria-setsize={props.total}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => {
        setUi({ cursor: row.id });
        openConversation(row.id);
      }}
    >
      <Avatar id={row.contact?.id ?? row.visitor_id ?? row.id} name={row.display_name} channel={row.channel} />
      <div className="cv-body">
        <div className="cv-1">
          <span className="cv-name cut" title={row.display_name}>
            {row.display_name}
          </span>
          <span className="cv-time" title={exactTime(sortTime(row))}>
            {shortTime(sortTime(row), now)}
          </span>
        </div>
        <div className="cv-2">
          <LastLine row={row} />
          {unread > 0 && <span className="cnt">{unread > 99 ? '99+' : unread}</span>}
        </div>
        <div className="cv-3">
          <RowStart row={row} showsAssignee={props.showsAssignee} />
          <RowEnd row={row} now={now} showsStatus={props.showsStatus} />
        </div>
      </div>
    </div>
  );
});

function RowStart({ row, showsAssignee }: { row: Row; showsAssignee: boolean }) {
  if (!showsAssignee) return <span className="cut">{row.subject ?? t.channel[row.channel]}</span>;
  if (!row.assignee) return <span className="cut">{t.list.unassigned}</span>;
  const name = row.assignee.id === myId() ? t.thread.you : row.assignee.name;
  return (
    <span className="cv-owner cut">
      <Avatar id={row.assignee.id} name={row.assignee.name} size={16} />
      <span className="cut">{name}</span>
    </span>
  );
}

function RowEnd({ row, now, showsStatus }: { row: Row; now: number; showsStatus: boolean }) {
  return (
    <span className="cv-end">
      <Waiting row={row} now={now} showsStatus={showsStatus} />
      {(row.priority === 'high' || row.priority === 'urgent') && <PriorityGlyph priority={row.priority} size={13} />}
    </span>
  );
}

function Waiting({ row, now, showsStatus }: { row: Row; now: number; showsStatus: boolean }) {
  if (isSnoozed(row, now)) {
    return (
      <span className="clock st-snoozed">
        <Icon of={Clock} size={12} />
        {t.list.back(soonTime(row.snoozed_until ?? '', now))}
      </span>
    );
  }
  if (row.status !== 'open') return showsStatus || row.status !== 'pending' ? <State status={row.status} /> : null;
  if (row.waiting_since) {
    const soon = row.channel === 'widget' && now - Date.parse(row.waiting_since) > SOON;
    return (
      <span className={`clock ${soon ? 'soon' : ''}`} title={t.list.waitingFor(span(row.waiting_since, now))}>
        <Icon of={Clock} size={12} />
        {span(row.waiting_since, now)}
      </span>
    );
  }
  const answered = row.last_message?.direction === 'outbound' && row.last_message.status !== 'failed';
  return answered ? <span className="cut">{t.list.waitingCustomer}</span> : null;
}

function State({ status }: { status: ConversationStatus }) {
  return (
    <span className="cv-state">
      <StatusGlyph status={status} size={12} />
      {t.status[status]}
    </span>
  );
}

/** What a screen reader says of the row; unread, channel and waiting are part of its name. */
function nameOf(row: Row, unread: number, now: number): string {
  const parts = [
    row.display_name,
    unread > 0 && t.list.unreadName(unread),
    t.channel[row.channel],
    lastLineText(row),
    shortTime(sortTime(row), now),
    row.waiting_since && row.status === 'open' && t.list.waitingFor(span(row.waiting_since, now)),
    row.status !== 'open' && t.status[row.status],
    (row.priority === 'high' || row.priority === 'urgent') && `${t.header.priority} ${t.priority[row.priority]}`,
  ];
  return parts.filter(Boolean).join(', ');
}
