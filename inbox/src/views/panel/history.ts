/** What happened with a person, asked for again whenever the hub says that they changed. */
import { useEffect, useState } from 'react';
import { people } from '@/api/hub';
import type { Contact, TimelineItem } from '@/api/types';

export function useHistory(contact: Contact | null, kind?: TimelineItem['kind']): TimelineItem[] | null {
  const [items, setItems] = useState<TimelineItem[] | null>(null);
  useEffect(() => {
    let wanted = true;
    if (contact)
      people.timeline(contact.id, kind).then(
        (page) => wanted && setItems(page.items),
        () => undefined,
      );
    return () => {
      wanted = false;
    };
  }, [contact, kind]);
  return items;
}
