/** A contact by themselves, with or without a conversation: beside the list, or a page of its own on a phone. */
import { ChevronLeft, UserRoundX } from 'lucide-react';
import { Avatar } from '@/components/Avatar';
import { Btn, IconBtn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { Empty, Failed } from '@/components/states';
import { contactChanged, useContact, useLack } from '@/store/contacts';
import { openConversation } from '@/store/route';
import { t } from '@/texts';
import { Toaster } from '../shell/Toaster';
import { ThreadLoading } from '../thread/ThreadLoading';
import { Details } from './Details';
import { Duplicates } from './Duplicates';
import { AllConversations } from './Earlier';
import { History } from './History';
import { Notes } from './Notes';
import { PersonMenu } from './PersonMenu';
import { asPerson } from './person';
import { Reachable } from './Reachable';

export function ContactPage({ id }: { id: string }) {
  const contact = useContact(id);
  const lack = useLack(id);
  const phone = usePhone();
  const back = () => openConversation(null);
  const person = contact && asPerson(contact);
  return (
    <section className="thread contact-page" aria-label={contact?.name ?? t.panel.label}>
      {/* There the list, and with it the page's heading, is not shown. */}
      {phone && <h1 className="hidden">{t.panel.label}</h1>}
      <header className="bar thread-bar">
        <IconBtn icon={ChevronLeft} size={20} label={t.app.back} className="back" onPress={back} />
        {contact && person && (
          <>
            <Avatar id={contact.id} name={contact.name} size={28} />
            <div className="grow head-title">
              <h2 className="cut" title={contact.name} dir="auto">
                {contact.name}
              </h2>
              <div className="head-sub cut" dir="auto">
                {contact.company ?? t.panel.label}
              </div>
            </div>
            {contact.blocked_at && <span className="chip bad">{t.panel.isBlocked}</span>}
            <PersonMenu person={person} />
          </>
        )}
      </header>
      {contact && person ? (
        <div id="contact-panel" className="contact-scroll" tabIndex={-1}>
          <div className="contact-columns">
            <div>
              <AllConversations contact={contact} />
              <Notes contact={contact} />
              <History contact={contact} />
            </div>
            <div>
              <Reachable person={person} />
              <Duplicates contact={contact} />
              <Details person={person} />
            </div>
          </div>
        </div>
      ) : lack?.status === 404 ? (
        <Empty
          glyph={<Icon of={UserRoundX} size={22} />}
          tone="plain"
          title={t.panel.contactGone}
          text={t.panel.contactGoneMore}
        >
          <div className="acts">
            <Btn onPress={back}>{t.app.back}</Btn>
          </div>
        </Empty>
      ) : lack ? (
        <Failed title={t.panel.contactFailed} text={lack.message} problem={lack} onRetry={() => contactChanged(id)} />
      ) : (
        <ThreadLoading />
      )}
      <Toaster />
    </section>
  );
}
