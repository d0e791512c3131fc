/** What people type into the settings of the chat. */
import { describe, expect, test } from 'vitest';
import { rebased } from '@/views/settings/useDraft';
import { contrast, tidyColour, wordsOn } from '@/views/settings/widget/colour';
import { domainProblem, tidyDomain } from '@/views/settings/widget/domains';

describe('a colour', () => {
  test('always gets words that can be read on it', () => {
    for (const colour of ['#0b6a74', '#ffd400', '#777777', '#000000', '#ffffff', '#7a7a7a', '#c43a31']) {
      expect(contrast(colour, wordsOn(colour))).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast('#0b6a74', '#ffffff').toFixed(1)).toBe('6.3');
  });

  test('is understood however it is written', () => {
    expect(tidyColour(' 0B6A74 ')).toBe('#0b6a74');
    expect(tidyColour('#abc')).toBe('#aabbcc');
  });
});

describe('a domain', () => {
  test('is taken from whatever was pasted', () => {
    expect(tidyDomain('https://Shop.Example/cart?x=1')).toBe('shop.example');
    expect(domainProblem('localhost:3000', [])).toBeNull();
    expect(domainProblem('*.shop.example', [])).toBeNull();
  });

  test('that cannot be one is said to be wrong, with what was meant', () => {
    expect(domainProblem('https://shop birkfell.example', [])?.meant).toBe('shop.birkfell.example');
    expect(domainProblem('shop', [])).not.toBeNull();
    expect(domainProblem('shop.example', ['shop.example'])).not.toBeNull();
  });
});

describe('what is being changed', () => {
  test('is a list in which rows of two are both kept, and a row of both is mine', () => {
    const options = ['Gold', 'Silver'];
    expect(rebased([...options, 'Mine'], options, ['Gold', 'Theirs'])).toEqual(['Gold', 'Theirs', 'Mine']);
    expect(rebased(['Gold'], options, [...options, 'Theirs'])).toEqual(['Gold', 'Theirs']);
    expect(rebased(['', ...options], options, ['Theirs', ...options])).toEqual(['', 'Gold', 'Silver', 'Theirs']);
    expect(rebased(['Gold', 'Mine'], options, ['Gold', 'Theirs'])).toEqual(['Gold', 'Mine']);
    expect(rebased(['Silver', 'Gold'], options, ['Gold', 'Silver', 'Theirs'])).toEqual(['Silver', 'Gold', 'Theirs']);
  });

  test('stays, and what was left alone follows what a colleague saved', () => {
    const before = {
      name: 'Shop',
      theme: { color: 'red', side: 'left' },
      texts: { en: { hello: 'Hi' } },
      domains: ['a'],
    };
    const mine = { ...before, theme: { ...before.theme, side: 'right' }, texts: {}, domains: ['a', 'b'] };
    const after = { name: 'Tents', theme: { color: 'blue', side: 'left' }, texts: before.texts, domains: ['c'] };
    expect(rebased<unknown>(mine, before, after)).toEqual({
      name: 'Tents',
      theme: { color: 'blue', side: 'right' },
      texts: {},
      domains: ['c', 'b'],
    });
    expect(rebased(before, before, after)).toBe(after);
  });
});
