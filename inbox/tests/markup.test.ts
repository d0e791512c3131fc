import { describe, expect, test } from 'vitest';
import { rendered } from '@/store/markup';

describe('what is sent of what was typed', () => {
  test.each([
    ['Hello **you**', 'Hello you', '<p>Hello <strong>you</strong></p>'],
    ['an _old_ ~~new~~ `tent`', 'an old new tent', '<p>an <em>old</em> <del>new</del> <code>tent</code></p>'],
    ['**_both_**', 'both', '<p><strong><em>both</em></strong></p>'],
    [
      'see [the bill](https://shop.example/b?a=1)',
      'see the bill (https://shop.example/b?a=1)',
      '<p>see <a href="https://shop.example/b?a=1">the bill</a></p>',
    ],
    [
      'Two:\n- a tent\n- a **bill**',
      'Two:\n- a tent\n- a bill',
      '<p>Two:</p><ul><li>a tent</li><li>a <strong>bill</strong></li></ul>',
    ],
    ['1. first\n2. then', '1. first\n2. then', '<ol><li>first</li><li>then</li></ol>'],
    ['> they said\n> so\nYes', '> they said\n> so\nYes', '<blockquote>they said<br>so</blockquote><p>Yes</p>'],
    ['**one**\ntwo\n\nthree', 'one\ntwo\n\nthree', '<p><strong>one</strong><br>two</p><p>three</p>'],
    ['`**not this**` <b>', '**not this** <b>', '<p><code>**not this**</code> &lt;b></p>'],
  ])('%s', (written, text, html) => {
    expect(rendered(written)).toEqual({ text, html });
  });

  test.each([
    'Hello you',
    '2 * 3 * 4',
    'snake_case_name',
    '** no **',
    '[x](javascript:alert(1))',
    '-5 degrees',
    '10.50 or so',
    'a_b and c_d',
  ])('plain words stay as they are: %s', (written) => {
    expect(rendered(written)).toEqual({ text: written, html: null });
  });
});
