/**
 * Which contacts are what a view asks of them. Only the hub knows: attributes stand in no row, and not everybody may read
 * them. It is asked, and what it said is kept here.
 */

/** By what is asked for, then by contact. Of whom nothing is kept nothing is known. */
const known = new Map<string, Map<string, boolean>>();

export const isFitting = (asked: string, contact: string): boolean | undefined => known.get(asked)?.get(contact);

export function keepFitting(asked: string, contact: string, fits: boolean): void {
  const contacts = known.get(asked) ?? new Map<string, boolean>();
  known.set(asked, contacts.set(contact, fits));
}

/** Of one contact, or of what is asked for, or of all of them. */
export function forgetFitting({ contact, asked }: { contact?: string; asked?: string } = {}): void {
  if (contact !== undefined) for (const contacts of known.values()) contacts.delete(contact);
  else if (asked !== undefined) known.delete(asked);
  else known.clear();
}
