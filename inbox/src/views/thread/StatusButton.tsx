/** The one deed every conversation ends with, and the other states beside it. */
import { Check, ChevronDown, RotateCcw } from 'lucide-react';
import type { ConversationStatus } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Icon, StatusGlyph } from '@/components/glyphs';
import { isDone, resolve, setStatus } from '@/store/deeds';
import type { Row } from '@/store/rows';
import { t } from '@/texts';

const STATES: ConversationStatus[] = ['open', 'pending', 'resolved', 'closed'];

export function StatusButton({ row }: { row: Row }) {
  const done = isDone(row.status);
  const press = () => void (done ? setStatus(row.id, 'open') : resolve(row.id));
  return (
    <span className="split status-button">
      <Btn onPress={press} aria-label={done ? t.header.reopen : t.header.resolve}>
        <Icon of={done ? RotateCcw : Check} size={15} className={done ? '' : 'ok-text'} />
        <span className="status-word">{done ? t.header.reopen : t.header.resolve}</span>
      </Btn>
      <Choices
        label={t.header.otherStatus}
        trigger={
          <Btn aria-label={t.header.otherStatus}>
            <Icon of={ChevronDown} size={14} />
          </Btn>
        }
      >
        <StatusChoices row={row} />
      </Choices>
    </span>
  );
}

export function StatusChoices({ row }: { row: Row }) {
  return STATES.map((status) => (
    <Choice
      key={status}
      name={t.status[status]}
      glyph={<StatusGlyph status={status} />}
      chosen={row.status === status}
      onAction={() => void (status === 'resolved' ? resolve(row.id) : setStatus(row.id, status))}
    >
      {t.status[status]}
    </Choice>
  ));
}
