/** What asks for suggestions, and what takes its place. */
import { expect, test } from 'vitest';
import { filled, unfilled } from '@/store/variables';
import { replaced, triggerAt } from '@/views/composer/trigger';

const query = (text: string, signs = '/@') => triggerAt(text, text.length, signs)?.query ?? null;

test.each([
  ['/', ''],
  ['/ship', 'ship'],
  ['Dear Amara,\n/ship', 'ship'],
  ['Hello /where is', 'where is'],
  ['@may', 'may'],
  ['ask @Maya Br', 'Maya Br'],
])('%s asks', (text, wanted) => expect(query(text)).toBe(wanted));

test.each(['and/or', 'https://hub.example/a', 'me@mail.example', '1/2', '/ship\n', '/ ship', '/a  b', ''])(
  '%s does not ask',
  (text) => expect(query(text)).toBeNull(),
);

test('what is chosen takes the place of the sign and the words after it', () => {
  const text = 'Dear /gre and so on';
  const trigger = triggerAt(text, 'Dear /gre'.length, '/');
  expect(trigger && replaced(text, trigger, 'Amara')).toBe('Dear Amara and so on');
});

const values = {
  'contact.name': 'Amara Okafor',
  'contact.first_name': '',
  'agent.name': 'Maya {{contact.name}}',
  'agent.first_name': 'Maya',
  'conversation.subject': '$& $1',
  'tenant.name': 'Birkfell',
};

test('variables are filled in once, what is unknown or empty stays to be seen', () => {
  const text = 'Dear {{ contact.name }}, {{conversation.subject}} {{order}} {{contact.first_name}} {{__proto__}}';
  expect(filled(text, values)).toBe('Dear Amara Okafor, $& $1 {{order}} {{contact.first_name}} {{__proto__}}');
  expect(filled('{{agent.name}}', values)).toBe('Maya {{contact.name}}');
  expect(unfilled(filled(text, values))).toEqual(['{{order}}', '{{contact.first_name}}', '{{__proto__}}']);
});
