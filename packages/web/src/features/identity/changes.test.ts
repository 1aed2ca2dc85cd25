import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';

describe('what an audited act changed', () => {
  it('names what was added, removed and changed, and leaves out what stayed', () => {
    expect(changesBetween({ name: 'A', city: 'Porto', seats: 4 }, { name: 'B', seats: 4, phone: '1' })).toEqual([
      { field: 'city', kind: 'removed', before: 'Porto', after: '—' },
      { field: 'name', kind: 'changed', before: 'A', after: 'B' },
      { field: 'phone', kind: 'added', before: '—', after: '1' },
    ]);
  });

  it('shows a creation and a removal from nothing', () => {
    expect(changesBetween(null, { name: 'A' }).map(({ kind }) => kind)).toEqual(['added']);
    expect(changesBetween({ name: 'A' }, null).map(({ kind }) => kind)).toEqual(['removed']);
  });

  it('compares nested values by content', () => {
    expect(changesBetween({ roles: ['CHEF'] }, { roles: ['CHEF'] })).toEqual([]);
    expect(changesBetween({ roles: ['CHEF'] }, { roles: ['STAFF'] })[0]).toMatchObject({
      before: '["CHEF"]',
      after: '["STAFF"]',
    });
  });
});
