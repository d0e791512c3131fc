/** Under a resolved conversation: that it is, and what opens it again. */
import { CircleCheck } from 'lucide-react';
import { Icon } from '@/components/glyphs';
import type { Row } from '@/store/rows';
import { t } from '@/texts';

export function Resolved({ row }: { row: Row }) {
  if (row.status !== 'resolved') return null;
  return (
    <p className="resolved" role="status">
      <Icon of={CircleCheck} size={15} className="ok-text" />
      <b>{t.header.resolved}</b>
      <span className="f3 cut">{t.header.resolvedMore}</span>
    </p>
  );
}
