/** Says that a list of the workspace is other than it was, which no store holds: the page that shows it asks again. */
import { create } from 'zustand';

const LISTS = ['api-keys', 'audit-log', 'dead-letters', 'webhook-endpoints', 'widgets'] as const;
type NewsList = (typeof LISTS)[number];

/** How often each of them has changed. */
export const useNews = create<Record<NewsList, number>>(() => ({
  'api-keys': 0,
  'audit-log': 0,
  'dead-letters': 0,
  'webhook-endpoints': 0,
  widgets: 0,
}));

export function listChanged(list: NewsList): void {
  useNews.setState((heard) => ({ [list]: heard[list] + 1 }));
}

/** After a break nobody knows which. */
export function anyListChanged(): void {
  LISTS.forEach(listChanged);
}
