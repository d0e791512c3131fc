/** What a person wrote: beside a conversation everything else, on their own page all of it. */
import { Merge as MergeGlyph, MessageCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Contact, ConversationRow } from '@/api/types';
import { whileAsked } from '@/components/answer';
import { Btn } from '@/components/buttons';
import { ChannelGlyph, Icon, StatusGlyph } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { exactTime, shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { useContact } from '@/store/contacts';
import { conversationsOf, useInbox } from '@/store/inbox';
import { openConversation } from '@/store/route';
import { may, seesAll } from '@/store/session';
import { setUi } from '@/store/ui';
import { t } from '@/texts';
import { AddAddress } from './AddressDeeds';
import { Section } from './Section';

/** As they are now: their last words may have come since. */
function useConversationsOf(contactId: string): ConversationRow[] | undefined {
  const [all, setAll] = useState<ConversationRow[] | null>(null);
  const contact = useContact(contactId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a contact that changed may have other conversations
  useEffect(() => {
    // who is not there was erased, or merged into somebody
    const refuse = (error: unknown) => asProblem(error, '').status === 404 && setAll(null);
    return whileAsked(conversationsOf(contactId), setAll, refuse);
  }, [contactId, contact]);
  const rows = useInbox((state) => state.rows);
  return all?.map((one) => rows.get(one.id) ?? one);
}

const count = (all: ConversationRow[]) => all.length > 0 && <span className="num">{all.length}</span>;

export function Earlier({ contactId, openId }: { contactId: string; openId: string }) {
  const others = useConversationsOf(contactId)?.filter(({ id }) => id !== openId);
  if (!others) return null;
  return (
    <Section title={t.panel.earlier} name="earlier" end={count(others)}>
      {others.length === 0 && <p className="f3">{seesAll() ? t.panel.noEarlier : t.panel.noEarlierToSee}</p>}
      {others.map((conversation) => (
        <Line key={conversation.id} conversation={conversation} />
      ))}
    </Section>
  );
}

export function AllConversations({ contact }: { contact: Contact }) {
  const all = useConversationsOf(contact.id);
  if (!all) return null;
  return (
    <Section title={t.panel.conversations} end={count(all)}>
      {all.length === 0 && <NoneYet contact={contact} />}
      {all.map((conversation) => (
        <Line key={conversation.id} conversation={conversation} withStatus />
      ))}
    </Section>
  );
}

/** What can be done that the next thing they write comes here. */
function NoneYet({ contact }: { contact: Contact }) {
  return (
    <Empty
      glyph={<Icon of={MessageCircle} size={22} />}
      tone="plain"
      title={t.search.silent}
      text={t.panel.silentMore(contact.name)}
    >
      {may('contacts.write') && (
        <div className="acts">
          <AddAddress contact={contact} trigger={<Btn>{t.panel.addAddress}</Btn>} />
          <Btn onPress={() => setUi({ merging: { kept: contact.id, other: null } })}>
            <Icon of={MergeGlyph} size={15} />
            {t.panel.merge}
          </Btn>
        </div>
      )}
    </Empty>
  );
}

function Line({ conversation, withStatus = false }: { conversation: ConversationRow; withStatus?: boolean }) {
  const now = useNow();
  return (
    <a
      className="idl earlier"
      href={`#/c/${conversation.id}`}
      onClick={(event) => {
        event.preventDefault();
        openConversation(conversation.id);
      }}
    >
      <ChannelGlyph channel={conversation.channel} size={15} />
      <span className="cut grow" dir="auto">
        {conversation.subject ?? conversation.last_message?.text ?? t.channel[conversation.channel]}
      </span>
      {withStatus && (
        <span className="earlier-status">
          <StatusGlyph status={conversation.status} />
          <span className="hidden">{t.status[conversation.status]}</span>
        </span>
      )}
      <span className="trail-time" title={exactTime(conversation.created_at)}>
        {shortDate(conversation.last_message_at ?? conversation.created_at, now)}
      </span>
    </a>
  );
}
