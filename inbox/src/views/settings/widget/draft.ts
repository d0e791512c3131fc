/** A widget as it is being changed: what differs from what is live, and what has to be put right first. */
import type { PreChatField, Widget } from '@/api/types';
import { s } from '@/texts/settings';
import { same } from '../useDraft';
import { isColour } from './colour';

export type Editable = Pick<
  Widget,
  'name' | 'allowed_domains' | 'theme' | 'texts' | 'pre_chat' | 'behaviour' | 'enforce_identity' | 'team_id'
>;

const FIELDS = [
  'name',
  'allowed_domains',
  'theme',
  'texts',
  'pre_chat',
  'behaviour',
  'enforce_identity',
  'team_id',
] as const;

export const editable = (widget: Widget): Editable =>
  Object.fromEntries(FIELDS.map((field) => [field, widget[field]])) as unknown as Editable;

export function changesIn(widget: Widget, draft: Editable): Partial<Editable> {
  return Object.fromEntries(
    FIELDS.filter((field) => !same(widget[field], draft[field])).map((field) => [field, draft[field]]),
  );
}

export const OWN_FIELDS = ['name', 'email', 'phone'] as const;
type OwnField = (typeof OWN_FIELDS)[number];

export const isOwn = (field: PreChatField) => (OWN_FIELDS as readonly string[]).includes(field.name);

export const ownField = (name: OwnField): PreChatField => ({
  name,
  type: name === 'name' ? 'text' : name,
  label: null,
  required: name === 'email',
  options: null,
});

/** A name for a question that no other one has. */
export function freeName(fields: readonly PreChatField[]): string {
  for (let number = 1; ; number += 1) {
    const name = `question_${number}`;
    if (!fields.some((field) => field.name === name)) return name;
  }
}

export const questionOf = (field: PreChatField) => Object.values(field.label ?? {})[0] ?? '';

export function fieldProblem(field: PreChatField): string | null {
  if (isOwn(field)) return null;
  if (questionOf(field).trim() === '') return s.widget.questionMissing;
  return field.type === 'select' && !field.options?.length ? s.widget.choicesMissing : null;
}

/** Whether it can be saved as it stands. */
export function isSound(draft: Editable): boolean {
  return (
    draft.name.trim() !== '' && isColour(draft.theme.color) && draft.pre_chat.fields.every((f) => !fieldProblem(f))
  );
}
