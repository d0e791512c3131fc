/** Choosing a role, each with what it may do. */
import { ChevronDown } from 'lucide-react';
import type { UserRole } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { t } from '@/texts';
import { rolesToGive } from './roles';

interface RoleMenuProps {
  role: UserRole;
  label: string;
  onChoose: (role: UserRole) => void;
}

export function RoleMenu({ role, label, onChoose }: RoleMenuProps) {
  return (
    <Choices
      label={label}
      trigger={
        <Btn size="sm" aria-label={`${label}: ${t.role[role]}`}>
          {t.role[role]}
          <Icon of={ChevronDown} size={12} />
        </Btn>
      }
    >
      {rolesToGive().map((one) => (
        <Choice key={one} name={t.role[one]} chosen={one === role} onAction={() => onChoose(one)}>
          <span className="block med">{t.role[one]}</span>
          <span className="block f3 small">{t.roleMore[one]}</span>
        </Choice>
      ))}
    </Choices>
  );
}
