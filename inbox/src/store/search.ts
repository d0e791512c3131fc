/** What is looked for and what was found; the list gives way to it while there is something to look for. */
import { create } from 'zustand';
import { type SearchQuery, search } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { FoundContact, FoundMessage, WrittenBy } from '@/api/types';
import { useSession } from './session';
import { filterOf, STATES, useView, type View, viewKey, viewWith } from './views';

/** Typing rests this long before the hub is asked. */
const REST = 150;

/** When a message was written, counted from now; `older` is what the year leaves. */
export type Age = 'week' | 'month' | 'year' | 'older';

/** What a search is narrowed to: messages of these conversations, and something of their own. */
export interface SearchFilters extends View {
  writtenBy: WrittenBy | null;
  age: Age | null;
}

interface SearchState {
  question: string;
  filters: SearchFilters;
  state: 'idle' | 'loading' | 'ready' | 'more' | 'failed';
  problem: Problem | null;
  messages: FoundMessage[];
  contacts: FoundContact[];
  cursor: string | null;
  /** The id of the result the keyboard stands on. */
  place: string | null;
}

const everywhere: SearchFilters = { ...viewWith(STATES.any), writtenBy: null, age: null };

const nothing: SearchState = {
  question: '',
  filters: everywhere,
  state: 'idle',
  problem: null,
  messages: [],
  contacts: [],
  cursor: null,
  place: null,
};

export const useSearch = create<SearchState>(() => nothing);

export const isSearching = () => useSearch.getState().question.trim() !== '';

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

useSession.subscribe((now, before) => {
  if (now.me?.user.id !== before.me?.user.id) stopLooking();
});

// who chooses a view wants to see it
useView.subscribe(() => isSearching() && stopLooking());

/** Looks for this as soon as typing rests. What was found before stays until there is something newer. */
export function lookFor(question: string): void {
  clearTimeout(timer);
  asking?.abort();
  if (question.trim() === '') return useSearch.setState(({ filters }) => ({ ...nothing, question, filters }));
  useSearch.setState({ question, state: 'loading', problem: null });
  timer = setTimeout(() => void look(), REST);
}

/** Nothing is looked for any more, and the next search looks everywhere again. */
export function stopLooking(): void {
  lookFor('');
  useSearch.setState({ filters: everywhere });
}

/** Looks for the same in fewer or more places. */
export function narrow(wish: Partial<SearchFilters>): void {
  clearTimeout(timer);
  asking?.abort();
  useSearch.setState(({ filters }) => ({ filters: { ...filters, ...wish }, messages: [], contacts: [], cursor: null }));
  void look();
}

export const widen = () => narrow(everywhere);

export const isNarrowed = (filters: SearchFilters) =>
  viewKey(filters) !== viewKey(everywhere) || filters.writtenBy !== null || filters.age !== null;

const DAY = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const AGES: Record<Age, () => Pick<SearchQuery, 'since' | 'until'>> = {
  week: () => ({ since: daysAgo(7) }),
  month: () => ({ since: daysAgo(30) }),
  year: () => ({ since: daysAgo(365) }),
  older: () => ({ until: daysAgo(365) }),
};

/** In the words of the hub. People have no status and no day: who narrows looks for messages. */
function wanted(): SearchQuery {
  const { question: q, filters } = useSearch.getState();
  if (!isNarrowed(filters)) return { q };
  const { sort: _, ...conversation } = filterOf(filters);
  return { q, kind: 'messages', ...conversation, from: filters.writtenBy, ...(filters.age && AGES[filters.age]()) };
}

export async function look(): Promise<void> {
  asking = new AbortController();
  const { signal } = asking;
  useSearch.setState({ state: 'loading', problem: null });
  try {
    const { messages, contacts } = await search.find(wanted(), signal);
    if (signal.aborted) return;
    useSearch.setState({
      state: 'ready',
      messages: messages.items,
      contacts: contacts.items,
      cursor: messages.next_cursor,
      place: null,
    });
  } catch (error) {
    if (!signal.aborted) useSearch.setState({ state: 'failed', problem: error instanceof Problem ? error : null });
  }
}

export async function lookFurther(): Promise<void> {
  const { question, filters, cursor, state } = useSearch.getState();
  if (!cursor || state !== 'ready') return;
  useSearch.setState({ state: 'more' });
  const page = await search.further(wanted(), cursor).catch(() => null);
  const now = useSearch.getState();
  if (now.question !== question || now.filters !== filters || now.state !== 'more') return;
  if (!page) return useSearch.setState({ state: 'ready' });
  useSearch.setState(({ messages }) => ({
    state: 'ready',
    messages: [...messages, ...page.messages.items],
    cursor: page.messages.next_cursor,
  }));
}
