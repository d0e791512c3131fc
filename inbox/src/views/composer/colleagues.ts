/** Colleagues as suggestions, for a note that is to be theirs to look at. */
import { usePeople } from '@/store/people';
import { myId } from '@/store/session';
import { t } from '@/texts';
import type { Suggestion } from './useSuggestions';

const MOST = 30;

export function colleagueSuggestions(query: string): Suggestion[] {
  const wanted = query.toLowerCase();
  return usePeople
    .getState()
    .users.filter(({ id, name, is_active }) => is_active && id !== myId() && begins(name.toLowerCase(), wanted))
    .slice(0, MOST)
    .map(({ id, name, presence }) => ({ id, name, more: t.presence[presence], words: `@${name} ` }));
}

/** Any of the names of a person, or the whole as it is written. */
const begins = (name: string, wanted: string) =>
  name.startsWith(wanted) || name.split(/\s+/).some((part) => part.startsWith(wanted));
