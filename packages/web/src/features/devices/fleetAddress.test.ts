import { describe, expect, it } from 'vitest';
import { isNarrowed, queryOf } from './fleetAddress.ts';

describe('the address of the fleet', () => {
  it('asks for what it says, by name unless told otherwise', () => {
    expect(queryOf({})).toMatchObject({ sort: 'name', is_online: undefined });
    expect(queryOf({ online: 'yes', at: 'o', sort: '-last_seen_at' })).toMatchObject({
      is_online: true,
      outlet_id: 'o',
      sort: '-last_seen_at',
    });
    expect(queryOf({ online: 'no' }).is_online).toBe(false);
  });

  it('knows when machines are kept out, which an opened machine or an order does not', () => {
    expect(isNarrowed({ machine: 'm', sort: 'name' })).toBe(false);
    expect(isNarrowed({ online: 'no' })).toBe(true);
  });
});
