/** Whom the panel is about: somebody behind a conversation, or a contact by themselves. */
import type { Contact } from '@/api/types';
import type { Row } from '@/store/rows';

export interface Person {
  name: string;
  /** Nobody knows yet who a visitor is. */
  contactId: string | null;
  visitorId: string | null;
}

export const personOf = (row: Row): Person => ({
  name: row.display_name,
  contactId: row.contact?.id ?? null,
  visitorId: row.visitor_id,
});

export const asPerson = ({ id, name }: Contact): Person => ({ name, contactId: id, visitorId: null });
