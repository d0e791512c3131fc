/** Links in messages, times as people say them, sizes, addresses of the app. */
import { describe, expect, test } from 'vitest';
import { dayName, fileSize, shortTime, soonTime, span } from '@/components/time';
import { linkParts } from '@/components/Words';
import { parseRoute } from '@/store/route';

const links = (text: string) => linkParts(text).flatMap((part) => part.href ?? []);
const now = new Date(2026, 4, 8, 14, 0).getTime();
const ago = (minutes: number) => now - minutes * 60_000;

describe('links', () => {
  test('are found without the punctuation of their sentence', () => {
    expect(links('See https://shop.example/a?b=1, or (www.shop.example/x).')).toEqual([
      'https://shop.example/a?b=1',
      'https://www.shop.example/x',
    ]);
    expect(links('https://wiki.example/Tent_(ridge)')).toEqual(['https://wiki.example/Tent_(ridge)']);
  });

  test('are made of web and mail addresses only', () => {
    expect(links('javascript:alert(1) data:text/html,x file:///etc/passwd')).toEqual([]);
    expect(links('write to anna@shop.example')).toEqual(['mailto:anna@shop.example']);
  });

  test('leave every character of the text in its place', () => {
    const text = 'a <b>https://x.example</b>\n"c" www.y.example.';
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('times', () => {
  test('are said as people say them', () => {
    expect(shortTime(ago(0.5), now)).toBe('now');
    expect(shortTime(ago(9), now)).toBe('9 min');
    expect(shortTime(ago(180), now)).toBe('3 h');
    expect(shortTime(ago(60 * 20), now)).toBe('Yesterday');
    expect(shortTime(ago(60 * 24 * 3), now)).toBe('Tue');
    expect(shortTime(ago(60 * 24 * 30), now)).toBe('8 Apr');
  });

  test('of days and of things to come have names', () => {
    expect(dayName(new Date(now).toISOString(), now)).toBe('Today');
    expect(soonTime(new Date(2026, 4, 9, 9, 0).toISOString(), now)).toBe('Tomorrow 09:00');
    expect(span(new Date(ago(125)).toISOString(), now)).toBe('2 h');
  });

  test('and sizes stay short', () => {
    expect(fileSize(84_000)).toBe('84 kB');
    expect(fileSize(1_260_000)).toBe('1.3 MB');
  });
});

describe('an address of the app', () => {
  test('leads to its page', () => {
    expect(parseRoute('#/c/42')).toEqual({ name: 'inbox', conversation: '42', contact: null, search: '' });
    expect(parseRoute('#/contacts/7')).toEqual({ name: 'inbox', conversation: null, contact: '7', search: '' });
    expect(parseRoute('#/link?token=a%2Bb')).toEqual({ name: 'link', token: 'a+b' });
    expect(parseRoute('#/invite?token=x')).toEqual({ name: 'invite', token: 'x' });
    expect(parseRoute('#/settings/widgets/7')).toEqual({ name: 'settings', page: 'widgets', id: '7' });
    expect(parseRoute('')).toEqual({ name: 'inbox', conversation: null, contact: null, search: '' });
  });
});
