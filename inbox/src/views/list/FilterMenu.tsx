/** What a list can be narrowed to, besides its status. */
import { Ban, Bookmark, CalendarDays, CircleOff, Flag, Hexagon, ListFilter, Mail, Star, UserRound } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import type { Channel, ConversationStatus, Priority } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { IconBtn } from '@/components/buttons';
import { Choice, ChoiceGroup, Choices } from '@/components/Choices';
import { ChannelGlyph, Icon, PriorityGlyph, StatusGlyph } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { TagDot } from '@/components/TagChip';
import { MOST_ATTRIBUTES, type SearchFilters } from '@/store/asked';
import { useAttributes } from '@/store/attributes';
import { useCustomStatuses } from '@/store/custom-statuses';
import { useInbox } from '@/store/inbox';
import { usePeople } from '@/store/people';
import { useSaved } from '@/store/saved';
import { may, myId } from '@/store/session';
import { useTags } from '@/store/tags';
import { setUi, type UiState } from '@/store/ui';
import {
  ALL_STATUSES,
  adjust,
  anyTime,
  type Facet,
  inOwn,
  inState,
  type Span,
  sameView,
  show,
  useView,
  type View,
  viewOf,
  viewWith,
} from '@/store/views';
import { t } from '@/texts';
import { capital, spanText, wantedText } from './viewName';

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
  const narrowed = narrowedMore || !sameView(view, { ...viewWith(pick(view)), assignee: headed(view) });
  const phone = usePhone();
  return (
    <Choices
      label={t.list.filter}
      trigger={<IconBtn id="list-filter" icon={ListFilter} label={t.list.filter} on={narrowed} />}
    >
      {more ?? (phone && <Saved />)}
      <Marks view={view} />
      <Statuses view={view} />
      <OwnStatuses view={view} />
      <Assignees view={view} />
      <Teams view={view} />
      <Channels view={view} />
      <Priorities view={view} />
      <Tags view={view} />
      <Attributes view={view} />
      <Times view={view} of="active" title={t.filter.active} />
      <Times view={view} of="created" title={t.filter.created} />
    </Choices>
  );
}

/** What the list's head says by itself: its status and its order, and whether it is mine or nobody's. */
const pick = ({ status, snoozed, sort }: View) => ({ status, snoozed, sort });
const headed = ({ assignee }: View) =>
  assignee.length === 1 && ['me', 'none'].includes(assignee[0] ?? '') ? assignee : [];

interface ToProps {
  wish: Partial<SearchFilters>;
  name: string;
  glyph?: ReactNode;
  chosen: boolean;
  more?: ReactNode;
  /** One of several that may be chosen together: the menu stays open for the next. */
  stays?: boolean;
}

export function To({ wish, name, glyph, chosen, more, stays = false }: ToProps) {
  const adjust = useContext(Adjusting);
  return (
    <Choice
      name={name}
      {...(glyph ? { glyph } : {})}
      chosen={chosen}
      more={more}
      shouldCloseOnSelect={!stays}
      onAction={() => adjust(wish)}
    >
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
      <To
        wish={{ unread: !view.unread }}
        name={t.filter.unread}
        glyph={<Icon of={Mail} />}
        chosen={view.unread}
        stays
      />
      <To
        wish={{ starred: !view.starred }}
        name={t.list.starred}
        glyph={<Icon of={Star} />}
        chosen={view.starred}
        stays
      />
    </ChoiceGroup>
  );
}

const toggled = <Value extends string>(values: readonly Value[], value: Value): Value[] =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value];

function Statuses({ view }: { view: View }) {
  const values = ALL_STATUSES.map((id) => ({ id, name: t.status[id], glyph: <StatusGlyph status={id} /> }));
  // what is asleep is not among the open ones
  const wish = (status: readonly string[]) =>
    inState(view, { status: status as ConversationStatus[], snoozed: status.includes('open') ? false : null });
  return <Values view={view} facet="status" title={t.panel.status} values={values} wish={wish} />;
}

/** The workspace's own words for the statuses; one that has gone can still be taken off. */
function OwnStatuses({ view }: { view: View }) {
  const statuses = useCustomStatuses((state) => state.statuses);
  const gone = [...view.own, ...view.not.own].filter((id) => id !== 'none' && !statuses.some((one) => one.id === id));
  if (statuses.length + gone.length === 0) return null;
  const values = [
    ...statuses.map(({ id, name, status, colour }) => ({
      id,
      name,
      glyph: <StatusGlyph status={status} colour={colour} />,
    })),
    ...gone.map((id) => ({ id, name: t.list.goneStatus, glyph: <Icon of={Ban} /> })),
    { id: 'none', name: t.list.noOwnStatus, glyph: <Icon of={CircleOff} /> },
  ];
  const wish = (own: readonly string[]) => inOwn(view, own, statuses);
  return <Values view={view} facet="own" title={t.list.ownStatus} values={values} wish={wish} />;
}

interface Value {
  id: string;
  name: string;
  glyph?: ReactNode;
}

interface ValuesProps {
  view: View;
  facet: Facet | 'status';
  title: string;
  any?: string;
  values: readonly Value[];
  /** What else goes with these. */
  wish?: (named: readonly string[]) => Partial<View>;
}

