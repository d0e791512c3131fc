/** What is looked for and what was found; the list gives way to it while there is something to look for. */
import { create } from 'zustand';
import { type SearchQuery, search } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { FoundContact, FoundMessage } from '@/api/types';
import { type Asked, everywhere, isQuestion, readAsked, type SearchFilters, sayAsked } from './asked';
import { go, route, searched, searchFor, useRoute } from './route';
import { myId, useSession } from './session';
import { filterOf, isBounded, type Span, useView, viewKey } from './views';

/** Typing rests this long before the hub is asked. */
const REST = 150;

interface SearchState extends Asked {
  state: 'idle' | 'loading' | 'ready' | 'more' | 'failed';
  problem: Problem | null;
  messages: FoundMessage[];
  contacts: FoundContact[];
  cursor: string | null;
  /** The id of the result the keyboard stands on. */
  place: string | null;
}

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

export const isSearching = () => isQuestion(useSearch.getState().question);
export const useSearching = () => useSearch(({ question }) => isQuestion(question));

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

function rest(): void {
  clearTimeout(timer);
  asking?.abort();
}

useSession.subscribe((now, before) => {
  if (now.me?.user.id === before.me?.user.id) return;
  rest();
  useSearch.setState(nothing);
  if (now.me) follow();
});

useRoute.subscribe((now, before) => {
  if (searched(now.route) !== searched(before.route) && myId()) follow();
});

// who chooses a view wants to see it
useView.subscribe(() => isSearching() && go('#/'));

/** Looks for what the address says: of a colleague, of a step back, or of before the page was loaded again. */
function follow(): void {
  const asked = readAsked(searched());
  if (sayAsked(asked) === sayAsked(useSearch.getState())) return;
  rest();
  if (!isQuestion(asked.question)) return useSearch.setState(nothing);
  useSearch.setState({ ...nothing, ...asked });
  void look();
}

const tell = (typed = false) => searchFor(sayAsked(useSearch.getState()), { typed });

/** Looks for this as soon as typing rests. What was found before stays until there is something newer. */
export function lookFor(question: string): void {
  rest();
  if (!isQuestion(question)) {
    useSearch.setState(({ filters }) => ({ ...nothing, question, filters }));
    return tell(true);
  }
  useSearch.setState({ question, state: 'loading', problem: null });
  timer = setTimeout(() => {
    // typed and left at once
    if (route().name !== 'inbox') return useSearch.setState(nothing);
    tell(true);
    void look();
  }, REST);
}

/** Nothing is looked for any more, and the next search looks everywhere again. */
export function stopLooking(): void {
  rest();
  useSearch.setState(nothing);
  tell();
}

/** Looks for the same in fewer or more places. */
export function narrow(wish: Partial<SearchFilters>): void {
  rest();
  useSearch.setState(({ filters }) => ({ filters: { ...filters, ...wish }, messages: [], contacts: [], cursor: null }));
  tell();
  void look();
}

export const widen = () => narrow(everywhere);

export const isNarrowed = (filters: SearchFilters) =>
  viewKey(filters) !== viewKey(everywhere) || filters.writtenBy !== null || isBounded(filters.written);

const DAY = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

/** The hub takes moments; days are counted back from now. */
function bounds({ since, until, within, over }: Span): Pick<SearchQuery, 'since' | 'until'> {
  const first = within === null ? since : daysAgo(within);
  const last = over === null ? until : daysAgo(over);
  return { ...(first && { since: first }), ...(last && { until: last }) };
}

/** In the words of the hub. People have no status and no day: who narrows looks for messages. */
function wanted(): SearchQuery {
  const { question: q, filters } = useSearch.getState();
  if (!isNarrowed(filters)) return { q };
  const { sort: _, ...conversation } = filterOf(filters);
  return { q, kind: 'messages', ...conversation, from: filters.writtenBy, ...bounds(filters.written) };
}

export async function look(): Promise<void> {
  asking?.abort();
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
