/** What happened with a person, asked for again whenever the hub says that they changed. */
import { useEffect, useState } from 'react';
import { people } from '@/api/hub';
import type { Contact, TimelineItem } from '@/api/types';
import { whileAsked } from '@/components/answer';

export function useHistory(contact: Contact | null, kind?: TimelineItem['kind']): TimelineItem[] | null {
  const [items, setItems] = useState<TimelineItem[] | null>(null);
  useEffect(() => {
    const answer = contact && people.timeline(contact.id, kind);
    return whileAsked(answer, (page) => setItems(page.items));
  }, [contact, kind]);
  return items;
}
