/** The person behind a conversation, kept while the panel shows them and changed in place. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { people } from '@/api/hub';
import { asProblem, Problem } from '@/api/problem';
import type { Contact, ContactChange } from '@/api/types';
import { saveAs } from '@/components/save';
import { t } from '@/texts';
import { say, warn } from './toasts';

interface Contacts {
  contacts: Record<string, Contact>;
  /** Why one that was asked for is not there. */
  lacks: Record<string, Problem>;
}

const useContacts = create<Contacts>(() => ({ contacts: {}, lacks: {} }));

/** Those that were looked at, to be asked for again when the hub says that they changed. */
const keep = (contact: Contact) =>
  useContacts.setState(({ contacts, lacks: { [contact.id]: _, ...lacks } }) => ({
    contacts: { ...contacts, [contact.id]: contact },
    lacks,
  }));

/** Who is not there any more was erased, or merged into somebody; for another reason they stay as they were known. */
const miss = (id: string, problem: Problem) =>
  useContacts.setState(({ contacts: { [id]: known, ...others }, lacks }) => ({
    contacts: known && problem.status !== 404 ? { ...others, [id]: known } : others,
    lacks: { ...lacks, [id]: problem },
  }));

const load = (id: string) =>
  people.contact(id).then(keep, (error: unknown) => miss(id, asProblem(error, t.app.failed)));

/** Somebody changed a contact; after a break it may have been any of them. */
export function contactChanged(id?: string): void {
  const { contacts, lacks } = useContacts.getState();
  const asked = new Set([...Object.keys(contacts), ...Object.keys(lacks)]);
  for (const each of asked) if (!id || each === id) void load(each);
}

/** Every part of the panel wants the same person at once: one question serves them all. */
const underWay = new Map<string, Promise<unknown>>();

function look(id: string): void {
  if (!underWay.has(id))
    underWay.set(
      id,
      load(id).finally(() => underWay.delete(id)),
    );
}

export function useContact(id: string | null): Contact | null {
  useEffect(() => {
    if (id) look(id);
  }, [id]);
  return useContacts((state) => (id ? (state.contacts[id] ?? null) : null));
}

/** Why this contact cannot be shown, if so. */
export const useLack = (id: string): Problem | null => useContacts(({ lacks }) => lacks[id] ?? null);

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

/** Blocks a contact, or the browser of somebody who is none yet; without a reason, not even an empty one, ends it. */
export async function block(noun: 'contacts' | 'visitors', id: string, reason: string | null): Promise<void> {
  await (reason === null ? people.unblock(noun, id) : people.block(noun, id, reason));
  say(reason === null ? t.panel.unblocked : t.panel.blocked, () => void block(noun, id, reason === null ? '' : null));
}

/** All that is known of somebody, as one archive. */
export async function exportData(id: string): Promise<void> {
  try {
    saveAs(`contact-${id.slice(-6)}.zip`, await people.exportData(id));
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
}

/** The one that stays gets what the other has, and its values where it has none, or where `take` names them. */
export async function mergeContacts(kept: Contact, other: Contact, take: readonly string[]): Promise<void> {
  const done = await people.merge(kept.id, other.id, take);
  keep(done.contact);
  say(t.panel.merged(other.name), () => void undoMerge(done.merge_id));
}

export async function undoMerge(mergeId: string): Promise<void> {
  try {
    const { remaining } = await people.undoMerge(mergeId);
    say(remaining.length > 0 ? t.panel.mergeRemains(remaining.join(', ')) : t.panel.mergeUndone);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
}
