import { expect, test } from 'vitest';
import { isQuiet } from '@/store/rules';

const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);

test('quiet hours may end on the day after, by a clock of their own', () => {
  const night = { begin: '22:00', end: '07:00', time_zone: 'Europe/Berlin' };
  expect(['20:59', '21:00', '23:30', '05:59', '06:00'].map((time) => isQuiet(night, at(time)))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test('quiet hours may lie within one day', () => {
  const noon = { begin: '12:00', end: '13:00', time_zone: 'UTC' };
  expect(['11:59', '12:00', '12:59', '13:00'].map((time) => isQuiet(noon, at(time)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
