/** Choosing a role, each with what it may do. */
import { ChevronDown } from 'lucide-react';
import { Btn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { type Held, roleName, useRoles } from '@/store/roles';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { useRolesToGive } from './roles';

interface RoleMenuProps {
  held: Held;
  label: string;
  onChoose: (held: Held) => void;
}

export function RoleMenu({ held, label, onChoose }: RoleMenuProps) {
  const roles = useRoles((state) => state.roles);
  const name = roleName(roles, held);
  return (
    <Choices
      label={label}
      trigger={
        <Btn size="sm" aria-label={`${label}: ${name}`}>
          {name}
          <Icon of={ChevronDown} size={12} />
        </Btn>
      }
    >
      {useRolesToGive().map((one) => (
        <Choice
          key={one.custom_role_id ?? one.role}
          name={roleName(roles, one)}
          chosen={one.role === held.role && one.custom_role_id === held.custom_role_id}
          onAction={() => onChoose(one)}
        >
          <span className="block med">{roleName(roles, one)}</span>
          <span className="block f3 small">{one.custom_role_id ? s.roles.own : t.roleMore[one.role]}</span>
        </Choice>
      ))}
    </Choices>
  );
}
