/** A conversation to take along or to send by mail: as a page or as text, and whether what colleagues noted goes with it. */
import { useState } from 'react';
import { Field, Segments, Toggle } from '@/components/fields';
import { useContact } from '@/store/contacts';
import { mailTranscript, saveTranscript, type TranscriptForm } from '@/store/deeds';
import { row } from '@/store/inbox';
import { openId } from '@/store/route';
import { may } from '@/store/session';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { languageOptions, useLanguage } from '@/texts/language';
import { FormDialog, Refused } from '../settings/FormDialog';

export function TranscriptDialog() {
  const id = openId();
  return useUi((ui) => ui.transcript) && id ? <Taking id={id} /> : null;
}

function useAddress(id: string): [string, (to: string) => void] {
  const contact = useContact(row(id)?.contact?.id ?? null);
  const [to, setTo] = useState<string | null>(null);
  return [to ?? contact?.identifiers.find((each) => each.type === 'email')?.value ?? '', setTo];
}

function Taking({ id }: { id: string }) {
  const spoken = useLanguage((state) => state.language);
  const [way, setWay] = useState<'file' | 'mail'>('file');
  const [to, setTo] = useAddress(id);
  const [form, setForm] = useState<TranscriptForm>('html');
  const [language, setLanguage] = useState(spoken);
  const [notes, setNotes] = useState(false);
  const close = () => setUi({ transcript: false });
  const send = async () => {
    const wish = { form, private: notes, language };
    await (way === 'file' ? saveTranscript(id, wish) : mailTranscript(id, to.trim(), wish));
    close();
  };
  return (
    <FormDialog
      title={t.header.transcript}
      deed={way === 'file' ? t.header.transcriptDeed : t.header.transcriptSend}
      ready={way === 'file' || to.trim() !== ''}
      onSend={send}
      onClose={close}
    >
      {(problem) => (
        <>
          {may('conversations.reply') && (
            <Segments
              label={t.header.transcriptWay}
              value={way}
              onChange={setWay}
              options={[
                { value: 'file', text: t.header.transcriptDeed },
                { value: 'mail', text: t.header.transcriptMail },
              ]}
            />
          )}
          {way === 'mail' && (
            <Field
              label={t.header.transcriptTo}
              inputMode="email"
              value={to}
              onChange={setTo}
              wrong={problem?.field('to')}
              autoFocus
            />
          )}
          <Segments
            label={t.header.transcriptForm}
            labelled
            value={form}
            onChange={setForm}
            options={[
              { value: 'html', text: t.header.transcriptPage },
              { value: 'text', text: t.header.transcriptText },
            ]}
          />
          <Segments
            label={t.header.transcriptLanguage}
            labelled
            value={language}
            onChange={setLanguage}
            options={languageOptions}
          />
          <Toggle
            label={t.header.transcriptNotes}
            more={notes && t.header.transcriptNotesMore}
            on={notes}
            onChange={setNotes}
          />
          {!problem?.field('to') && <Refused problem={problem} />}
        </>
      )}
    </FormDialog>
  );
}
