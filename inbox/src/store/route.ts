/** Where in the app we are, read from the address after the #, so that the server needs to know one page only. */
import { create } from 'zustand';

export type Route =
  | { name: 'inbox'; conversation: string | null; contact: string | null }
  | { name: 'sign-in' }
  | { name: 'link'; token: string }
  | { name: 'invite'; token: string }
  | { name: 'reports' }
  | { name: 'settings'; page: string | null; id: string | null };

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first = '', second = null, third = null] = path.split('/').map(decodeURIComponent);
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
      return { name: 'inbox', conversation: second || null, contact: null };
    case 'contacts':
      return { name: 'inbox', conversation: null, contact: second || null };
    default:
      return { name: 'inbox', conversation: null, contact: null };
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

/** Goes there. With `replace` the step is not kept in the browser's history. */
export function go(hash: string, options: { replace?: boolean } = {}): void {
  if (location.hash === hash) return;
  if (options.replace) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  useRoute.setState({ route: current() });
}

export const addressOfContact = (id: string) => `#/contacts/${id}`;
export const openConversation = (id: string | null) => go(id ? `#/c/${id}` : '#/');
export const openContact = (id: string) => go(addressOfContact(id));
