import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { testDevice, testEnvelope, testKey, testSale } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let other: TestTenant;
let admin: string;
let viewer: string;
let elsewhere: string;
let stranger: string;
const as = (token: string) => ({ 'x-device-token': token });

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  other = await house.createTenant('Other');
  const grant = (role: 'SUPER_ADMIN' | 'VIEWER' | 'OPS', outlet_id: string | null) => [
    { role, scope: outlet_id ? ('OUTLET' as const) : ('TENANT' as const), scope_id: outlet_id },
  ];
  admin = (await createUser(house, tenant, grant('SUPER_ADMIN', null))).token;
  viewer = (await createUser(house, tenant, grant('VIEWER', tenant.cafe_id))).token;
  elsewhere = (await createUser(house, tenant, grant('OPS', tenant.hotel_id))).token;
  stranger = (await createUser(house, other, grant('SUPER_ADMIN', null))).token;
});
afterAll(() => house.stop());

describe('POST /devices/register', () => {
  it('lets a machine join the outlet of its key and shows its token once, keeping only the hash (D15)', async () => {
    const provisioning_key = await testKey(tenant, tenant.cafe_id);
    const { status, body } = await send(house, null, 'POST', '/devices/register', {
      serial: 'CM-1',
      model: 'Crema 9',
      provisioning_key,
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      outlet_id: tenant.cafe_id,
      tenant_id: tenant.tenant_id,
      status: 'PROVISIONED',
      mqtt: { topic: `v1/${tenant.tenant_id}/${body.data.id}` },
    });
    const { rows } = await house.admin.query(
      `select c::text as kept from devices.credentials c where device_id = $1
      union all select e.data::text from platform.events e where aggregate_id = $1 union all select a::text from platform.audit_entries a where entity_id = $1::text`,
      [body.data.id],
    );
    expect(rows.length).toBe(3);
    for (const row of rows) expect(row.kept).not.toContain(body.data.token);
  });

  it('refuses an unknown, a revoked and an expired key alike', async () => {
    const register = (provisioning_key: string) =>
      send(house, null, 'POST', '/devices/register', { serial: 'CM-2', model: 'Crema 9', provisioning_key });
    const made = await send(house, admin, 'POST', '/devices/provisioning-keys', {
      outlet_id: tenant.cafe_id,
      name: 'Short',
      expires_at: '2026-01-01T00:00:00Z',
    });
    const closed = await send(house, admin, 'POST', '/devices/provisioning-keys', {
      outlet_id: tenant.cafe_id,
      name: 'Closed',
    });
    expect(
      (await send(house, admin, 'DELETE', `/devices/provisioning-keys/${closed.body.data.id}`)).body.data.revoked_at,
    ).not.toBeNull();
    for (const key of ['nonsense', made.body.data.secret, closed.body.data.secret]) {
      const { status, body } = await register(key);
      expect([status, body.error.code]).toEqual([401, 'PROVISIONING_REFUSED']);
    }
  });

  it('names the field that is wrong', async () => {
    const { status, body } = await send(house, null, 'POST', '/devices/register', {
      serial: '',
      model: 'Crema 9',
      provisioning_key: 'x',
      colour: 'red',
    });
    expect(status).toBe(400);
    expect(body.error.details.fields.map((problem: { field: string }) => problem.field)).toEqual(
      expect.arrayContaining(['serial', 'colour']),
    );
  });

  it('lets a machine that lost its memory register again, but nobody take the serial of one that is online', async () => {
    const provisioning_key = await testKey(tenant, tenant.cafe_id);
    const register = () =>
      send(house, null, 'POST', '/devices/register', { serial: 'CM-3', model: 'Crema 9', provisioning_key });
    const [first, again] = [await register(), await register()];
    expect(again.body.data.id).toBe(first.body.data.id);
    expect(
      (
        await send(
          house,
          null,
          'POST',
          `/devices/${first.body.data.id}/status`,
          { temperature_c: 92 },
          as(again.body.data.token),
        )
      ).status,
    ).toBe(200);
    const taken = await register();
    expect([taken.status, taken.body.error.code]).toEqual([409, 'DUPLICATE']);
  });
});

