/** Which roles somebody may give: none that may do more than they do themselves. */
import type { UserRole } from '@/api/types';
import { type Held, rightsOf, useRoles } from '@/store/roles';
import { me } from '@/store/session';

const ROLES: readonly UserRole[] = ['owner', 'admin', 'manager', 'agent'];

/** Nobody gives what they do not have. */
export function mayGive(rights: readonly string[] | null): boolean {
  const mine: readonly string[] = me()?.permissions ?? [];
  return rights?.every((right) => mine.includes(right)) ?? false;
}

/** Every role there is that may be given. */
export function useRolesToGive(): Held[] {
  const state = useRoles();
  const held = [
    ...ROLES.map((role) => ({ role, custom_role_id: null })),
    ...state.roles.map(({ id }) => ({ role: 'agent' as const, custom_role_id: id })),
  ];
  return held.filter((one) => mayGive(rightsOf(state, one)));
}

/** Whether somebody of this role may be changed. */
export function useMayChange(held: Held): boolean {
  return mayGive(rightsOf(useRoles(), held));
}
