/** What a view is called, in the list's head and in sentences about it. */
import type { Channel, ContactAttribute, Priority, SavedView } from '@/api/types';
import { useAttributes } from '@/store/attributes';
import { useCustomStatuses } from '@/store/custom-statuses';
import { usePeople } from '@/store/people';
import { useSaved } from '@/store/saved';
import { useTags } from '@/store/tags';
import { FACETS, type Facet, isBounded, type Span, stateOf, useView, type View, type Wanted } from '@/store/views';
import { t } from '@/texts';
import { region } from '@/texts/language';

function assigneeName(assignee: string): string {
  if (assignee === 'me') return t.list.me;
  if (assignee === 'none') return t.list.nobody;
  return usePeople.getState().users.find((user) => user.id === assignee)?.name ?? t.list.assignee;
}

const teamName = (id: string) =>
  id === 'none' ? t.panel.noTeam : (usePeople.getState().teams.find((team) => team.id === id)?.name ?? t.list.team);

export const tagName = (id: string) => useTags.getState().tags.find((tag) => tag.id === id)?.name ?? t.header.tags;

const ownName = (id: string) =>
  id === 'none'
    ? t.list.noOwnStatus
    : (useCustomStatuses.getState().statuses.find((one) => one.id === id)?.name ?? t.list.goneStatus);

const NAMES: Record<Facet, (value: string) => string> = {
  own: ownName,
  assignee: assigneeName,
  team: teamName,
  channel: (channel) => t.channel[channel as Channel],
  priority: (priority) => t.priority[priority as Priority],
  tags: tagName,
};

const listed = (names: string[], type: Intl.ListFormatType) => new Intl.ListFormat(region, { type }).format(names);

/** "Email or WhatsApp"; of tags: "Late and Broken". */
export const facetText = (facet: Facet, values: readonly string[]) =>
  listed(values.map(NAMES[facet]), facet === 'tags' ? 'conjunction' : 'disjunction');

/** "Not Email or WhatsApp" */
export const withoutText = (facet: Facet, values: readonly string[]) =>
  t.filter.without(listed(values.map(NAMES[facet]), 'disjunction'));

export function statusText(view: View): string {
  const state = stateOf(view);
  if (state) return t.status[state];
  const said = [...view.status.map((one) => t.status[one]), ...(view.snoozed ? [t.status.snoozed] : [])];
  const excluded = view.not.status.map((one) => t.status[one]);
  return [
    said.length > 0 && listed(said, 'disjunction'),
    excluded.length > 0 && t.filter.without(listed(excluded, 'disjunction')),
  ]
    .filter(Boolean)
    .join(', ');
}

const day = (moment: number) => new Intl.DateTimeFormat(region, { dateStyle: 'medium' }).format(moment);

/** "In the last 7 days", "before 3 May 2026" */
export function spanText({ since, until, within, over }: Span): string {
  return [
    within && t.filter.within(within),
    over && t.filter.over(over),
    since && until && t.filter.between(day(Date.parse(since)), day(Date.parse(until) - 1)),
    since && !until && t.filter.from(day(Date.parse(since))),
    until && !since && t.filter.to(day(Date.parse(until) - 1)),
  ]
    .filter(Boolean)
    .join(', ');
}

export const capital = (text: string) => text.charAt(0).toLocaleUpperCase(region) + text.slice(1);

/** As people read it: `true` and a day have words. */
function valueName(type: ContactAttribute['type'] | undefined, value: string): string {
  if (type === 'boolean') return value === 'true' ? t.panel.yes : t.panel.no;
  const date = type === 'date' ? Date.parse(`${value}T00:00`) : Number.NaN;
  return Number.isNaN(date) ? value : day(date);
}

/** "Plan: Gold or Silver", "Plan: Not Gold" */
export function wantedText({ key, values, not }: Wanted): string {
  const attribute = useAttributes.getState().attributes.find((one) => one.key === key);
  const names = listed(
    values.map((value) => valueName(attribute?.type, value)),
    'disjunction',
  );
  return `${attribute?.name ?? key}: ${not ? t.filter.without(names) : names}`;
}

/** A saved view by its own name, another by what narrows it most. */
export function viewName(view: View, saved: SavedView | null = null): string {
  if (saved) return saved.name;
  if (view.mentioned) return t.nav.mentions;
  if (view.starred) return t.nav.starred;
  if (view.own.length > 0) return facetText('own', view.own);
  if (view.team.length > 0) return facetText('team', view.team);
  if (view.channel.length === 0 && view.assignee.length === 1) {
    if (view.assignee[0] === 'me') return t.nav.mine;
    if (view.assignee[0] === 'none') return t.nav.unassigned;
  }
  const facet = (['channel', 'tags', 'priority', 'assignee'] as const).find((one) => view[one].length > 0);
  if (facet) return facetText(facet, view[facet]);
  if (view.attributes[0]) return wantedText(view.attributes[0]);
  if (view.unread) return t.filter.unread;
  return stateOf(view) === 'open' ? t.nav.open : statusText(view);
}

/** The saved view that is shown. */
export function useSavedView(): SavedView | null {
  const id = useView((state) => state.saved);
  return useSaved((state) => state.views.find((view) => view.id === id)) ?? null;
}

/** Every part of a filter that narrows the list, as words. */
export function viewParts(view: View): string {
  return [
    statusText(view),
    ...FACETS.flatMap((facet) => [
      view[facet].length > 0 && facetText(facet, view[facet]),
      view.not[facet].length > 0 && withoutText(facet, view.not[facet]),
    ]),
    ...view.attributes.map(wantedText),
    view.starred && t.list.starred,
    view.mentioned && t.nav.mentions,
    view.unread && t.filter.unread,
    isBounded(view.active) && t.filter.activeIs(spanText(view.active)),
    isBounded(view.created) && t.filter.createdIs(spanText(view.created)),
  ]
    .filter(Boolean)
    .join(', ');
}
