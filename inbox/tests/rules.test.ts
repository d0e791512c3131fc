import { expect, test, vi } from 'vitest';
import { notificationRules } from '@/api/hub';
import type { NotificationRules } from '@/api/types';
import { heardRules, isQuiet, keepRules, useRules } from '@/store/rules';

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

test('what is chosen quickly reaches the hub in its order, and is not taken back by what the hub says of the first', async () => {
  const rules = (end: string): NotificationRules => ({
    occasions: {},
    quiet_hours: { begin: '22:00', end, time_zone: 'UTC' },
  });
  const sent: (string | undefined)[] = [];
  const answers: (() => void)[] = [];
  vi.spyOn(notificationRules, 'change').mockImplementation(async (given) => {
    sent.push(given.quiet_hours?.end);
    await new Promise<void>((settled) => answers.push(settled));
    return given;
  });
  const kept = keepRules(rules('05:00'));
  void keepRules(rules('06:00'));
  void keepRules(rules('07:00'));
  heardRules(rules('05:00'));
  expect(useRules.getState().rules?.quiet_hours?.end).toBe('07:00');
  answers.shift()?.();
  await vi.waitFor(() => expect(sent).toEqual(['05:00', '07:00']));
  answers.shift()?.();
  await kept;
  heardRules(rules('08:00'));
  expect(useRules.getState().rules?.quiet_hours?.end).toBe('08:00');
});
