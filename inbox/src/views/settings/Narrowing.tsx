/** One choice that narrows a settings page down: its button says what is chosen. */
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Btn } from '@/components/buttons';
import { Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';

export function Narrowing({ label, chosen, children }: { label: string; chosen: string; children: ReactNode }) {
  const trigger = (
    <Btn size="sm" aria-label={`${label}: ${chosen}`}>
      <span className="cut">{chosen}</span>
      <Icon of={ChevronDown} size={12} />
    </Btn>
  );
  return (
    <Choices label={label} trigger={trigger}>
      {children}
    </Choices>
  );
}
