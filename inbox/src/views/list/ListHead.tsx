/** The list's head: which view, how many, and the filters of status, assignee and channel. */
import { ChevronDown, ListFilter, X } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Channel } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { IconBtn } from '@/components/buttons';
import { Choice, ChoiceGroup, ChoiceLine, Choices } from '@/components/Choices';
import { ChannelGlyph, Icon, StatusGlyph } from '@/components/glyphs';
import { useInbox } from '@/store/inbox';
import { usePeople } from '@/store/people';
import { useSearch } from '@/store/search';
import { myId } from '@/store/session';
import { show, type View, type ViewStatus } from '@/store/views';
import { t } from '@/texts';
import { SearchBox } from './SearchBox';
import { assigneeName, viewName } from './viewName';

const STATES: ViewStatus[] = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'any'];

export function ListHead({ view, count, complete }: { view: View; count: number; complete: boolean }) {
  const searching = useSearch((state) => state.question.trim() !== '');
  const total = useTotal(view) ?? (complete ? count : null);
  return (
    <>
      <div className="bar list-bar">
        <h1 className="cut">{searching ? t.search.results : viewName(view)}</h1>
        {!searching && total !== null && <span className="f3 num">{total.toLocaleString('en')}</span>}
        <span className="grow" />
        {!searching && <FilterMenu view={view} />}
      </div>
      <SearchBox />
      {!searching && <Tools view={view} />}
    </>
  );
}

/** What the view is narrowed to. A search looks everywhere. */
function Tools({ view }: { view: View }) {
  return (
    <div className="list-tools">
      <StatusMenu view={view} />
      {view.assignee !== 'any' && view.assignee !== 'me' && view.assignee !== 'none' && (
        <Narrowed text={assigneeName(view.assignee)} onClear={() => show({ ...view, assignee: 'any' })} />
      )}
      {view.channel && <Narrowed text={t.channel[view.channel]} onClear={() => show({ ...view, channel: null })} />}
      <span className="grow" />
      <span>{t.list.newest}</span>
    </div>
  );
}

/** The hub counts the usual views; of the others only a whole list knows. */
function useTotal(view: View): number | null {
  const counts = useInbox((state) => state.counts);
  if (!counts) return null;
  const { status } = view;
  if (view.assignee === 'any' && view.channel === null && status !== 'any') {
    return status === 'resolved' || status === 'closed' ? null : counts[status];
  }
  if (view.status !== 'open') return null;
  if (view.channel !== null) return view.assignee === 'any' ? (counts.by_channel[view.channel] ?? 0) : null;
  if (view.assignee === 'me') return counts.mine;
  return view.assignee === 'none' ? counts.unassigned : null;
}

function Narrowed({ text, onClear }: { text: string; onClear: () => void }) {
  return (
    <button type="button" className="chip narrowed" onClick={onClear} title={t.list.clear}>
      {text}
      <Icon of={X} size={12} />
    </button>
  );
}

function StatusMenu({ view }: { view: View }) {
  return (
    <Choices
      label={t.list.filter}
      placement="bottom start"
      trigger={
        <Button className="tool">
          <span className="med f2">{t.status[view.status]}</span>
          <Icon of={ChevronDown} size={12} />
        </Button>
      }
    >
      {STATES.map((status) => (
        <Choice
          key={status}
          name={t.status[status]}
          glyph={status === 'any' ? null : <StatusGlyph status={status} />}
          chosen={status === view.status}
          onAction={() => show({ ...view, status })}
        >
          {t.status[status]}
        </Choice>
      ))}
    </Choices>
  );
}

function FilterMenu({ view }: { view: View }) {
  const users = usePeople((state) => state.users);
  const channels = Object.keys(useInbox((state) => state.counts?.by_channel) ?? { widget: 0 }) as Channel[];
  const narrowed = view.channel !== null || !['me', 'none', 'any'].includes(view.assignee);
  const person = (id: string, name: string) => (
    <Choice
      key={id}
      name={name}
      glyph={<Avatar id={id} name={name} size={20} />}
      chosen={view.assignee === id}
      onAction={() => show({ ...view, assignee: id })}
    >
      {name}
    </Choice>
  );
  return (
    <Choices
      label={t.list.filter}
      trigger={<IconBtn id="list-filter" icon={ListFilter} label={t.list.filter} on={narrowed} />}
    >
      <ChoiceGroup title={t.list.assignee}>
        {['any', 'me', 'none'].map((assignee) => (
          <Choice
            key={assignee}
            name={assigneeName(assignee)}
            chosen={view.assignee === assignee}
            onAction={() => show({ ...view, assignee })}
          >
            {assigneeName(assignee)}
          </Choice>
        ))}
        {users.filter((user) => user.id !== myId() && user.is_active).map((user) => person(user.id, user.name))}
      </ChoiceGroup>
      <ChoiceLine />
      <ChoiceGroup title={t.list.channel}>
        <Choice
          name={t.list.anyChannel}
          chosen={view.channel === null}
          onAction={() => show({ ...view, channel: null })}
        >
          {t.list.anyChannel}
        </Choice>
        {channels.map((channel) => (
          <Choice
            key={channel}
            name={t.channel[channel]}
            glyph={<ChannelGlyph channel={channel} />}
            chosen={view.channel === channel}
            onAction={() => show({ ...view, channel })}
          >
            {t.channel[channel]}
          </Choice>
        ))}
      </ChoiceGroup>
    </Choices>
  );
}
