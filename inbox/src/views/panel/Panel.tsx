/** Who is this, and what else did they write: answered without a click. */
import { PanelRightClose, X } from 'lucide-react';
import { useEffect } from 'react';
import { Avatar } from '@/components/Avatar';
import { IconBtn } from '@/components/buttons';
import { useWide } from '@/components/media';
import { agoTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { useContact } from '@/store/contacts';
import { useInbox } from '@/store/inbox';
import { setLook, useLook } from '@/store/look';
import type { Row } from '@/store/rows';
import { setUi, useUi } from '@/store/ui';
import { useVisitor } from '@/store/visitors';
import { t } from '@/texts';
import { ContactLink } from './ContactLink';
import { Details } from './Details';
import { Duplicates } from './Duplicates';
import { Earlier } from './Earlier';
import { History } from './History';
import { Notes } from './Notes';
import { PersonMenu } from './PersonMenu';
import { personOf } from './person';
import { Reachable } from './Reachable';
import { Trail } from './Trail';
import { Work } from './Work';

/** Beside the thread where there is room, else a drawer over it. */
export function Panel({ id }: { id: string }) {
  const row = useInbox((state) => state.rows.get(id));
  const wide = useWide();
  const contact = useContact(row?.contact?.id ?? null);
  const wanted = useLook((look) => look.panel);
  const drawer = useUi((ui) => ui.drawer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation closes the drawer
  useEffect(() => setUi({ drawer: false }), [id]);
  if (!row || (wide ? !wanted : !drawer)) return null;
  const person = personOf(row);
  const close = () => (wide ? setLook({ panel: false }) : setUi({ drawer: false }));
  return (
    <aside id="contact-panel" className={`panel ${wide ? '' : 'drawer'}`} aria-label={t.panel.label} tabIndex={-1}>
      <div className="bar">
        <h2 className="grow">{t.panel.label}</h2>
        <IconBtn icon={wide ? PanelRightClose : X} label={t.panel.hide} keys={[']']} onPress={close} />
      </div>
      <div className="panel-scroll">
        <Person row={row} />
        <Work row={row} />
        <Reachable person={person} />
        {contact && <Duplicates contact={contact} />}
        <Details key={`details ${row.contact?.id ?? row.visitor_id ?? row.id}`} person={person} />
        {contact && <Notes key={`notes ${contact.id}`} contact={contact} />}
        {row.visitor_id && <Trail visitorId={row.visitor_id} />}
        {row.contact && <Earlier contactId={row.contact.id} openId={row.id} />}
        {contact && <History key={`history ${contact.id}`} contact={contact} />}
      </div>
    </aside>
  );
}

function Person({ row }: { row: Row }) {
  const visitor = useVisitor(row.visitor_id);
  const contact = useContact(row.contact?.id ?? null);
  const now = useNow();
  const under = visitor?.online
    ? t.thread.onlineNow
    : visitor
      ? t.panel.lastSeen(agoTime(visitor.last_seen_at, now))
      : (contact?.company ?? t.channel[row.channel]);
  return (
    <div className="panel-person">
      <Avatar
        id={row.contact?.id ?? row.visitor_id ?? row.id}
        name={row.display_name}
        size={40}
        presence={visitor ? (visitor.online ? 'online' : 'offline') : undefined}
      />
      <div className="grow">
        <div className="panel-name" title={row.display_name}>
          {row.contact ? <ContactLink id={row.contact.id} name={row.display_name} /> : row.display_name}
        </div>
        <div className={`cut ${visitor?.online ? 'ok-text' : 'f3'}`}>{under}</div>
      </div>
      {(contact?.blocked_at || visitor?.blocked_at) && <span className="chip bad">{t.panel.isBlocked}</span>}
      <PersonMenu person={personOf(row)} />
    </div>
  );
}
