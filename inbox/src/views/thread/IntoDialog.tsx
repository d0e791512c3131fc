/** Where a conversation goes instead: to another contact, or into another conversation; chosen, and said, before it is done. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Contact, Conversation } from '@/api/types';
import { whileAsked } from '@/components/answer';
import { ChannelGlyph } from '@/components/glyphs';
import { shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { merge, move } from '@/store/deeds';
import { conversationsOf, useInbox } from '@/store/inbox';
import type { Row } from '@/store/rows';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { ContactFinder } from '../panel/ContactFinder';
import { FormDialog, Refused } from '../settings/FormDialog';

const dialogs = { move: MoveDialog, merge: MergeDialog };

export function IntoDialog() {
  const asked = useUi((ui) => ui.into);
  const row = useInbox(({ rows }) => (asked ? rows.get(asked.id) : undefined));
  if (!row || !asked) return null;
  const Asking = dialogs[asked.deed];
  return <Asking key={row.id} row={row} />;
}

function MoveDialog({ row }: { row: Row }) {
  const [chosen, setChosen] = useState<Contact | null>(null);
  return (
    <Into title={t.header.move} deed={t.header.moveDeed} chosen={chosen} onChosen={(contact) => move(row.id, contact)}>
      <ContactFinder label={t.header.moveFind} without={row.contact?.id ?? null} chosen={chosen} onChoose={setChosen} />
      <p className="dlg-text" role="status">
        {chosen ? t.header.moveText(row.display_name, chosen.name) : ''}
      </p>
    </Into>
  );
}

function MergeDialog({ row }: { row: Row }) {
  const others = useOthers(row);
  const now = useNow();
  const [chosen, setChosen] = useState<Conversation | null>(null);
  return (
    <Into title={t.header.merge} deed={t.header.mergeDeed} chosen={chosen} onChosen={({ id }) => merge(row.id, id)}>
      <p className="dlg-text">{t.header.mergeText}</p>
      <div className="merge-found">
        {others?.map((other) => (
          <button
            key={other.id}
            type="button"
            className="mi"
            aria-pressed={chosen?.id === other.id}
            onClick={() => setChosen(other)}
          >
            <ChannelGlyph channel={other.channel} size={15} />
            <span className="mi-text" dir="auto">
              {[other.subject, other.last_message?.text].filter(Boolean).join(' · ') || t.channel[other.channel]}
            </span>
            <span className="mi-more">
              {t.status[other.status]} · {shortDate(other.last_message_at ?? other.created_at, now)}
            </span>
          </button>
        ))}
      </div>
      {others?.length === 0 && <p className="help">{t.header.mergeNone}</p>}
    </Into>
  );
}

interface IntoProps<Target> {
  title: string;
  deed: string;
  chosen: Target | null;
  onChosen: (target: Target) => Promise<unknown>;
  children: ReactNode;
}

function Into<Target>({ title, deed, chosen, onChosen, children }: IntoProps<Target>) {
  const close = () => setUi({ into: null });
  const send = async () => {
    if (chosen) await onChosen(chosen);
    close();
  };
  return (
    <FormDialog title={title} deed={deed} ready={chosen !== null} onSend={send} onClose={close}>
      {(problem) => (
        <>
          {children}
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
    const answer = contact ? conversationsOf(contact) : null;
    return whileAsked(answer, (all) => setOthers(all.filter(({ id, merged_into }) => id !== row.id && !merged_into)));
  }, [contact, row.id]);
  return others;
}
