import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { addGuests } from './index.ts';

let house: TestHouse;
let tenant: TestTenant;
let desk: string;
let elsewhere: string;
let stranger: string;
const ids = [newId(), newId()];
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  ({ token: desk } = await createUser(house, tenant, [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
  ({ token: elsewhere } = await createUser(house, tenant, [
    { role: 'STAFF', scope: 'OUTLET', scope_id: tenant.cafe_id },
  ]));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  const guest = { outlet_id: tenant.hotel_id, email: 'ana@example.com', phone: '+351 912 345 678' };
  await tenant.act((tx) =>
    addGuests(
      tx.tenant_id,
      [
        { id: ids[0]!, name: 'Ana Sousa', ...guest },
        { id: ids[1]!, name: 'Bo Holm', ...guest, email: null, phone: null },
      ],
      tx.now.toISOString(),
    ).execute(tx.db),
  );
});
afterAll(() => house.stop());

describe('guests', () => {
  it('are found by name, mail or telephone, newest first', async () => {
    const list = async (query: string) =>
      (await send(house, desk, 'GET', `/guests?${query}`)).body.data.map((guest: { name: string }) => guest.name);
    expect(await list('')).toEqual(['Bo Holm', 'Ana Sousa']);
    expect(await list('q=sousa')).toEqual(['Ana Sousa']);
    expect(await list('q=912%20345')).toEqual(['Ana Sousa']);
    expect(await list('email=ana@example.com')).toEqual(['Ana Sousa']);
  });

  it('are corrected, with the change audited', async () => {
    const { body } = await send(house, desk, 'PATCH', `/guests/${ids[1]}`, { email: 'bo@example.com', version: 1 });
    expect(body.data).toMatchObject({ name: 'Bo Holm', email: 'bo@example.com', version: 2 });
    expect((await send(house, desk, 'PATCH', `/guests/${ids[1]}`, { email: null, version: 1 })).body.error.code).toBe(
      'STALE_VERSION',
    );
    const bad = await send(house, desk, 'PATCH', `/guests/${ids[1]}`, { email: 'nonsense' });
    expect([bad.status, JSON.stringify(bad.body.error.details)]).toEqual([400, expect.stringContaining('email')]);
    const { rows } = await house.admin.query(
      `select count(*)::int as n from platform.audit_entries where action = 'guests.change'`,
    );
    expect(rows[0].n).toBe(1);
  });

  it('turn strangers away', async () => {
    const show = (token: string | null) => send(house, token, 'GET', `/guests/${ids[0]}`);
    expect([(await show(null)).status, (await show(elsewhere)).status, (await show(stranger)).status]).toEqual([
      401, 403, 404,
    ]);
    expect((await send(house, stranger, 'PATCH', `/guests/${ids[0]}`, { name: 'X' })).status).toBe(404);
    expect((await send(house, elsewhere, 'GET', '/guests')).body.data).toEqual([]);
  });
});
