/** Whose a conversation is instead: found by name or address, and said before it is done. */
import { useState } from 'react';
import type { Contact } from '@/api/types';
import { move } from '@/store/deeds';
import { useInbox } from '@/store/inbox';
import type { Row } from '@/store/rows';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { ContactFinder } from '../panel/ContactFinder';
import { FormDialog, Refused } from '../settings/FormDialog';

export function MoveDialog() {
  const id = useUi((ui) => ui.moving);
  const row = useInbox(({ rows }) => (id ? rows.get(id) : undefined));
  return row ? <Asking key={row.id} row={row} /> : null;
}

function Asking({ row }: { row: Row }) {
  const [chosen, setChosen] = useState<Contact | null>(null);
  const close = () => setUi({ moving: null });
  const send = async () => {
    if (chosen) await move(row.id, chosen);
    close();
  };
  return (
    <FormDialog title={t.header.move} deed={t.header.moveDeed} ready={chosen !== null} onSend={send} onClose={close}>
      {(problem) => (
        <>
          <ContactFinder
            label={t.header.moveFind}
            without={row.contact?.id ?? null}
            chosen={chosen}
            onChoose={setChosen}
          />
          <p className="dlg-text" role="status">
            {chosen ? t.header.moveText(row.display_name, chosen.name) : ''}
          </p>
          <Refused problem={problem} />
        </>
      )}
    </FormDialog>
  );
}
