import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { forgetActors } from '../identity/principals.ts';

let house: TestHouse;
let tenant: TestTenant;
let other: TestTenant;
let admin: string;
let waiter: string;
beforeAll(async () => {
  house = await openTestHouse();
  [tenant, other] = [await house.createTenant('Ours'), await house.createTenant('Theirs')];
  admin = (await createUser(house, tenant, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
  waiter = (await createUser(house, tenant, [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.restaurant_id }]))
    .token;
});
afterAll(() => house.stop());

const venue = (more: object = {}) => ({
  brand_id: tenant.brand_id,
  name: `Venue ${newId()}`,
  kind: 'CAFE',
  timezone: 'Europe/Lisbon',
  currency: 'EUR',
  city: 'Porto',
  seating_capacity: 30,
  ...more,
});

describe('outlets', () => {
  it('opens one whose first business day is the calendar day there', async () => {
    const { status, body } = await send(house, admin, 'POST', '/outlets', venue({ timezone: 'Pacific/Kiritimati' }));
    expect(status).toBe(201);
    // The house's clock stands at 10:00 UTC on 15 June, which is past midnight fourteen hours further east.
    expect(body.data).toMatchObject({
      kind: 'CAFE',
      city: 'Porto',
      business_date: '2026-06-16',
      brand_name: 'Ours Brand',
      wait_threshold_minutes: 15,
      version: 1,
    });
    expect((await send(house, admin, 'GET', `/outlets/${body.data.id}`)).body.data).toEqual(body.data);
  });

  it('refuses an unknown time zone, currency, brand and field, naming the field', async () => {
    const fieldsOf = async (more: object) => {
      const { status, body } = await send(house, admin, 'POST', '/outlets', venue(more));
      return [status, body.error.details.fields.map((problem: { field: string }) => problem.field).join()];
    };
    expect(await fieldsOf({ timezone: 'Europe/Lisboa' })).toEqual([400, 'timezone']);
    expect(await fieldsOf({ timezone: '+01:00' })).toEqual([400, 'timezone']);
    expect(await fieldsOf({ currency: 'ZZZ' })).toEqual([400, 'currency']);
    expect(await fieldsOf({ kind: 'BAR' })).toEqual([400, 'kind']);
    expect(await fieldsOf({ seats: 3 })).toEqual([400, 'seats']);
    expect(await fieldsOf({ brand_id: newId() })).toEqual([422, 'brand_id']);
    expect(await fieldsOf({ brand_id: other.brand_id })).toEqual([422, 'brand_id']);
    expect(await fieldsOf({ name: 'Ours CAFE' })).toEqual([409, 'name']);
  });

  it('changes one, and refuses a change based on an older version', async () => {
    const { data } = (await send(house, admin, 'POST', '/outlets', venue())).body;
    const changed = await send(house, admin, 'PATCH', `/outlets/${data.id}`, { city: 'Faro', version: 1 });
    expect(changed.body.data).toMatchObject({ city: 'Faro', version: 2, business_date: data.business_date });
    const late = await send(house, admin, 'PATCH', `/outlets/${data.id}`, { city: 'Braga', version: 1 });
    expect([late.status, late.body.error.code]).toEqual([409, 'STALE_VERSION']);
  });

  it('keeps its currency, in which its prices and takings are', async () => {
    const { data } = (await send(house, admin, 'POST', '/outlets', venue())).body;
    const { status, body } = await send(house, admin, 'PATCH', `/outlets/${data.id}`, { currency: 'JPY' });
    expect([status, body.error.code, body.error.details.fields[0].field]).toEqual([422, 'RULE_VIOLATION', 'currency']);
    expect((await send(house, admin, 'PATCH', `/outlets/${data.id}`, { currency: data.currency })).status).toBe(200);
  });

  it('removes one that nothing refers to', async () => {
    const { data } = (await send(house, admin, 'POST', '/outlets', venue())).body;
    expect((await send(house, admin, 'DELETE', `/outlets/${data.id}`)).status).toBe(200);
    expect((await send(house, admin, 'GET', `/outlets/${data.id}`)).status).toBe(404);
  });

  it('filters, searches, sorts and pages', async () => {
    const group = await house.createTenant('Lister');
    const { token } = await createUser(house, group, [{ role: 'VIEWER', scope: 'TENANT', scope_id: null }]);
    const names = async (query: string) =>
      (await send(house, token, 'GET', `/outlets?${query}`)).body.data.map((outlet: { name: string }) => outlet.name);
    expect(await names('kind=HOTEL')).toEqual(['Lister HOTEL']);
    expect(await names('q=rest')).toEqual(['Lister RESTAURANT']);
    expect(await names('sort=-name')).toEqual(['Lister RESTAURANT', 'Lister HOTEL', 'Lister CAFE']);
    expect(await names('city=Nowhere')).toEqual([]);
    expect(await names('is_active=false')).toEqual([]);
    const first = await send(house, token, 'GET', '/outlets?limit=2');
    expect(first.body.page).toMatchObject({ total: 3, next_cursor: expect.any(String) });
    expect(await names(`limit=2&cursor=${first.body.page.next_cursor}`)).toEqual(['Lister RESTAURANT']);
    const csv = await send(house, token, 'GET', '/outlets?format=csv');
    expect(csv.body).toContain('Lister HOTEL');
    expect((await send(house, token, 'GET', '/outlets?sort=colour')).status).toBe(400);
  });
});

describe('who may do what', () => {
  it('asks strangers to sign in', async () => {
    for (const path of ['/outlets', '/brands', `/outlets/${tenant.cafe_id}`])
      expect((await send(house, null, 'GET', path)).status).toBe(401);
  });

  it('A2 shows a person of one outlet that outlet and its brand only', async () => {
    expect((await send(house, waiter, 'GET', '/outlets')).body.data.map((outlet: { id: string }) => outlet.id)).toEqual(
      [tenant.restaurant_id],
    );
    expect((await send(house, waiter, 'GET', `/outlets/${tenant.hotel_id}`)).status).toBe(404);
    await send(house, admin, 'POST', '/brands', { name: 'Unseen', corporate_id: 'UNSEEN' });
    expect((await send(house, waiter, 'GET', '/brands')).body.data.map((brand: { id: string }) => brand.id)).toEqual([
      tenant.brand_id,
    ]);
  });

  it('A2 lets nobody change what their role or place does not cover', async () => {
    expect((await send(house, waiter, 'PATCH', `/outlets/${tenant.restaurant_id}`, { city: 'X' })).status).toBe(403);
    const { token } = await createUser(house, tenant, [
      { role: 'PROPERTY_ADMIN', scope: 'OUTLET', scope_id: tenant.hotel_id },
    ]);
    expect(
      (await send(house, token, 'PATCH', `/outlets/${tenant.hotel_id}`, { address: 'Rua Augusta 1' })).status,
    ).toBe(200);
    expect((await send(house, token, 'PATCH', `/outlets/${tenant.cafe_id}`, { city: 'X' })).status).toBe(404);
    expect((await send(house, token, 'POST', '/outlets', venue())).status).toBe(403);
    expect((await send(house, token, 'POST', '/brands', { name: 'Mine', corporate_id: 'MINE' })).status).toBe(403);
  });

  it('lets the head of a brand open more outlets in it, and in no other', async () => {
    const { data: brand } = (await send(house, admin, 'POST', '/brands', { name: 'Casa', corporate_id: 'CASA' })).body;
    const { token } = await createUser(house, tenant, [{ role: 'PROPERTY_ADMIN', scope: 'BRAND', scope_id: brand.id }]);
    expect((await send(house, token, 'POST', '/outlets', venue())).status).toBe(403);
    await send(house, admin, 'POST', '/outlets', venue({ brand_id: brand.id }));
    forgetActors(() => true);
    const opened = await send(house, token, 'POST', '/outlets', venue({ brand_id: brand.id }));
    expect(opened.status).toBe(201);
  });

  it('A1 answers 404 for ids of another tenant', async () => {
    const ids: [string, string][] = [
      ['outlets', other.cafe_id],
      ['brands', other.brand_id],
      ['outlets', newId()],
    ];
    for (const [kind, id] of ids) {
      expect((await send(house, admin, 'GET', `/${kind}/${id}`)).status).toBe(404);
      expect((await send(house, admin, 'PATCH', `/${kind}/${id}`, { name: 'Taken over' })).status).toBe(404);
      expect((await send(house, admin, 'DELETE', `/${kind}/${id}`)).status).toBe(404);
    }
  });
});

describe('brands', () => {
  it('creates, changes and counts', async () => {
    const { data, ok } = (
      await send(house, admin, 'POST', '/brands', { name: 'Sol', corporate_id: 'SOL-1', subscription_tier: 'GROWTH' })
    ).body;
    expect(ok).toBe(true);
    await send(house, admin, 'POST', '/outlets', venue({ brand_id: data.id }));
    expect(
      (await send(house, admin, 'PATCH', `/brands/${data.id}`, { contact_email: 'sol@example.com', version: 1 })).body
        .data,
    ).toMatchObject({ contact_email: 'sol@example.com', outlet_count: 1, version: 2, subscription_tier: 'GROWTH' });
  });

  it('refuses a taken corporate id, a malformed address, and removing one that has outlets', async () => {
    const taken = await send(house, admin, 'POST', '/brands', { name: 'Again', corporate_id: `B-${tenant.brand_id}` });
    expect([taken.status, taken.body.error.details.fields[0].field]).toEqual([409, 'corporate_id']);
    const wrong = await send(house, admin, 'POST', '/brands', {
      name: 'Mail',
      corporate_id: 'M',
      contact_email: 'nowhere',
    });
    expect([wrong.status, wrong.body.error.details.fields[0].field]).toEqual([400, 'contact_email']);
    expect((await send(house, admin, 'DELETE', `/brands/${tenant.brand_id}`)).body.error.code).toBe('IN_USE');
  });

  it('A6 writes down who changed what, before and after', async () => {
    const { data } = (await send(house, admin, 'POST', '/brands', { name: 'Old', corporate_id: 'AUD' })).body;
    await send(house, admin, 'PATCH', `/brands/${data.id}`, { name: 'New' });
    const { rows } = await house.admin.query(
      `select action, before ->> 'name' as before, after ->> 'name' as after from platform.audit_entries where entity_id = $1 order by occurred_at, id`,
      [data.id],
    );
    expect(rows).toEqual([
      { action: 'brands.create', before: null, after: 'Old' },
      { action: 'brands.update', before: 'Old', after: 'New' },
    ]);
  });
});

describe('E6 one Idempotency-Key, one effect', () => {
  it('answers a repeat with the first reply, and refuses the key for another request', async () => {
    const headers = { 'idempotency-key': newId() };
    const first = await send(house, admin, 'POST', '/brands', { name: 'Once', corporate_id: 'ONCE' }, headers);
    const again = await send(house, admin, 'POST', '/brands', { name: 'Once', corporate_id: 'ONCE' }, headers);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const changed = await send(house, admin, 'POST', '/brands', { name: 'Twice', corporate_id: 'TWICE' }, headers);
    expect([changed.status, changed.body.error.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH']);
  });

  it('lets only one of many simultaneous repeats act', async () => {
    const headers = { 'idempotency-key': newId() };
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        send(house, admin, 'POST', '/brands', { name: 'Rush', corporate_id: 'RUSH' }, headers),
      ),
    );
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.data.id}`)).size).toBe(1);
  });
});
