/** Under a resolved conversation: that it is, and the way on for who wants to go on. */
import { ArrowRight, CircleCheck } from 'lucide-react';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { goOn, nextAfter } from '@/store/deeds';
import { useInbox } from '@/store/inbox';
import type { Row } from '@/store/rows';
import { useView } from '@/store/views';
import { t } from '@/texts';

export function Resolved({ row }: { row: Row }) {
  useView();
  const hasNext = useInbox(() => nextAfter(row.id) !== null);
  if (row.status !== 'resolved') return null;
  return (
    <div className="resolved">
      <p className="grow" role="status">
        <Icon of={CircleCheck} size={15} className="ok-text" />
        <b>{t.header.resolved}</b>
        <span className="f3 wide-only cut">{hasNext ? t.header.resolvedMore : t.header.nothingNext}</span>
      </p>
      {hasNext && (
        <Btn size="sm" onPress={() => goOn(row.id)}>
          {t.header.next}
          <kbd>E</kbd>
          <Icon of={ArrowRight} size={14} />
        </Btn>
      )}
    </div>
  );
}
