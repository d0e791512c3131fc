/** What we know of a person, changed in place: click, write, done. */
import type { Contact, ContactChange } from '@/api/types';
import { useAttributes } from '@/store/attributes';
import { changeContact, useContact } from '@/store/contacts';
import { may, useSession } from '@/store/session';
import { useVisitor } from '@/store/visitors';
import { t } from '@/texts';
import { region } from '@/texts/language';
import { Attributes } from './Attributes';
import { InPlace } from './InPlace';
import type { Person } from './person';
import { Section } from './Section';

const addressOf = (contact: Contact, type: 'email' | 'phone') =>
  contact.identifiers.find((identifier) => identifier.type === type)?.value ?? '';

function languageOf(locale: string): string {
  try {
    return new Intl.DisplayNames(region, { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

export function Details({ person }: { person: Person }) {
  const contact = useContact(person.contactId);
  const visitor = useVisitor(person.visitorId);
  const mayNotSee = useSession(() => person.contactId !== null && !may('contacts.read'));
  const described = useAttributes((state) => state.attributes);
  const isDescribed = (name: string) => contact !== null && described.some((attribute) => attribute.key === name);
  const attributes = Object.entries({ ...visitor?.attributes, ...contact?.attributes })
    .filter(isPlain)
    .filter(([name]) => !isDescribed(name));
  return (
    <Section title={t.panel.details} name="details">
      {contact && <ContactFields contact={contact} />}
      {contact && <Attributes contact={contact} />}
      {!contact && visitor?.name && <Plain label={t.panel.name} value={visitor.name} />}
      {visitor?.locale && <Plain label={t.panel.language} value={languageOf(visitor.locale)} />}
      {attributes.map(([name, value]) => (
        <Plain key={name} label={titleOf(name)} value={String(value)} />
      ))}
      {mayNotSee && <p className="f3 panel-hint">{t.panel.mayNotSee}</p>}
      {!person.contactId && <p className="f3 panel-hint">{t.panel.notIdentified}</p>}
    </Section>
  );
}

/** Sites name their attributes for machines: "last_order" is "Last order" to people. */
const titleOf = (name: string) => name.charAt(0).toLocaleUpperCase() + name.slice(1).replaceAll('_', ' ');

const isPlain = ([, value]: [string, unknown]) => ['string', 'number', 'boolean'].includes(typeof value);

function Plain({ label, value }: { label: string; value: string }) {
  return (
    <div className="kv">
      <span className="kv-label cut" title={label}>
        {label}
      </span>
      <span className="v still" title={value}>
        <span className="cut" dir="auto">
          {value}
        </span>
      </span>
    </div>
  );
}

type Address = 'email' | 'phone';

/** All addresses with this one put in the place of the first of its kind; the hub takes the whole list that remains. */
function withAddress(contact: Contact, type: Address, value: string): ContactChange {
  const others = contact.identifiers.filter((identifier) => identifier.type !== 'visitor_id');
  const old = others.find((identifier) => identifier.type === type);
  const given = value ? [{ type, value }] : [];
  const kept = others.filter((identifier) => identifier !== old).map(({ type, value }) => ({ type, value }));
  return { identifiers: [...given, ...kept] };
}

function ContactFields({ contact }: { contact: Contact }) {
  const isDisabled = !may('contacts.write');
  const save = (what: string, change: (value: string) => ContactChange, before: string) => (value: string) =>
    changeContact(contact, what, change(value), change(before));
  const address = (label: string, type: Address) => {
    const value = addressOf(contact, type);
    const change = (next: string) => withAddress(contact, type, next);
    return (
      <InPlace
        label={label}
        value={value}
        type={type === 'email' ? 'email' : 'tel'}
        isDisabled={isDisabled}
        onSave={save(label, change, value)}
      />
    );
  };
  const company = contact.company ?? '';
  const notes = contact.notes ?? '';
  return (
    <>
      <InPlace
        label={t.panel.name}
        value={contact.name}
        isDisabled={isDisabled}
        required
        onSave={save(t.panel.name, (name) => ({ name }), contact.name)}
      />
      {address(t.panel.email, 'email')}
      {address(t.panel.phone, 'phone')}
      <InPlace
        label={t.panel.company}
        value={company}
        isDisabled={isDisabled}
        onSave={save(t.panel.company, (text) => ({ company: text || null }), company)}
      />
      <InPlace
        label={t.panel.about}
        value={notes}
        rows={3}
        isDisabled={isDisabled}
        onSave={save(t.panel.about, (text) => ({ notes: text || null }), notes)}
      />
    </>
  );
}
