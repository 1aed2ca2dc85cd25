import { expect, it } from 'vitest';
import { comparedWith } from './periods.ts';

it('compares with as many days just before, or the same weekdays a year before', () => {
  const june = { from: '2026-06-01', to: '2026-06-30' };
  expect(comparedWith(june, 'none')).toBeNull();
  expect(comparedWith(june, 'before')).toEqual({ from: '2026-05-02', to: '2026-05-31' });
  expect(comparedWith(june, 'year')).toEqual({ from: '2025-06-02', to: '2025-07-01' });
});
