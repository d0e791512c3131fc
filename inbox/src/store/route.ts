/** Where in the app we are, read from the address after the #, so that the server needs to know one page only. */
import { create } from 'zustand';

export type Route =
  | { name: 'inbox'; conversation: string | null; contact: string | null; search: string }
  | { name: 'sign-in' }
  | { name: 'link'; token: string }
  | { name: 'invite'; token: string }
  | { name: 'reports' }
  | { name: 'settings'; page: string | null; id: string | null };

/** What somebody typed may be no address at all; then it leads nowhere in particular. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function parseRoute(hash: string): Route {
  const [path = '', ...rest] = hash.replace(/^#\/?/, '').split('?');
  const search = rest.join('?');
  const [first = '', second = null, third = null] = path.split('/').map(decoded);
  const token = new URLSearchParams(search).get('token') ?? '';
  switch (first) {
    case 'sign-in':
      return { name: 'sign-in' };
    case 'link':
      return { name: 'link', token };
    case 'invite':
    case 'invitation':
      return { name: 'invite', token };
    case 'reports':
      return { name: 'reports' };
    case 'settings':
      return { name: 'settings', page: second || null, id: third || null };
    case 'c':
      return { name: 'inbox', conversation: second || null, contact: null, search };
    case 'contacts':
      return { name: 'inbox', conversation: null, contact: second || null, search };
    default:
      return { name: 'inbox', conversation: null, contact: null, search };
  }
}

const current = () => parseRoute(typeof location === 'undefined' ? '' : location.hash);

export const useRoute = create<{ route: Route }>(() => ({ route: current() }));

export const route = () => useRoute.getState().route;

export function followAddress(): void {
  addEventListener('hashchange', () => useRoute.setState({ route: current() }));
}

/** The conversation that is open. */
export const openId = (here = route()) => (here.name === 'inbox' ? here.conversation : null);

/** The contact who is open by themselves. */
export const openContactId = (here = route()) => (here.name === 'inbox' ? here.contact : null);

/** What is looked for, in the words of `asked.ts`; it stays beside whatever is opened meanwhile. */
export const searched = (here = route()) => (here.name === 'inbox' ? here.search : '');

interface Step {
  /** The step is not kept in the browser's history. */
  replace?: boolean;
  /** What the browser's history keeps with the step. */
  mark?: string | null;
}

export function go(hash: string, { replace = false, mark = null }: Step = {}): void {
  if (location.hash === hash) return;
  if (replace) history.replaceState(mark, '', hash);
  else history.pushState(mark, '', hash);
  useRoute.setState({ route: current() });
}

const withSearch = (path: string, search: string) => (search ? `#/${path}?${search}` : `#/${path}`);

export const addressOfContact = (id: string) => `#/contacts/${id}`;
export const openConversation = (id: string | null) => go(withSearch(id ? `c/${id}` : '', searched()));
export const openContact = (id: string) => go(withSearch(`contacts/${id}`, searched()));

const TYPED = 'typed';

/** Looks for this beside what is open. What is `typed` becomes one step of the history, however many letters it has. */
export function searchFor(search: string, { typed = false } = {}): void {
  const here = route();
  if (here.name !== 'inbox' || here.search === search) return;
  const path = here.conversation ? `c/${here.conversation}` : here.contact ? `contacts/${here.contact}` : '';
  const isSame = typed && (here.search !== '' || history.state === TYPED);
  go(withSearch(path, search), { replace: isSame, mark: typed ? TYPED : null });
}
