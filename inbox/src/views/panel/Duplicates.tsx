/** Others who may be this person: suggested with the reason, merged only by hand. */
import { useEffect, useState } from 'react';
import { people } from '@/api/hub';
import type { Contact, Duplicate } from '@/api/types';
import { whileAsked } from '@/components/answer';
import { Btn } from '@/components/buttons';
import { may } from '@/store/session';
import { setUi } from '@/store/ui';
import { t } from '@/texts';
import { ContactLink } from './ContactLink';
import { Section } from './Section';

export function Duplicates({ contact }: { contact: Contact }) {
  const [found, setFound] = useState<Duplicate[]>([]);
  useEffect(() => whileAsked(people.duplicates(contact.id), (page) => setFound(page.items)), [contact]);
  const others = found.filter((each) => each.contact.id !== contact.id);
  if (others.length === 0 || !may('contacts.write')) return null;
  return (
    <Section title={t.panel.maybeSame}>
      {others.map(({ contact: other, reasons }) => (
        <div className="idl" key={other.id}>
          <span className="cut grow" dir="auto">
            <ContactLink id={other.id} name={other.name} />{' '}
            <span className="f3">{reasons.map((reason) => t.panel.reasons[reason]).join(', ')}</span>
          </span>
          <Btn
            size="sm"
            onPress={() => setUi({ merging: { kept: contact.id, other } })}
            aria-label={t.panel.mergeTitle(other.name)}
          >
            {t.panel.mergeDeed}
          </Btn>
        </div>
      ))}
    </Section>
  );
}
