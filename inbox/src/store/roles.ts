/** The roles that this workspace made, and every right there is. */
import { create } from 'zustand';
import { people } from '@/api/hub';
import type { PermissionTable, Role, UserRole } from '@/api/types';
import { t } from '@/texts';

interface RolesState {
  roles: Role[];
  table: PermissionTable | null;
}

export const useRoles = create<RolesState>(() => ({ roles: [], table: null }));

export async function loadRoles(): Promise<void> {
  const roles = await people.roles().catch(() => null);
  if (roles) useRoles.setState({ roles });
}

/** It changes with the hub's version only. */
export async function loadPermissions(): Promise<void> {
  if (useRoles.getState().table) return;
  const table = await people.permissions().catch(() => null);
  if (table) useRoles.setState({ table });
}

/** Somebody's role: one that every workspace has, or one of its own. */
export interface Held {
  role: UserRole;
  custom_role_id: string | null;
}

export function roleName(roles: readonly Role[], held: Held): string {
  const own = roles.find((role) => role.id === held.custom_role_id);
  return own?.name ?? t.role[held.role];
}

/** What somebody of this role may do; nothing is known before the table is there. */
export function rightsOf({ roles, table }: RolesState, held: Held): readonly string[] | null {
  if (held.custom_role_id) return roles.find((role) => role.id === held.custom_role_id)?.permissions ?? null;
  return table?.roles.find((role) => role.name === held.role)?.permissions ?? null;
}