describe('what a machine may do', () => {
  it('reports its readings and is online from then on', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    const { status, body } = await send(
      house,
      null,
      'POST',
      `/devices/${device.id}/status`,
      { boot: 1, seq: 1, temperature_c: 92.5 },
      as(device.token),
    );
    expect([status, body.data.taken, body.data.refused]).toEqual([200, 1, []]);
    const seen = await send(house, admin, 'GET', `/devices/${device.id}/summary`);
    expect(seen.body.data).toMatchObject({
      is_online: true,
      status: 'ACTIVE',
      latest: [{ kind: 'telemetry', data: { temperature_c: 92.5 } }],
    });
  });

  it('sends many messages at once and hears which were refused (D14)', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    const messages = [
      { kind: 'birth', ...testEnvelope(1, 1, { firmware: '4.2.0' }) },
      { kind: 'telemetry', ...testEnvelope(1, 2), boot: 'one' },
      { kind: 'gossip', ...testEnvelope(1, 3) },
    ];
    const { status, body } = await send(house, null, 'POST', '/device/messages', { messages }, as(device.token));
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      taken: 1,
      refused: [
        { index: 1, reason: expect.stringContaining('boot') },
        { index: 2, reason: expect.stringContaining('gossip') },
      ],
    });
    const kept = await send(house, admin, 'GET', `/quarantined-messages?device_id=${device.id}`);
    expect(kept.body.data).toHaveLength(2);
    expect((await send(house, admin, 'GET', `/devices/${device.id}`)).body.data.firmware).toBe('4.2.0');
  });

  it('D15 reaches nothing of another machine, and nothing of people', async () => {
    const [device, neighbour] = [await testDevice(tenant, tenant.cafe_id), await testDevice(tenant, tenant.cafe_id)];
    expect((await send(house, null, 'POST', `/devices/${neighbour.id}/status`, {}, as(device.token))).status).toBe(404);
    expect(
      (await send(house, null, 'POST', `/devices/${neighbour.id}/orders/create`, testSale('1'), as(device.token)))
        .status,
    ).toBe(404);
    expect((await send(house, null, 'GET', '/devices', undefined, as(device.token))).status).toBe(403);
    expect((await send(house, null, 'GET', `/devices/${device.id}`, undefined, as(device.token))).status).toBe(403);
  });

  it('refuses people, nobody, and a token that is not valid', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    expect((await send(house, admin, 'POST', `/devices/${device.id}/status`, {})).status).toBe(403);
    expect((await send(house, null, 'POST', `/devices/${device.id}/status`, {})).status).toBe(401);
    const forged = await send(house, null, 'GET', '/device/time', undefined, as('hdt_forged'));
    expect([forged.status, forged.body.error.code]).toEqual([401, 'TOKEN_INVALID']);
    expect((await send(house, null, 'GET', '/device/time', undefined, as(device.token))).body.data.now).toBe(
      house.clock.now().toISOString(),
    );
  });

  it('D15 rotation keeps both tokens until the new one is used, then only that', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    const time = async (token: string) => (await send(house, null, 'GET', '/device/time', undefined, as(token))).status;
    const rotated = await send(house, null, 'POST', '/device/token/rotate', undefined, {
      ...as(device.token),
      'idempotency-key': 'once',
    });
    const next = rotated.body.data.token as string;
    const repeated = await send(house, null, 'POST', '/device/token/rotate', undefined, {
      ...as(device.token),
      'idempotency-key': 'once',
    });
    expect(repeated.body.data.token).toBeNull();
    expect(await time(device.token)).toBe(200);
    expect(await time(next)).toBe(200);
    expect(await time(device.token)).toBe(401);
    expect(await time(next)).toBe(200);
  });
});

describe('POST /devices/:id/orders/create', () => {
  it('D10 gives the first reply to the same sale, and 409 and an exception to another under its number', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    const upload = (sale: object) =>
      send(house, null, 'POST', `/devices/${device.id}/orders/create`, sale, as(device.token));
    const first = await upload(testSale('A-1', 250));
    expect(first.status).toBe(201);
    expect(first.body.data).toMatchObject({
      device_order_id: 'A-1',
      amount_minor: 250,
      currency: 'EUR',
      cups: 1,
      business_date: '2026-06-15',
    });
    house.clock.advance(60_000);
    expect((await upload(testSale('A-1', 250))).body.data).toEqual(first.body.data);
    const other_payload = await upload(testSale('A-1', 300));
    expect([other_payload.status, other_payload.body.error.code]).toEqual([409, 'SALE_MISMATCH']);
    expect((await send(house, admin, 'GET', `/quarantined-messages?device_id=${device.id}`)).body.data).toMatchObject([
      { kind: 'sale', reason: expect.stringContaining('SALE_MISMATCH') },
    ]);
    const summary = await send(house, admin, 'GET', `/devices/${device.id}/summary`);
    expect(summary.body.data).toMatchObject({
      cups_today: 1,
      sales_today: { count: 1, amount_minor: 250, currency: 'EUR' },
    });
    const events = await house.admin.query(
      `select count(*)::int as n from platform.events where aggregate_id = $1 and type = 'device.sale_recorded'`,
      [device.id],
    );
    expect(events.rows[0].n).toBe(1);
  });

  it('names the field that is wrong', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    const { status, body } = await send(
      house,
      null,
      'POST',
      `/devices/${device.id}/orders/create`,
      { ...testSale('A-2'), amount_minor: 2.5 },
      as(device.token),
    );
    expect([status, body.error.details.fields[0].field]).toEqual([400, 'amount_minor']);
  });
});

