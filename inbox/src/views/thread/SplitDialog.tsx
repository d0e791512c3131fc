/** Where a conversation is split: the message from which it goes on in a new one, and what that is about. */
import { useState } from 'react';
import type { SequencedMessage } from '@/api/types';
import { Field, Select } from '@/components/fields';
import { split, splitPlaces } from '@/store/deeds';
import { useInbox } from '@/store/inbox';
import type { Row } from '@/store/rows';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { FormDialog, Refused } from '../settings/FormDialog';

/** So much of a message is shown to choose it by. */
const SHOWN = 80;

export function SplitDialog() {
  const asked = useUi((ui) => ui.splitting);
  const row = useInbox(({ rows }) => (asked ? rows.get(asked.id) : undefined));
  return row && asked ? <Asking key={row.id} row={row} from={asked.seq} /> : null;
}

function Asking({ row, from }: { row: Row; from: number | null }) {
  const [places] = useState(() => splitPlaces(row.id));
  const [seq, setSeq] = useState(from ?? lastAsked(places));
  const [subject, setSubject] = useState(row.subject ?? '');
  const close = () => setUi({ splitting: null });
  const send = async () => {
    if (seq !== null) await split(row.id, seq, subject.trim() || null);
    close();
  };
  return (
    <FormDialog title={t.header.split} deed={t.header.splitDeed} ready={seq !== null} onSend={send} onClose={close}>
      {(problem) => (
        <>
          <Select
            label={t.header.splitPlace}
            value={seq ?? ''}
            options={places.map((message) => ({ value: message.seq, text: inShort(message) }))}
            onChange={(value) => setSeq(Number(value))}
          />
          <Field label={t.header.splitSubject} value={subject} onChange={setSubject} maxLength={200} />
          <p className="dlg-text">{t.header.splitText}</p>
          <Refused problem={problem} />
        </>
      )}
    </FormDialog>
  );
}

/** The customer's latest words; else the latest of anybody. */
const lastAsked = (places: readonly SequencedMessage[]): number | null =>
  (places.findLast(({ direction }) => direction === 'inbound') ?? places.at(-1))?.seq ?? null;

const inShort = ({ author, content_text: text, attachments }: SequencedMessage): string =>
  t.thread.said(author.name, (text || attachments[0]?.file_name || '').slice(0, SHOWN));
