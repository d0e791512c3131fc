/** The person behind a conversation, kept while the panel shows them and changed in place. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { people } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { Contact, ContactChange } from '@/api/types';
import { say } from '@/store/toasts';
import { t } from '@/texts';

const useContacts = create<{ contacts: Record<string, Contact> }>(() => ({ contacts: {} }));

const keep = (contact: Contact) =>
  useContacts.setState(({ contacts }) => ({ contacts: { ...contacts, [contact.id]: contact } }));

export function useContact(id: string | null): Contact | null {
  useEffect(() => {
    if (id) people.contact(id).then(keep, () => undefined);
  }, [id]);
  return useContacts((state) => (id ? (state.contacts[id] ?? null) : null));
}

/** Saved at once, with the way back. Returns what is wrong, if anything. */
export async function changeContact(
  contact: Contact,
  what: string,
  change: ContactChange,
  before: ContactChange,
): Promise<string | null> {
  try {
    keep(await people.changeContact(contact.id, change));
    say(t.panel.saved(what), () => void people.changeContact(contact.id, before).then(keep));
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) return t.app.failed;
    return error.fields[0]?.what ?? error.message;
  }
}
