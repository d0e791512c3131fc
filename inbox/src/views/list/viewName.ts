/** What a view is called, in the list's head and in sentences about it. */
import type { SavedView } from '@/api/types';
import { usePeople } from '@/store/people';
import { useSaved } from '@/store/saved';
import { useTags } from '@/store/tags';
import { useView, type View } from '@/store/views';
import { t } from '@/texts';

export function assigneeName(assignee: string): string {
  if (assignee === 'me') return t.list.me;
  if (assignee === 'none') return t.list.nobody;
  if (assignee === 'any') return t.list.anyone;
  return usePeople.getState().users.find((user) => user.id === assignee)?.name ?? t.list.assignee;
}

export const teamName = (id: string) => usePeople.getState().teams.find((team) => team.id === id)?.name ?? t.list.team;

export const tagName = (id: string) => useTags.getState().tags.find((tag) => tag.id === id)?.name ?? t.header.tags;

/** A saved view by its own name, another by what narrows it most. */
export function viewName(view: View, saved: SavedView | null = null): string {
  if (saved) return saved.name;
  if (view.mentioned) return t.nav.mentions;
  if (view.starred) return t.nav.starred;
  if (view.team) return teamName(view.team);
  if (view.assignee === 'me' && view.channel === null) return t.nav.mine;
  if (view.assignee === 'none' && view.channel === null) return t.nav.unassigned;
  if (view.channel) return t.channel[view.channel];
  if (view.tags[0]) return tagName(view.tags[0]);
  if (view.priority) return t.priority[view.priority];
  if (view.assignee !== 'any') return assigneeName(view.assignee);
  return view.status === 'open' ? t.nav.open : t.status[view.status];
}

/** The saved view that is shown. */
export function useSavedView(): SavedView | null {
  const id = useView((state) => state.saved);
  return useSaved((state) => state.views.find((view) => view.id === id)) ?? null;
}

/** Every part of a filter that narrows the list, as words. */
export function viewParts(view: View): string {
  return [
    t.status[view.status],
    view.assignee !== 'any' && assigneeName(view.assignee),
    view.team && teamName(view.team),
    view.channel && t.channel[view.channel],
    view.priority && t.priority[view.priority],
    ...view.tags.map(tagName),
    view.starred && t.list.starred,
    view.mentioned && t.nav.mentions,
  ]
    .filter(Boolean)
    .join(', ');
}
