/** What else this person wrote. */
import { useEffect, useState } from 'react';
import { people } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { Conversation } from '@/api/types';
import { ChannelGlyph } from '@/components/glyphs';
import { exactTime, shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { useContact } from '@/store/contacts';
import { takeConversations, useInbox } from '@/store/inbox';
import { openConversation } from '@/store/route';
import { t } from '@/texts';
import { Section } from './Section';

export function Earlier({ contactId, openId }: { contactId: string; openId: string }) {
  const [all, setAll] = useState<Conversation[] | null>(null);
  const now = useNow();
  const contact = useContact(contactId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a contact that changed may have other conversations
  useEffect(() => {
    let wanted = true;
    const asked = performance.now();
    people.conversationsOf(contactId).then(
      (page) => {
        takeConversations(page.items, asked);
        if (wanted) setAll(page.items);
      },
      // erased, or merged into somebody
      (error: unknown) => wanted && asProblem(error, '').status === 404 && setAll(null),
    );
    return () => {
      wanted = false;
    };
  }, [contactId, contact]);
  const rows = useInbox((state) => state.rows);
  // as they are now: their last words may have come since
  const others = all?.filter(({ id }) => id !== openId).map((one) => rows.get(one.id) ?? one);
  if (!others) return null;
  return (
    <Section
      title={t.panel.earlier}
      name="earlier"
      end={others.length > 0 && <span className="num">{others.length}</span>}
    >
      {others.length === 0 && <p className="f3">{t.panel.noEarlier}</p>}
      {others.map((conversation) => (
        <a
          key={conversation.id}
          className="idl earlier"
          href={`#/c/${conversation.id}`}
          onClick={(event) => {
            event.preventDefault();
            openConversation(conversation.id);
          }}
        >
          <ChannelGlyph channel={conversation.channel} size={15} />
          <span className="cut grow">
            {conversation.subject ?? conversation.last_message?.text ?? t.channel[conversation.channel]}
          </span>
          <span className="trail-time" title={exactTime(conversation.created_at)}>
            {shortDate(conversation.last_message_at ?? conversation.created_at, now)}
          </span>
        </a>
      ))}
    </Section>
  );
}
