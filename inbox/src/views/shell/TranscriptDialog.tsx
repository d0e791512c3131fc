/** A conversation to take along: as a page or as text, and whether what colleagues noted goes with it. */
import { useState } from 'react';
import { Segments, Toggle } from '@/components/fields';
import { saveTranscript, type TranscriptForm } from '@/store/deeds';
import { openId } from '@/store/route';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { FormDialog, Refused } from '../settings/FormDialog';

export function TranscriptDialog() {
  const id = openId();
  return useUi((ui) => ui.transcript) && id ? <Taking id={id} /> : null;
}

function Taking({ id }: { id: string }) {
  const [form, setForm] = useState<TranscriptForm>('html');
  const [notes, setNotes] = useState(false);
  const close = () => setUi({ transcript: false });
  const send = async () => {
    await saveTranscript(id, form, notes);
    close();
  };
  return (
    <FormDialog title={t.header.transcript} deed={t.header.transcriptDeed} ready onSend={send} onClose={close}>
      {(problem) => (
        <>
          <Segments
            label={t.header.transcriptForm}
            value={form}
            onChange={setForm}
            options={[
              { value: 'html', text: t.header.transcriptPage },
              { value: 'text', text: t.header.transcriptText },
            ]}
          />
          <Toggle
            label={t.header.transcriptNotes}
            more={notes && t.header.transcriptNotesMore}
            on={notes}
            onChange={setNotes}
          />
          <Refused problem={problem} />
        </>
      )}
    </FormDialog>
  );
}
