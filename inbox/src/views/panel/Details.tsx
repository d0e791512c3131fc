/** What we know of a person, changed in place: click, write, done. */
import type { Contact } from '@/api/types';
import type { Row } from '@/store/rows';
import { may } from '@/store/session';
import { t } from '@/texts';
import { changeContact, useContact } from './contact';
import { InPlace } from './InPlace';
import { Section } from './Section';
import { useVisitor } from './visitor';

const addressOf = (contact: Contact, type: 'email' | 'phone') =>
  contact.identifiers.find((identifier) => identifier.type === type)?.value ?? '';

const languages = new Intl.DisplayNames('en', { type: 'language' });

function languageOf(locale: string): string {
  try {
    return languages.of(locale) ?? locale;
  } catch {
    return locale;
  }
}

export function Details({ row }: { row: Row }) {
  const contact = useContact(row.contact?.id ?? null);
  const visitor = useVisitor(row.visitor_id);
  const attributes = Object.entries({ ...visitor?.attributes, ...contact?.attributes }).filter(isPlain);
  return (
    <Section title={t.panel.details} name="details">
      {contact && <ContactFields contact={contact} />}
      {!contact && visitor?.name && <Plain label={t.panel.name} value={visitor.name} />}
      {visitor?.locale && <Plain label={t.panel.language} value={languageOf(visitor.locale)} />}
      {attributes.map(([name, value]) => (
        <Plain key={name} label={name} value={String(value)} />
      ))}
      {!contact && <p className="f3 panel-hint">{t.panel.notIdentified}</p>}
    </Section>
  );
}

const isPlain = ([, value]: [string, unknown]) => ['string', 'number', 'boolean'].includes(typeof value);

function Plain({ label, value }: { label: string; value: string }) {
  return (
    <div className="kv">
      <span className="kv-label cut" title={label}>
        {label}
      </span>
      <span className="v still" title={value}>
        <span className="cut">{value}</span>
      </span>
    </div>
  );
}

function ContactFields({ contact }: { contact: Contact }) {
  const mayChange = may('contacts.write');
  const field = (
    label: string,
    name: string,
    value: string,
    type: 'text' | 'email' | 'tel' = 'text',
    rows?: number,
  ) => (
    <InPlace
      key={name}
      label={label}
      value={value}
      type={type}
      rows={rows}
      isDisabled={!mayChange}
      required={name === 'name'}
      onSave={(next) => changeContact(contact, label, { [name]: next || null }, { [name]: value || null })}
    />
  );
  return (
    <>
      {field(t.panel.name, 'name', contact.name)}
      {field(t.panel.email, 'email', addressOf(contact, 'email'), 'email')}
      {field(t.panel.phone, 'phone', addressOf(contact, 'phone'), 'tel')}
      {field(t.panel.company, 'company', contact.company ?? '')}
      {field(t.panel.notes, 'notes', contact.notes ?? '', 'text', 3)}
    </>
  );
}
