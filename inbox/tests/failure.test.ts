import { expect, test } from 'vitest';
import type { Failure } from '@/api/types';
import { whyOf } from '@/components/failure';

test('a cause has words of its own; what has none, or one that is newer, is said by the hub', () => {
  expect(whyOf({ cause: 'bad_address', detail: '63003' }, 'In English')).toBe('No such address or number');
  expect(whyOf(null, 'In English')).toBe('In English');
  expect(whyOf({ cause: 'of_tomorrow', detail: null } as unknown as Failure, 'In English')).toBe('In English');
});
