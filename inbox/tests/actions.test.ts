/** The table of actions: one name and one key each, in every language. What each does is seen in tests/browser. */
import { describe, expect, test } from 'vitest';
import { match } from '@/actions/fuzzy';
import { ACTIONS, actionOf } from '@/actions/table';

const press = (key: string, shiftKey = false) => ({ key, shiftKey }) as KeyboardEvent;

describe('the table of actions', () => {
  test('names each action once', () => {
    const ids = ACTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const labels = ACTIONS.map(({ label }) => label());
    expect(new Set(labels).size).toBe(labels.length);
  });

  test.each(ACTIONS.filter(({ keys }) => keys).map((action) => [action.keys?.join(' ') ?? '', action] as const))(
    '%s is its own',
    (_, action) => {
      const [first = '', second = ''] = action.keys ?? [];
      const afterG = first === 'G';
      const letter = afterG ? second : second || first;
      const shifted = first === 'Shift';
      const key = /^[A-Z]$/u.test(letter) && !shifted ? letter.toLowerCase() : letter;
      expect(actionOf(press(key, shifted), afterG)).toBe(action);
    },
  );

  test('G alone and unknown keys do nothing', () => {
    expect(actionOf(press('g'), false)).toBeUndefined();
    expect(actionOf(press('q'), false)).toBeUndefined();
    expect(actionOf(press('z'), true)).toBeUndefined();
  });
});

describe('what is typed', () => {
  const found = (typed: string, names: string[]) =>
    names
      .flatMap((name) => {
        const how = match(typed, name);
        return how ? [{ name, score: how.score }] : [];
      })
      .sort((one, other) => other.score - one.score)
      .map(({ name }) => name);

  test('finds what begins so before what holds it', () => {
    expect(found('ass', ['Passage', 'Take it: assign', 'Assign to a person'])).toEqual([
      'Assign to a person',
      'Take it: assign',
      'Passage',
    ]);
  });

  test('finds by the beginnings of words, without case and accents', () => {
    expect(found('atm', ['Assign to me', 'Tomato'])).toEqual(['Assign to me']);
    expect(found('prio', ['Priorität'])).toEqual(['Priorität']);
    expect(found('espanol', ['Language: Español'])).toEqual(['Language: Español']);
  });

  test('does not find letters strewn by accident', () => {
    expect(found('xyz', ['Assign to a person'])).toEqual([]);
    expect(found('eoe', ['Mark unread, go on later'])).toEqual([]);
  });

  test('says which letters were meant', () => {
    expect([...(match('sig', 'Assign')?.at ?? [])]).toEqual([2, 3, 4]);
  });
});
