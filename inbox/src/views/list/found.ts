/** The results as one row of places, for the keys and the pointer alike. */
import type { FoundContact, FoundMessage } from '@/api/types';
import { openContact, openConversation } from '@/store/route';
import { useSearch } from '@/store/search';
import { focusSoon, setUi } from '@/store/ui';

/** So many people stand above the messages; who looks for one types a letter more. */
export const PEOPLE = 5;

export const placeOfMessage = (found: FoundMessage) => `found-${found.id}`;
export const placeOfContact = (found: FoundContact) => `found-${found.id}`;

/** Opens the conversation at this message. */
export function openMessage(found: FoundMessage): void {
  setUi({ cursor: found.conversation.id, target: { conversation: found.conversation.id, seq: found.seq } });
  openConversation(found.conversation.id);
  focusSoon('thread-log');
}

/** Opens the person with all that they wrote. */
export function openPerson(found: FoundContact): void {
  setUi({ target: null });
  openContact(found.id);
  focusSoon('contact-panel');
}

function places(): { place: string; open: () => void }[] {
  const { contacts, messages } = useSearch.getState();
  return [
    ...contacts.slice(0, PEOPLE).map((found) => ({ place: placeOfContact(found), open: () => openPerson(found) })),
    ...messages.map((found) => ({ place: placeOfMessage(found), open: () => openMessage(found) })),
  ];
}

export function step(by: 1 | -1): void {
  const all = places();
  const here = all.findIndex(({ place }) => place === useSearch.getState().place);
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by))];
  if (!next) return;
  useSearch.setState({ place: next.place });
  document.getElementById(next.place)?.scrollIntoView({ block: 'nearest' });
}

/** Opens where the keyboard stands, else the first. */
export function openPlace(): void {
  const all = places();
  (all.find(({ place }) => place === useSearch.getState().place) ?? all[0])?.open();
}
