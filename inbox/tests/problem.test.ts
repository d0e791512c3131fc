/** What the hub says is wrong with a field, in the agent's language. */
import { afterAll, expect, test, vi } from 'vitest';
import { problemOf } from '@/api/problem';
import { speak } from '@/texts/language';

vi.stubGlobal('document', { documentElement: {} });
// as before the first change of language: the modules are shared with the tests of times
vi.stubGlobal('navigator', { languages: ['en-GB'] });
afterAll(async () => {
  await speak('en');
  vi.unstubAllGlobals();
});

const said = async (field: object) => {
  const fields = [{ where: 'body.name', what: 'as the hub says it', ...field }];
  const problem = await problemOf(new Response(JSON.stringify({ code: 'invalid', fields }), { status: 422 }));
  return problem.field('name');
};

test('by the type of error, with its limit', async () => {
  expect(await said({ code: 'string_too_long', limit: 200 })).toBe('At most 200 characters.');
  await speak('de');
  expect(await said({ code: 'missing' })).toBe('Hier fehlt noch etwas.');
  expect(await said({ code: 'string_too_short', limit: 1 })).toBe('Hier fehlt noch etwas.');
  expect(await said({ code: 'string_too_long', limit: 20_000 })).toBe('Höchstens 20.000 Zeichen.');
});

test('what has no words there, as the hub says it', async () => {
  expect(await said({ code: 'value_error' })).toBe('as the hub says it');
  expect(await said({})).toBe('as the hub says it');
});
