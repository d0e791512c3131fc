/** What a view is called, in the list's head and in sentences about it. */
import { usePeople } from '@/store/people';
import { named, sameView, type View } from '@/store/views';
import { t } from '@/texts';

export function assigneeName(assignee: string): string {
  if (assignee === 'me') return t.list.me;
  if (assignee === 'none') return t.list.nobody;
  if (assignee === 'any') return t.list.anyone;
  return usePeople.getState().users.find((user) => user.id === assignee)?.name ?? t.list.assignee;
}

export function viewName(view: View): string {
  if (view.assignee === 'me' && view.channel === null) return t.nav.mine;
  if (view.assignee === 'none' && view.channel === null) return t.nav.unassigned;
  if (sameView(view, named.open)) return t.nav.open;
  if (view.channel) return t.channel[view.channel];
  if (view.assignee !== 'any') return assigneeName(view.assignee);
  return t.status[view.status];
}

/** Every part of a filter that narrows the list, as words. */
export function viewParts(view: View): string {
  return [
    t.status[view.status],
    view.assignee !== 'any' && assigneeName(view.assignee),
    view.channel && t.channel[view.channel],
  ]
    .filter(Boolean)
    .join(', ');
}
