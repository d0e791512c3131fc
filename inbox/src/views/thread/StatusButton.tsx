/** The one deed every conversation ends with, and the other states beside it. */
import { Check, ChevronDown, RotateCcw } from 'lucide-react';
import { Btn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Icon, StatusGlyph } from '@/components/glyphs';
import { type StatusChoice, statusChoices, statusName, useCustomStatuses } from '@/store/custom-statuses';
import { isDone, resolve, setStatus } from '@/store/deeds';
import type { Row } from '@/store/rows';
import { t } from '@/texts';

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
  return <Statuses chosen={row} onTake={(choice) => void choose(row.id, choice)} />;
}

const choose = (id: string, choice: StatusChoice) =>
  choice.status === 'resolved' ? resolve(id, choice.custom) : setStatus(id, choice.status, choice.custom);

interface StatusesProps {
  chosen?: Pick<Row, 'status' | 'custom_status_id'>;
  onTake: (choice: StatusChoice) => void;
}

/** The four, and behind each the workspace's own words for it. */
export function Statuses({ chosen, onTake }: StatusesProps) {
  const statuses = useCustomStatuses((state) => state.statuses);
  // of one that was deleted a moment ago, the status that it refined
  const own = statuses.find(({ id }) => id === chosen?.custom_status_id);
  return statusChoices(statuses).map((choice) => (
    <Choice
      key={choice.custom?.id ?? choice.status}
      name={statusName(choice)}
      glyph={<StatusGlyph status={choice.status} colour={choice.custom?.colour} />}
      chosen={choice.status === chosen?.status && choice.custom?.id === own?.id}
      onAction={() => onTake(choice)}
    >
      {statusName(choice)}
    </Choice>
  ));
}
