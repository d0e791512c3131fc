/** What a list can be narrowed to, besides its status. */
import { Bookmark, Flag, Hexagon, ListFilter, Star } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import type { Channel, Priority } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { IconBtn } from '@/components/buttons';
import { Choice, ChoiceGroup, Choices } from '@/components/Choices';
import { ChannelGlyph, Icon, PriorityGlyph } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { TagDot } from '@/components/TagChip';
import { useInbox } from '@/store/inbox';
import { usePeople } from '@/store/people';
import { useSaved } from '@/store/saved';
import type { SearchFilters } from '@/store/search';
import { myId } from '@/store/session';
import { useTags } from '@/store/tags';
import { adjust, show, useView, type View, viewOf } from '@/store/views';
import { t } from '@/texts';
import { assigneeName } from './viewName';

const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low'];

/** What a choice narrows: the list, or a search. */
export const Adjusting = createContext<(wish: Partial<SearchFilters>) => void>(adjust);

interface FilterMenuProps {
  view: View;
  /** What can be chosen besides, and whether something of it is. */
  more?: ReactNode;
  narrowedMore?: boolean;
}

export function FilterMenu({ view, more, narrowedMore = false }: FilterMenuProps) {
  const narrowed =
    narrowedMore ||
    view.channel !== null ||
    view.team !== null ||
    view.priority !== null ||
    view.tags.length > 0 ||
    view.starred ||
    view.mentioned ||
    !['me', 'none', 'any'].includes(view.assignee);
  const phone = usePhone();
  return (
    <Choices
      label={t.list.filter}
      trigger={<IconBtn id="list-filter" icon={ListFilter} label={t.list.filter} on={narrowed} />}
    >
      {more ?? (phone && <Saved />)}
      <Marks view={view} />
      <Assignees view={view} />
      <Teams view={view} />
      <Channels view={view} />
      <Priorities view={view} />
      <Tags view={view} />
    </Choices>
  );
}

interface ToProps {
  wish: Partial<SearchFilters>;
  name: string;
  glyph?: ReactNode;
  chosen: boolean;
}

export function To({ wish, name, glyph, chosen }: ToProps) {
  const adjust = useContext(Adjusting);
  return (
    <Choice name={name} {...(glyph ? { glyph } : {})} chosen={chosen} onAction={() => adjust(wish)}>
      {name}
    </Choice>
  );
}

/** A phone has no navigation beside the list. */
function Saved() {
  const views = useSaved((state) => state.views);
  const shown = useView((state) => state.saved);
  if (views.length === 0) return null;
  return (
    <ChoiceGroup title={t.nav.saved}>
      {views.map((saved) => (
        <Choice
          key={saved.id}
          name={saved.name}
          glyph={<Icon of={saved.is_shared ? Flag : Bookmark} />}
          chosen={shown === saved.id}
          onAction={() => show(viewOf(saved), saved.id)}
        >
          {saved.name}
        </Choice>
      ))}
    </ChoiceGroup>
  );
}

function Marks({ view }: { view: View }) {
  return (
    <ChoiceGroup title={t.list.mark}>
      <To wish={{ starred: !view.starred }} name={t.list.starred} glyph={<Icon of={Star} />} chosen={view.starred} />
    </ChoiceGroup>
  );
}

function Assignees({ view }: { view: View }) {
  const users = usePeople((state) => state.users).filter((user) => user.id !== myId() && user.is_active);
  return (
    <ChoiceGroup title={t.list.assignee}>
      {['any', 'me', 'none'].map((assignee) => (
        <To key={assignee} wish={{ assignee }} name={assigneeName(assignee)} chosen={view.assignee === assignee} />
      ))}
      {users.map(({ id, name }) => (
        <To
          key={id}
          wish={{ assignee: id }}
          name={name}
          glyph={<Avatar id={id} name={name} size={20} />}
          chosen={view.assignee === id}
        />
      ))}
    </ChoiceGroup>
  );
}

function Teams({ view }: { view: View }) {
  const teams = usePeople((state) => state.teams);
  if (teams.length === 0) return null;
  return (
    <ChoiceGroup title={t.list.team}>
      <To wish={{ team: null }} name={t.list.anyTeam} chosen={view.team === null} />
      {teams.map(({ id, name }) => (
        <To key={id} wish={{ team: id }} name={name} glyph={<Icon of={Hexagon} />} chosen={view.team === id} />
      ))}
    </ChoiceGroup>
  );
}

function Channels({ view }: { view: View }) {
  const channels = Object.keys(useInbox((state) => state.counts?.by_channel) ?? { widget: 0 }) as Channel[];
  return (
    <ChoiceGroup title={t.list.channel}>
      <To wish={{ channel: null }} name={t.list.anyChannel} chosen={view.channel === null} />
      {channels.map((channel) => (
        <To
          key={channel}
          wish={{ channel }}
          name={t.channel[channel]}
          glyph={<ChannelGlyph channel={channel} />}
          chosen={view.channel === channel}
        />
      ))}
    </ChoiceGroup>
  );
}

function Priorities({ view }: { view: View }) {
  return (
    <ChoiceGroup title={t.header.priority}>
      <To wish={{ priority: null }} name={t.list.anyPriority} chosen={view.priority === null} />
      {PRIORITIES.map((priority) => (
        <To
          key={priority}
          wish={{ priority }}
          name={t.priority[priority]}
          glyph={<PriorityGlyph priority={priority} />}
          chosen={view.priority === priority}
        />
      ))}
    </ChoiceGroup>
  );
}

function Tags({ view }: { view: View }) {
  const tags = useTags((state) => state.tags);
  if (tags.length === 0) return null;
  return (
    <ChoiceGroup title={t.header.tags}>
      {tags.map(({ id, name, colour }) => {
        const chosen = view.tags.includes(id);
        const after = chosen ? view.tags.filter((one) => one !== id) : [...view.tags, id];
        return <To key={id} wish={{ tags: after }} name={name} glyph={<TagDot colour={colour} />} chosen={chosen} />;
      })}
    </ChoiceGroup>
  );
}
