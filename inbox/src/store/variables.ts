/** Variables in prepared words, filled in with what this screen knows; the list is the hub's. Nothing is evaluated. */
import type { Variable } from '@/api/types';
import type { Row } from './rows';
import { me } from './session';

type Values = Record<Variable, string>;

const first = (name: string) => name.trim().split(/\s+/)[0] ?? '';

export function valuesFor(row: Row): Values {
  // "Visitor 3F2A" is what we call somebody who has not said their name
  const contact = row.contact?.name ?? '';
  const agent = me()?.user.name ?? '';
  return {
    'contact.name': contact,
    'contact.first_name': first(contact),
    'agent.name': agent,
    'agent.first_name': first(agent),
    'conversation.subject': row.subject ?? '',
    'tenant.name': me()?.tenant.name ?? '',
  };
}

const BRACES = /\{\{([^{}]*)\}\}/g;

/** What is unknown, or has no value, stays as it was written. */
export function filled(text: string, values: Values): string {
  const known = new Map<string, string>(Object.entries(values));
  return text.replace(BRACES, (written, name: string) => known.get(name.trim()) || written);
}

/** What still stands in braces, each once. */
export const unfilled = (text: string): string[] => [...new Set(text.match(BRACES) ?? [])];