/** Any of those that are chosen, or none of them: one line below them turns it round. */
function Values({ view, facet, title, any, values, wish: also }: ValuesProps) {
  const excludes = view.not[facet].length > 0;
  const chosen = excludes ? view.not[facet] : view[facet];
  const wish = (named: readonly string[], exclude: boolean): Partial<View> => {
    const other = also?.(exclude ? [] : named) ?? {};
    const not = { ...(other.not ?? view.not), [facet]: exclude ? named : [] };
    return { ...other, [facet]: exclude ? [] : named, not };
  };
  return (
    <ChoiceGroup title={title}>
      {any && <To wish={wish([], false)} name={any} chosen={chosen.length === 0} />}
      {values.map(({ id, name, glyph }) => (
        <To
          key={id}
          wish={wish(toggled(chosen, id), excludes)}
          name={name}
          glyph={glyph}
          chosen={chosen.includes(id)}
          more={excludes && chosen.includes(id) ? t.filter.not : null}
          stays
        />
      ))}
      {chosen.length > 0 && (
        <To wish={wish(chosen, !excludes)} name={t.filter.exclude} glyph={<Icon of={Ban} />} chosen={excludes} stays />
      )}
    </ChoiceGroup>
  );
}

function Assignees({ view }: { view: View }) {
  const users = usePeople((state) => state.users).filter((user) => user.id !== myId() && user.is_active);
  const values = [
    { id: 'me', name: t.list.me },
    { id: 'none', name: t.list.nobody },
    ...users.map(({ id, name }) => ({ id, name, glyph: <Avatar id={id} name={name} size={20} /> })),
  ];
  return <Values view={view} facet="assignee" title={t.list.assignee} any={t.list.anyone} values={values} />;
}

function Teams({ view }: { view: View }) {
  const teams = usePeople((state) => state.teams);
  if (teams.length === 0) return null;
  const values = [...teams, { id: 'none', name: t.panel.noTeam }].map(({ id, name }) => ({
    id,
    name,
    glyph: <Icon of={Hexagon} />,
  }));
  return <Values view={view} facet="team" title={t.list.team} any={t.list.anyTeam} values={values} />;
}

function Channels({ view }: { view: View }) {
  const channels = Object.keys(useInbox((state) => state.counts?.by_channel) ?? { widget: 0 }) as Channel[];
  const values = channels.map((id) => ({ id, name: t.channel[id], glyph: <ChannelGlyph channel={id} /> }));
  return <Values view={view} facet="channel" title={t.list.channel} any={t.list.anyChannel} values={values} />;
}

function Priorities({ view }: { view: View }) {
  const values = PRIORITIES.map((id) => ({ id, name: t.priority[id], glyph: <PriorityGlyph priority={id} /> }));
  return <Values view={view} facet="priority" title={t.header.priority} any={t.list.anyPriority} values={values} />;
}

function Tags({ view }: { view: View }) {
  const tags = useTags((state) => state.tags);
  if (tags.length === 0) return null;
  const values = tags.map(({ id, name, colour }) => ({ id, name, glyph: <TagDot colour={colour} /> }));
  return <Values view={view} facet="tags" title={t.header.tags} values={values} />;
}

/** Each asks for its values. More than the hub takes are not offered. */
function Attributes({ view }: { view: View }) {
  const attributes = useAttributes((state) => state.attributes);
  if (attributes.length === 0 || !may('contacts.read')) return null;
  return (
    <ChoiceGroup title={t.filter.contact}>
      {attributes.map(({ key, name }) => {
        const wanted = view.attributes.find((one) => one.key === key);
        return (
          <Choice
            key={key}
            name={name}
            glyph={<Icon of={UserRound} />}
            chosen={wanted !== undefined}
            isDisabled={!wanted && view.attributes.length >= MOST_ATTRIBUTES}
            onAction={() => setUi({ asksAttribute: key })}
          >
            {wanted ? wantedText(wanted) : `${name}…`}
          </Choice>
        );
      })}
    </ChoiceGroup>
  );
}

/** Counted back from now, they stay right in a saved view. */
const SPANS: Partial<Span>[] = [{ within: 1 }, { within: 7 }, { within: 30 }, { over: 3 }, { over: 30 }];

function Times({ view, of, title }: { view: View; of: 'created' | 'active'; title: string }) {
  const same = (span: Span) => sameView(view, { ...view, [of]: span });
  return (
    <ChoiceGroup title={title}>
      <To wish={{ [of]: anyTime }} name={t.filter.anyTime} chosen={same(anyTime)} />
      {SPANS.map((wish) => {
        const span = { ...anyTime, ...wish };
        const name = capital(spanText(span));
        return <To key={name} wish={{ [of]: span }} name={name} chosen={same(span)} />;
      })}
      <OwnDays of={of} span={view[of]} />
    </ChoiceGroup>
  );
}

/** Asks for days, and says which ones were chosen. */
export function OwnDays({ of, span }: { of: NonNullable<UiState['asksDays']>; span: Span }) {
  const isOwn = span.since !== null || span.until !== null;
  return (
    <Choice
      name={t.filter.days}
      glyph={<Icon of={CalendarDays} />}
      chosen={isOwn}
      onAction={() => setUi({ asksDays: of })}
    >
      {isOwn ? capital(spanText(span)) : t.filter.days}
    </Choice>
  );
}