describe('what people see and change', () => {
  it('lists machines with search, filters, pages and CSV, each in its own outlets only', async () => {
    const fresh = await house.createTenant('Fleet');
    const owner = (await createUser(house, fresh, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
    const [one, two] = [await testDevice(fresh, fresh.cafe_id), await testDevice(fresh, fresh.hotel_id)];
    await send(house, null, 'POST', `/devices/${one.id}/status`, {}, as(one.token));
    const ids = async (query: string, token = owner) =>
      (await send(house, token, 'GET', `/devices?${query}`)).body.data.map((row: { id: string }) => row.id);
    expect((await ids('')).sort()).toEqual([one.id, two.id].sort());
    expect(await ids(`query=${one.serial}`)).toEqual([one.id]);
    expect(await ids('is_online=true')).toEqual([one.id]);
    expect(await ids(`merchant_id=${fresh.hotel_id}`)).toEqual([two.id]);
    expect(await ids(`merchant_id=${fresh.tenant_id}&status=PROVISIONED`)).toEqual([two.id]);
    expect([...(await ids('limit=1&page=1')), ...(await ids('limit=1&page=2'))].sort()).toEqual(
      [one.id, two.id].sort(),
    );
    const cafe_only = (await createUser(house, fresh, [{ role: 'VIEWER', scope: 'OUTLET', scope_id: fresh.cafe_id }]))
      .token;
    expect(await ids('', cafe_only)).toEqual([one.id]);
    expect((await send(house, owner, 'GET', '/devices?format=csv')).body).toContain(one.serial);
    expect((await send(house, owner, 'GET', '/devices?status=BROKEN')).status).toBe(400);
  });

  it('answers 401 to nobody, 403 to another outlet or role, and 404 to another tenant (A1, A2)', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    expect((await send(house, null, 'GET', '/devices')).status).toBe(401);
    expect((await send(house, elsewhere, 'GET', `/devices/${device.id}`)).status).toBe(403);
    expect((await send(house, viewer, 'PATCH', `/devices/${device.id}`, { name: 'X' })).status).toBe(403);
    for (const path of [`/devices/${device.id}`, `/devices/${device.id}/summary`, `/devices/${newId()}`])
      expect((await send(house, stranger, 'GET', path)).status).toBe(404);
    expect((await send(house, stranger, 'PATCH', `/devices/${device.id}`, { name: 'X' })).status).toBe(404);
    expect((await send(house, stranger, 'GET', '/devices')).body.data).toEqual([]);
    expect(
      (await send(house, viewer, 'POST', '/devices/provisioning-keys', { outlet_id: tenant.cafe_id, name: 'X' }))
        .status,
    ).toBe(403);
    expect(
      (await send(house, elsewhere, 'POST', '/devices/provisioning-keys', { outlet_id: tenant.cafe_id, name: 'X' }))
        .status,
    ).toBe(403);
    expect(
      (await send(house, admin, 'POST', '/devices/provisioning-keys', { outlet_id: other.cafe_id, name: 'X' })).status,
    ).toBe(422);
    expect(
      (await send(house, null, 'POST', '/devices/provisioning-keys', { outlet_id: tenant.cafe_id, name: 'X' })).status,
    ).toBe(401);
  });

  it('moves a machine along its life only as its life allows, with audit and version', async () => {
    const device = await testDevice(tenant, tenant.cafe_id);
    const change = (body: object) => send(house, admin, 'PATCH', `/devices/${device.id}`, body);
    const early = await change({ status: 'SUSPENDED' });
    expect([early.status, early.body.error.code, early.body.error.details]).toEqual([
      409,
      'ILLEGAL_TRANSITION',
      { from: 'PROVISIONED', to: 'SUSPENDED', allowed: ['ACTIVE', 'RETIRED'] },
    ]);
    expect((await change({ status: 'ACTIVE', name: 'Lobby', version: 1 })).body.data).toMatchObject({
      status: 'ACTIVE',
      name: 'Lobby',
      version: 2,
    });
    expect((await change({ name: 'Bar', version: 1 })).body.error.code).toBe('STALE_VERSION');
    await send(house, null, 'POST', `/devices/${device.id}/status`, {}, as(device.token));
    expect((await change({ status: 'SUSPENDED' })).body.data).toMatchObject({ status: 'SUSPENDED', is_online: false });
    expect((await send(house, null, 'POST', `/devices/${device.id}/status`, {}, as(device.token))).status).toBe(401);
    const { rows } = await house.admin.query(
      `select action from platform.audit_entries where entity_id = $1 order by occurred_at, id`,
      [device.id],
    );
    expect(rows.map((row) => row.action)).toEqual(['devices.register', 'devices.change', 'devices.change']);
    expect((await change({ colour: 'red' })).body.error.details.fields[0].field).toBe('colour');
  });
});
