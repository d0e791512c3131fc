/** Rights as a person chooses and reads them: which conversations, and then one by one what may be done. */
import type { Permission, PermissionTable } from '@/api/types';
import { s } from '@/texts/settings';

export const SIGHTS = ['conversations.read_own', 'conversations.read_team', 'conversations.read'] as const;
export type Sight = (typeof SIGHTS)[number] | 'none';

const isSight = (right: string) => SIGHTS.some((one) => one === right);

export const sightOf = (given: readonly string[]): Sight => SIGHTS.findLast((right) => given.includes(right)) ?? 'none';

/** A right with parts is given by its parts, what one may see by a choice of its own. */
export const offeredOf = (table: PermissionTable | null): Permission[] =>
  (table?.permissions ?? []).filter(({ name, includes }) => includes.length === 0 && !isSight(name)).map(named);

/** The single rights among these, and those that come with them. */
export function partsOf(table: PermissionTable | null, given: readonly Permission[]): Permission[] {
  const whole = (table?.permissions ?? []).filter(({ name }) => given.includes(name));
  const all = new Set([...given, ...whole.flatMap(({ includes }) => includes)]);
  return [...all].filter((right) => right !== 'conversations.write' && !isSight(right));
}

/** One that a newer hub may know alone is called as the hub calls it. */
export function rightName(right: string): string {
  const { right: names, sees, sight }: Words = s.roles;
  if (isSight(right)) return `${sees}: ${sight[right]}`;
  return names[right] ?? right;
}

interface Words {
  right: Readonly<Partial<Record<string, string>>>;
  sight: Readonly<Partial<Record<string, string>>>;
  sees: string;
}

const named = ({ name }: { name: Permission }) => name;
