/** What is looked for and what was found; the list gives way to it while there is something to look for. */
import { create } from 'zustand';
import { search } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { FoundContact, FoundMessage } from '@/api/types';
import { useSession } from './session';

/** Typing rests this long before the hub is asked. */
const REST = 150;

interface SearchState {
  question: string;
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
  if (now.me?.user.id !== before.me?.user.id) lookFor('');
});

/** Looks for this as soon as typing rests. What was found before stays until there is something newer. */
export function lookFor(question: string): void {
  clearTimeout(timer);
  asking?.abort();
  if (question.trim() === '') return useSearch.setState({ ...nothing, question });
  useSearch.setState({ question, state: 'loading', problem: null });
  timer = setTimeout(() => void look(), REST);
}

export async function look(): Promise<void> {
  const { question } = useSearch.getState();
  asking = new AbortController();
  const { signal } = asking;
  useSearch.setState({ state: 'loading', problem: null });
  try {
    const { messages, contacts } = await search.find(question, signal);
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
  const { question, cursor, state } = useSearch.getState();
  if (!cursor || state !== 'ready') return;
  useSearch.setState({ state: 'more' });
  const page = await search.further(question, cursor).catch(() => null);
  if (useSearch.getState().question !== question || useSearch.getState().state !== 'more') return;
  if (!page) return useSearch.setState({ state: 'ready' });
  useSearch.setState(({ messages }) => ({
    state: 'ready',
    messages: [...messages, ...page.messages.items],
    cursor: page.messages.next_cursor,
  }));
}
