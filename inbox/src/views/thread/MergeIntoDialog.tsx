/** Which conversation of the same contact stays, shown with its last words before it is done. */
import { useEffect, useState } from 'react';
import { people } from '@/api/hub';
import type { Conversation } from '@/api/types';
import { ChannelGlyph } from '@/components/glyphs';
import { shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { merge } from '@/store/deeds';
import { takeConversations, useInbox } from '@/store/inbox';
import type { Row } from '@/store/rows';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { FormDialog, Refused } from '../settings/FormDialog';

export function MergeIntoDialog() {
  const id = useUi((ui) => ui.merging);
  const row = useInbox(({ rows }) => (id ? rows.get(id) : undefined));
  return row ? <Asking key={row.id} row={row} /> : null;
}

function Asking({ row }: { row: Row }) {
  const others = useOthers(row);
  const now = useNow();
  const [chosen, setChosen] = useState<string | null>(null);
  const close = () => setUi({ merging: null });
  const send = async () => {
    if (chosen) await merge(row.id, chosen);
    close();
  };
  return (
    <FormDialog title={t.header.merge} deed={t.header.mergeDeed} ready={chosen !== null} onSend={send} onClose={close}>
      {(problem) => (
        <>
          <p className="dlg-text">{t.header.mergeText}</p>
          <div className="merge-found">
            {others?.map((other) => (
              <button
                key={other.id}
                type="button"
                className="mi"
                aria-pressed={chosen === other.id}
                onClick={() => setChosen(other.id)}
              >
                <ChannelGlyph channel={other.channel} size={15} />
                <span className="mi-text cut">
                  {[other.subject, other.last_message?.text].filter(Boolean).join(' · ') || t.channel[other.channel]}
                </span>
                <span className="mi-more">
                  {t.status[other.status]} · {shortDate(other.last_message_at ?? other.created_at, now)}
                </span>
              </button>
            ))}
          </div>
          {others?.length === 0 && <p className="help">{t.header.mergeNone}</p>}
          <Refused problem={problem} />
        </>
      )}
    </FormDialog>
  );
}

/** The contact's other conversations, but those that were merged themselves. */
function useOthers(row: Row): Conversation[] | null {
  const [others, setOthers] = useState<Conversation[] | null>(null);
  const contact = row.contact?.id;
  useEffect(() => {
    let wanted = true;
    if (contact)
      people.conversationsOf(contact).then(
        (page) => {
          takeConversations(page.items);
          if (wanted) setOthers(page.items.filter(({ id, merged_into }) => id !== row.id && !merged_into));
        },
        () => undefined,
      );
    return () => {
      wanted = false;
    };
  }, [contact, row.id]);
  return others;
}
