/** The roles, and which of them somebody may give: never above one's own. */
import type { UserRole } from '@/api/types';
import { me } from '@/store/session';

export const ROLES: readonly UserRole[] = ['owner', 'admin', 'manager', 'agent'];

export function rolesToGive(): UserRole[] {
  const mine = me()?.user.role ?? 'agent';
  return ROLES.slice(ROLES.indexOf(mine));
}

export function outranks(role: UserRole): boolean {
  const mine = me()?.user.role ?? 'agent';
  return mine === 'owner' || ROLES.indexOf(mine) < ROLES.indexOf(role);
}
