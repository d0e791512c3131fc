/** Erasing a person for good: says what goes, asks for the name, and stays until the last of it has left the screen. */
import { useEffect, useState } from 'react';
import { people } from '@/api/hub';
import type { Contact, Extent } from '@/api/types';
import { Field } from '@/components/fields';
import { useContact } from '@/store/contacts';
import { useInbox } from '@/store/inbox';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { FormDialog, Refused } from '../settings/FormDialog';

export function EraseDialog() {
  const id = useUi((ui) => ui.erasing);
  const contact = useContact(id);
  // asked for, they are not there any more: the name is still needed until all of it is gone
  const [last, setLast] = useState<Contact | null>(null);
  if (contact && contact !== last) setLast(contact);
  return id && last?.id === id ? <Erasing key={id} contact={last} /> : null;
}

const close = () => setUi({ erasing: null });

function Erasing({ contact: { id, name } }: { contact: Contact }) {
  const [typed, setTyped] = useState('');
  const [extent, setExtent] = useState<Extent | null>(null);
  const [asked, setAsked] = useState(false);
  const isThere = useInbox(({ rows }) => [...rows.values()].some((row) => row.contact?.id === id));
  useEffect(() => {
    people.extent(id).then(setExtent, () => undefined);
  }, [id]);
  useEffect(() => {
    if (asked && !isThere) close();
  }, [asked, isThere]);
  const send = async () => {
    await people.erase(id);
    setAsked(true);
  };
  const isSame = typed.trim() === name.trim();
  return (
    <FormDialog
      title={t.panel.eraseTitle(name)}
      deed={t.panel.eraseDeed}
      weight="bad"
      ready={isSame && !asked}
      onSend={send}
      onClose={close}
    >
      {(problem) =>
        asked ? (
          <p className="dlg-text" role="status">
            {t.panel.eraseRuns}
          </p>
        ) : (
          <>
            <p className="dlg-text">
              {extent && t.panel.eraseCounted(extent.conversations, extent.files)} {t.panel.eraseOnce}
            </p>
            <Field label={t.panel.eraseType(name)} value={typed} onChange={setTyped} autoFocus />
            <Refused problem={problem} />
          </>
        )
      }
    </FormDialog>
  );
}
