import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse, type TestTenant } from '../../../../test/support/house.ts';
import { newId } from './ids.ts';
import { emit } from './transaction.ts';

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

describe('E1 an event exists if and only if its transaction committed', () => {
  const happened = (aggregate_id: string) => ({
    type: 'menu.item_changed' as const,
    aggregate_type: 'menu_item',
    aggregate_id,
    outlet_id: null,
    data: { n: 1 },
  });
  const countOf = async (id: string) =>
    Number(
      (await house.admin.query('select count(*) from platform.events where aggregate_id = $1', [id])).rows[0].count,
    );

  it('writes the event with the act', async () => {
    const id = newId();
    await tenant.act(async (tx) => emit(tx, happened(id)));
    expect(await countOf(id)).toBe(1);
  });

  it('writes nothing when the act fails after emitting', async () => {
    const id = newId();
    await expect(
      tenant.act(async (tx) => {
        emit(tx, happened(id));
        throw new Error('the act failed');
      }),
    ).rejects.toThrow('the act failed');
    expect(await countOf(id)).toBe(0);
  });
});

describe('A1 row-level security', () => {
  it('shows nothing of another tenant, even to a statement without a condition', async () => {
    const other = await house.createTenant('Other');
    const seen = await other.act((tx) => tx.db.selectFrom('outlets.outlets').select('tenant_id').execute());
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map((row) => row.tenant_id))).toEqual(new Set([other.tenant_id]));
  });

  it('refuses to write a row of another tenant', async () => {
    const other = await house.createTenant('Third');
    await expect(
      tenant.act((tx) =>
        tx.db
          .insertInto('outlets.brands')
          .values({ tenant_id: other.tenant_id, id: newId(), name: 'x', corporate_id: 'x' })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('denies everything when no tenant is set', async () => {
    const { rows } = await house.pool.query('select count(*)::int as seen from outlets.outlets');
    expect(rows[0].seen).toBe(0);
  });
});
