/** The addresses of a person; proven ones say so, claims say that too. */
import { Mail, MessageSquare, Phone } from 'lucide-react';
import type { Channel, Identifier } from '@/api/types';
import { ChannelGlyph, Icon } from '@/components/glyphs';
import { shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { useContact } from '@/store/contacts';
import { may } from '@/store/session';
import { useVisitor } from '@/store/visitors';
import { t } from '@/texts';
import { AddAddress, AddressDeeds } from './AddressDeeds';
import type { Person } from './person';
import { Section } from './Section';

const CHANNEL: Record<Identifier['type'], Channel> = {
  email: 'email',
  phone: 'phone',
  whatsapp: 'whatsapp',
  visitor_id: 'widget',
};

export function Reachable({ person }: { person: Person }) {
  const contact = useContact(person.contactId);
  const visitor = useVisitor(person.visitorId);
  const now = useNow();
  const known = (contact?.identifiers ?? []).filter((identifier) => identifier.type !== 'visitor_id');
  const values = new Set(known.map((identifier) => identifier.value.toLowerCase()));
  const claims = [
    { icon: Mail, value: visitor?.email },
    { icon: Phone, value: visitor?.phone },
  ].filter((claim) => claim.value && !values.has(claim.value.toLowerCase()));
  const canWrite = may('contacts.write');
  if (!contact && known.length === 0 && claims.length === 0 && !visitor) return null;
  return (
    <Section title={t.panel.reachable} end={contact && canWrite && <AddAddress contact={contact} />}>
      {known.map((identifier) => (
        <div className="idl" key={`${identifier.type} ${identifier.value}`}>
          <ChannelGlyph channel={CHANNEL[identifier.type]} size={15} />
          <span className="cut grow" title={identifier.value} dir="auto">
            {identifier.value}
          </span>
          {identifier.verified ? (
            <span className="chip ok">{t.panel.verified}</span>
          ) : (
            <span className="chip">{t.panel.unproven}</span>
          )}
          {contact && canWrite && <AddressDeeds contact={contact} address={identifier} />}
        </div>
      ))}
      {claims.map((claim) => (
        <div className="idl" key={claim.value} title={t.panel.claimed}>
          <Icon of={claim.icon} size={15} className="f3" />
          <span className="cut grow" dir="auto">
            {claim.value}
          </span>
          <span className="chip">{t.panel.unproven}</span>
        </div>
      ))}
      {visitor && (
        <div className="idl">
          <Icon of={MessageSquare} size={15} className="c-widget" />
          <span className="cut grow">{t.panel.visitorSince(shortDate(visitor.first_seen_at, now))}</span>
        </div>
      )}
    </Section>
  );
}
