/** Finds a contact by what is typed: for deeds that take one. */
import { useEffect, useState } from 'react';
import { people } from '@/api/hub';
import type { Contact } from '@/api/types';
import { whileAsked } from '@/components/answer';
import { Field } from '@/components/fields';

interface FinderProps {
  label: string;
  /** Who is not offered. */
  without: string | null;
  chosen?: Contact | null;
  onChoose: (contact: Contact) => void;
}

export function ContactFinder({ label, without, chosen, onChoose }: FinderProps) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Contact[]>([]);
  useEffect(() => {
    const answer = query.trim() ? people.find(query.trim()) : null;
    return whileAsked(answer, (page) => setFound(page.items.filter(({ id }) => id !== without)));
  }, [query, without]);
  return (
    <>
      <Field label={label} value={query} onChange={setQuery} autoFocus />
      <div className="merge-found">
        {found.map((other) => (
          <button
            key={other.id}
            type="button"
            className="mi"
            aria-pressed={chosen ? chosen.id === other.id : undefined}
            onClick={() => onChoose(other)}
          >
            <span className="mi-text">{other.name}</span>
            <span className="mi-more">{other.identifiers[0]?.value ?? other.company}</span>
          </button>
        ))}
      </div>
    </>
  );
}
