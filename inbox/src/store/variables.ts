/** Variables in prepared words, filled in with what this screen knows; the list is the hub's. Nothing is evaluated. */
import type { Variable } from '@/api/types';
import { rendered } from './markup';
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

const VARIABLE = /\{\{\s*(?:contact|agent|conversation|tenant)\.(?:first_)?(?:name|subject)\s*\}\}/g;
const [OPENS, CLOSES] = ['\uE000', '\uE001'];
const HELD = new RegExp(`${OPENS}(\\d+)${CLOSES}`, 'g');

/**
 * What is sent of what was typed where the hub fills the variables in: they stand aside meanwhile, as a name of two words
 * has an underscore, which is formatting elsewhere.
 */
export function template(written: string): { text: string; html?: string } {
  const names: string[] = [];
  const aside = written.replace(VARIABLE, (name) => `${OPENS}${names.push(name) - 1}${CLOSES}`);
  const back = (words: string) => words.replace(HELD, (_, place: string) => names[Number(place)] ?? '');
  const { text, html } = rendered(aside);
  return { text: back(text), ...(html && { html: back(html) }) };
}

/** What still stands in braces, each once. */
export const unfilled = (text: string): string[] => [...new Set(text.match(BRACES) ?? [])];
