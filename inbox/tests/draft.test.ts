/** A draft is told to the hub and heard from it in any order; words that nobody else has never give way unseen. */
import { expect, test } from 'vitest';
import type { Draft as KeptDraft } from '@/api/types';
import { adopted, type Draft, insisted, isUnheard, noDraft, withKept, wordsOf } from '@/store/draft';

const kept = (text: string, second: number, change: Partial<KeptDraft> = {}): KeptDraft => ({
  conversation_id: 'c1',
  text,
  note: '',
  private: false,
  shared: false,
  version: `v${second}`,
  updated_at: `2026-05-04T10:00:${String(second).padStart(2, '0')}Z`,
  ...change,
});
const ended = (second: number) => kept('', second, { version: null });
const written = (reply: string, hub: KeptDraft | null = null): Draft => ({ ...noDraft, reply, kept: hub });

test('a draft of another device is taken over where nothing was written here', () => {
  const now = withKept(noDraft, kept('Dear', 1), null);
  expect(now).toMatchObject({ reply: 'Dear', mode: 'reply' });
  expect(isUnheard(now)).toBe(false);
  const note = withKept(now, kept('Dear', 2, { note: 'ask Tom', private: true }), null);
  expect(note).toMatchObject({ reply: 'Dear', note: 'ask Tom', mode: 'note' });
});

test('words that the hub has not heard of stay, and the writer is asked', () => {
  const held = withKept(written('Dear Amara', kept('Dear', 1)), kept('Hello', 2), null);
  expect(held).toMatchObject({ reply: 'Dear Amara', other: { text: 'Hello' } });
  expect(adopted(held, held.other as KeptDraft)).toMatchObject({
    reply: 'Hello',
    other: null,
    kept: { version: 'v2' },
  });
  expect(insisted(held)).toMatchObject({ reply: 'Dear Amara', other: null, kept: { version: 'v2' } });
});

test('what was sent on its way and comes back is no news, however much was written since', () => {
  const held = written('Dear Amara', kept('De', 1));
  const now = withKept(held, kept('Dear', 2), wordsOf(written('Dear')));
  expect(now).toMatchObject({ reply: 'Dear Amara', other: null, kept: { version: 'v2' } });
  expect(isUnheard(now)).toBe(true);
});

test('what was sent while its draft was being saved does not come back', () => {
  const now = withKept(noDraft, kept('Dear', 1), wordsOf(written('Dear')));
  expect(now).toMatchObject({ reply: '', other: null, kept: { version: 'v1' } });
  expect(isUnheard(now)).toBe(true);
});

test('what is older than we know changes nothing', () => {
  const held = written('Dear', kept('Dear', 3));
  expect(withKept(held, kept('De', 2), null)).toBe(held);
  expect(withKept(held, kept('other', 3), null)).toBe(held);
});

test('a draft that was sent elsewhere goes, unless something was written since', () => {
  expect(withKept(written('Dear', kept('Dear', 1)), ended(2), null)).toMatchObject({
    reply: '',
    kept: { version: null },
  });
  const more = withKept(written('Dear Amara', kept('Dear', 1)), ended(2), null);
  expect(more).toMatchObject({ reply: 'Dear Amara', other: null });
  expect(isUnheard(more)).toBe(true);
});

test('spaces alone are no draft', () => {
  expect(isUnheard(written('  \n'))).toBe(false);
});

test('sharing is told like words, and ends with the reply', () => {
  const held = { ...written('Dear', kept('Dear', 1)), shared: true };
  expect(isUnheard(held)).toBe(true);
  expect(withKept(held, kept('Dear', 2, { shared: true }), wordsOf(held))).toMatchObject({ shared: true });
  expect(wordsOf({ ...held, reply: ' ', note: 'ask Tom' }).shared).toBe(false);
  expect(withKept(written('Dear', kept('Dear', 1)), kept('Dear', 2, { shared: true }), null).shared).toBe(true);
});

test('what was written while a colleague took the reply over stays, and is not shared any more', () => {
  const held = { ...written('Dear Amara', kept('Dear', 1, { shared: true })), shared: true };
  expect(withKept(held, ended(2), null)).toMatchObject({ reply: 'Dear Amara', shared: false, kept: { version: null } });
});
