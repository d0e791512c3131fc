/** What can be done with a person: block them or hear them again, take along what is known of them, erase them. */
import { Ban, Download, Ellipsis, Eraser, Merge } from 'lucide-react';
import { useState } from 'react';
import { IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Field } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { block, exportData, useContact } from '@/store/contacts';
import { may } from '@/store/session';
import { setUi } from '@/store/ui';
import { useVisitor } from '@/store/visitors';
import { t } from '@/texts';
import { FormDialog } from '../settings/FormDialog';
import type { Person } from './person';

export function PersonMenu({ person }: { person: Person }) {
  const [blocking, setBlocking] = useState(false);
  const contact = useContact(person.contactId);
  const visitor = useVisitor(person.visitorId);
  const whom = contact ?? (person.contactId ? null : visitor);
  if (!whom || !may('contacts.write')) return null;
  const noun = contact ? 'contacts' : 'visitors';
  const deed = whom.blocked_at ? t.panel.unblock : t.panel.block;
  return (
    <>
      <Choices label={t.panel.deeds} trigger={<IconBtn icon={Ellipsis} label={t.panel.deeds} />}>
        {contact && (
          <Choice
            name={t.panel.merge}
            glyph={<Icon of={Merge} />}
            onAction={() => requestAnimationFrame(() => setUi({ merging: { kept: contact.id, other: null } }))}
          >
            {t.panel.merge}
          </Choice>
        )}
        <Choice
          name={deed}
          glyph={<Icon of={Ban} />}
          onAction={() => (whom.blocked_at ? void block(noun, whom.id, null) : setBlocking(true))}
        >
          {deed}
        </Choice>
        {contact && may('contacts.export') && (
          <Choice name={t.panel.exportData} glyph={<Icon of={Download} />} onAction={() => void exportData(contact.id)}>
            {t.panel.exportData}
          </Choice>
        )}
        {contact && may('contacts.erase') && (
          <Choice
            name={t.panel.erase}
            glyph={<Icon of={Eraser} />}
            onAction={() => requestAnimationFrame(() => setUi({ erasing: contact.id }))}
          >
            {t.panel.erase}
          </Choice>
        )}
      </Choices>
      {blocking && (
        <BlockDialog
          name={person.name}
          onBlock={(reason) => block(noun, whom.id, reason)}
          onClose={() => setBlocking(false)}
        />
      )}
    </>
  );
}

interface DialogProps {
  name: string;
  onBlock: (reason: string) => Promise<void>;
  onClose: () => void;
}

function BlockDialog({ name, onBlock, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const send = async () => {
    await onBlock(reason.trim());
    onClose();
  };
  return (
    <FormDialog title={t.panel.blockTitle(name)} deed={t.panel.block} ready onSend={send} onClose={onClose}>
      {(problem) => (
        <>
          <p className="dlg-text">{t.panel.blockText}</p>
          <Field
            label={t.panel.blockReason}
            value={reason}
            onChange={setReason}
            maxLength={200}
            wrong={problem?.message}
            autoFocus
          />
        </>
      )}
    </FormDialog>
  );
}
