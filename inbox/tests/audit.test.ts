/** Whatever the hub notes in the audit log has words: a code alone says nothing to whoever reads it. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settings as s } from '@/texts/en/settings';

const hub = fileURLToPath(new URL('../../hub', import.meta.url));
const NOTED = /(?:record|_note)\(\s*session,[^)]*?'([a-z_]+\.[a-z_]+)'/gsu;

test('every deed and every kind has words', () => {
  const sources = globSync('**/*.py', { cwd: hub }).map((path) => readFileSync(`${hub}/${path}`, 'utf8'));
  const noted = [...new Set(sources.flatMap((text) => [...text.matchAll(NOTED)].map(([, deed]) => deed as string)))];
  expect(noted.length).toBeGreaterThan(40);
  expect(noted.filter((deed) => !(deed in s.audit.deeds))).toEqual([]);
  expect(Object.keys(s.audit.deeds).filter((deed) => !((deed.split('.')[0] ?? '') in s.audit.kinds))).toEqual([]);
});

test('every detail that is noted has a name', () => {
  const sources = globSync('**/*.py', { cwd: hub }).map((path) => readFileSync(`${hub}/${path}`, 'utf8'));
  const calls = sources.flatMap((text) => text.match(/await record\(\s*session,[^)]*/gu) ?? []);
  const names = new Set(
    calls.flatMap((call) => [...call.matchAll(/\b([a-z_]+)=/gu)].map(([, name]) => name as string)),
  );
  expect(names.size).toBeGreaterThan(15);
  expect([...names].filter((name) => !['of', 'id'].includes(name) && !(name in s.audit.fields))).toEqual([]);
});
