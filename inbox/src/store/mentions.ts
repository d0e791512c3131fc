/** Colleagues whom a note names: @ and their whole name, as the picker writes it. */
import type { User } from '@/api/types';

interface NotePart {
  text: string;
  user: User | null;
}

/** The longest name that fits counts: Ann Lee is not Ann. */
export function noteParts(text: string, users: readonly User[]): NotePart[] {
  const named = users.filter((user) => user.name !== '').sort((one, other) => other.name.length - one.name.length);
  const parts: NotePart[] = [];
  let end = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, end))) {
    const user = /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
      ? undefined
      : named.find((one) => isNamed(text, at, one.name));
    if (!user) continue;
    if (at > end) parts.push({ text: text.slice(end, at), user: null });
    end = at + 1 + user.name.length;
    parts.push({ text: text.slice(at, end), user });
  }
  if (end < text.length) parts.push({ text: text.slice(end), user: null });
  return parts;
}

const isNamed = (text: string, at: number, name: string): boolean =>
  text.startsWith(name, at + 1) && !/^[\p{L}\p{N}]/u.test(text.slice(at + 1 + name.length));

/** Two of one name are both meant. */
export function mentionsIn(text: string, users: readonly User[]): string[] {
  const active = users.filter((user) => user.is_active);
  const names = new Set(noteParts(text, active).flatMap(({ user }) => user?.name ?? []));
  return active.filter((user) => names.has(user.name)).map((user) => user.id);
}
