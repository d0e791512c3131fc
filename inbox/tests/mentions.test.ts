/** Whom a note names. */
import { expect, test } from 'vitest';
import type { User } from '@/api/types';
import { mentionsIn, noteParts } from '@/store/mentions';

const user = (id: string, name: string, is_active = true) => ({ id, name, is_active }) as User;
const users = [user('1', 'Ann'), user('2', 'Ann Lee'), user('3', 'Zoë'), user('4', 'Gone', false), user('5', 'Zoë')];

test.each([
  ['@Ann Lee look', ['2']],
  ['ask @Ann, please', ['1']],
  ['@Annabel or me@Ann or Ann', []],
  ['@Zoë', ['3', '5']],
  ['@Gone @nobody @', []],
  ['@Ann@Ann Lee', ['1']],
])('%s', (text, ids) => expect(mentionsIn(text, users)).toEqual(ids));

test('nothing of the text is lost', () => {
  for (const text of ['', '@', '@Ann', 'a @Ann Lee@Ann b', '@@Zoë'])
    expect(
      noteParts(text, users)
        .map(({ text: part }) => part)
        .join(''),
    ).toBe(text);
});
