/** The contacts that fit what is typed in the palette, as the hub finds them: by name, company, address or number. */
import { Contact as Card } from 'lucide-react';
import { useEffect, useState } from 'react';
import { search } from '@/api/hub';
import type { FoundContact, Part } from '@/api/types';
import { openContact } from '@/store/route';
import { may } from '@/store/session';
import { focusSoon } from '@/store/ui';
import type { Found, Words } from './found';

const MOST = 5;
/** Typing rests this long before the hub is asked. */
const REST = 150;

const none: Found[] = [];

/** Only ever those that fit what is typed now: an answer to what was typed before is not shown. */
export function useContactsFound(typed: string): Found[] {
  const asked = typed.trim();
  const [answer, setAnswer] = useState({ to: '', found: none });
  useEffect(() => {
    if (!asked || !may('contacts.read')) return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      search.contacts(asked, MOST, asking.signal).then(
        ({ contacts }) => !asking.signal.aborted && setAnswer({ to: asked, found: contacts.items.map(asFound) }),
        () => undefined, // what can be done without the hub is found all the same
      );
    }, REST);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [asked]);
  return answer.to === asked ? answer.found : none;
}

function asFound(contact: FoundContact): Found {
  const name = wordsOf(contact.name);
  const address = contact.addresses.find(({ value }) => value.some(({ match }) => match)) ?? contact.addresses[0];
  const run = () => {
    openContact(contact.id);
    focusSoon('contact-panel');
  };
  return {
    action: { id: `contact:${contact.id}`, group: 'go', label: () => name.label, icon: Card, run },
    ...name,
    more: wordsOf(address?.value ?? contact.company),
    section: 'contacts',
  };
}

function wordsOf(parts: readonly Part[]): Words {
  const letters = parts.flatMap(({ text, match }) => [...text].map(() => match));
  return {
    label: parts.map(({ text }) => text).join(''),
    at: new Set(letters.flatMap((match, index) => (match ? [index] : []))),
  };
}
