/** The table of contrasts that docs promise: every text colour on every surface it may stand on, in both themes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast } from '@/views/settings/widget/colour';

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');

function tokens(theme: 'light' | 'dark'): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of css.matchAll(/([^{}]+)\{([^{}]*)\}/gu)) {
    const [, selector = '', body = ''] = block;
    if (!selector.includes(`data-theme="${theme}"`)) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})\s*;/gu)) found[name] = value;
  }
  return found;
}

const SURFACES = ['--bg-surface', '--bg-canvas', '--bg-sunken', '--bg-raised', '--bg-hover', '--bg-selected'];
const WORDS = ['--fg', '--fg-2', '--fg-3', '--accent-text', '--bad'];
const ON_SURFACE = ['--ok', '--warn', '--st-open', '--st-pending', '--st-snoozed', '--st-resolved', '--st-closed'];
const PAIRS = [
  ['--accent-fg', '--accent'],
  ['--accent-fill-fg', '--accent-fill'],
  ['--bad-fill-fg', '--bad-fill'],
  ['--fg-inverse', '--bg-inverse'],
  ['--note-fg', '--note'],
  ['--note-fg-2', '--note'],
  ['--bub-in-fg', '--bub-in'],
  ['--bub-out-fg', '--bub-out'],
  ...['ok', 'warn', 'bad', 'accent'].map((tone) => [`--${tone}-soft-fg`, `--${tone}-soft`]),
  ...[1, 2, 3, 4, 5, 6].map((hue) => [`--av-${hue}-fg`, `--av-${hue}`]),
  ...WORDS.flatMap((word) => SURFACES.map((surface) => [word, surface])),
  ...ON_SURFACE.map((word) => [word, '--bg-surface']),
] as [string, string][];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const all = tokens(theme);
  test.each(PAIRS)('%s can be read on %s', (word, surface) => {
    expect(contrast(all[word] ?? '', all[surface] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
  test.each(['--line-control', '--focus', '--on', '--away'])('%s can be seen', (edge) => {
    expect(contrast(all[edge] ?? '', all['--bg-surface'] ?? '')).toBeGreaterThanOrEqual(3);
  });
});
