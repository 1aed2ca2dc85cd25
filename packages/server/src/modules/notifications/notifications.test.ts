import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventType, Grant, Role } from '@hostelry/contracts';
import { catchUp } from '../../../../../test/support/events.ts';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { systemActor } from '../../platform/actor.ts';
import { newId } from '../../platform/ids.ts';
import { emit } from '../../platform/transaction.ts';
import { tellNews } from './reactions.ts';

let house: TestHouse;
let tenant: TestTenant;
let other: TestTenant;
const at = (role: Role, scope_id: string): Grant => ({ role, scope: 'OUTLET', scope_id });

beforeAll(async () => {
  house = await openTestHouse();
  other = await house.createTenant('Other');
});
afterAll(() => house.stop());
beforeEach(async () => {
  tenant = await house.createTenant();
  await follow();
});

/** Lets the reaction catch up with everything that has happened. */
const follow = () => catchUp(house, tellNews);

async function happened(
  type: EventType,
  outlet_id: string,
  data: Record<string, unknown>,
  aggregate_id = newId(),
  actor = systemActor(tenant.tenant_id, 'test'),
): Promise<string> {
  await house.database.inTenant(actor, async (tx) =>
    emit(tx, { type, aggregate_type: 'thing', aggregate_id, outlet_id, data }),
  );
  await follow();
  return aggregate_id;
}

const turnedRed = (outlet_id = tenant.restaurant_id, node?: string) =>
  happened('floor.table_status_changed', outlet_id, { name: 'T4', from: 'YELLOW', to: 'RED' }, node);
async function bellOf({ token }: { token: string }, query = '') {
  const { status, body } = await send(house, token, 'GET', `/notifications?${query}`);
  expect([status, body.error]).toEqual([200, undefined]);
  return body;
}
const kindsOf = async (person: { token: string }, query = '') =>
  (await bellOf(person, query)).data.map((notification: any) => notification.kind);

describe('who is told', () => {
  it('are those who may act on it in its outlet, its brand or the whole company, and nobody else', async () => {
    const told = {
      waiter: await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]),
      brand: await createUser(house, tenant, [{ role: 'MANAGER', scope: 'BRAND', scope_id: tenant.brand_id }]),
      owner: await createUser(house, tenant, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]),
    };
    const untold = {
      elsewhere: await createUser(house, tenant, [at('STAFF', tenant.hotel_id)]),
      chef: await createUser(house, tenant, [at('CHEF', tenant.restaurant_id)]),
      stranger: await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]),
    };
    await turnedRed();
    for (const [name, person] of Object.entries(told))
      expect([name, await kindsOf(person)]).toEqual([name, ['order_waiting']]);
    for (const [name, person] of Object.entries(untold)) expect([name, await kindsOf(person)]).toEqual([name, []]);
    const [notification] = (await bellOf(told.waiter)).data;
    expect(notification).toMatchObject({
      title_key: 'kinds.order_waiting.text',
      params: { table: 'T4' },
      text: 'T4 has been waiting too long.',
      link: `/floor?outlet=${tenant.restaurant_id}`,
      read_at: null,
    });
    const { rows } = await house.admin.query(
      `select data ->> 'user_id' as user_id from platform.events where type = 'notification.created' and tenant_id = $1`,
      [tenant.tenant_id],
    );
    expect(rows.map((row) => row.user_id).sort()).toEqual(
      Object.values(told)
        .map((person) => person.id)
        .sort(),
    );
  });

  it('are not those who did it, nor those who left', async () => {
    const [ana, bo, gone] = [
      await createUser(house, tenant, [at('STAFF', tenant.hotel_id)]),
      await createUser(house, tenant, [at('STAFF', tenant.hotel_id)]),
      await createUser(house, tenant, [at('STAFF', tenant.hotel_id)]),
    ];
    await house.admin.query('update identity.users set is_active = false where id = $1', [gone.id]);
    const actor = { ...systemActor(tenant.tenant_id, 'Ana'), kind: 'user' as const, id: ana.id };
    await happened(
      'reservation.created',
      tenant.hotel_id,
      { confirmation_code: 'AB12', rooms: 1, start_date: '2026-07-01', end_date: '2026-07-02' },
      newId(),
      actor,
    );
    expect(await kindsOf(ana)).toEqual([]);
    expect(await kindsOf(bo)).toEqual(['reservation_created']);
    const { rows } = await house.admin.query(
      'select count(*)::int as told from notifications.notifications where user_id = $1',
      [gone.id],
    );
    expect(rows[0].told).toBe(0);
  });

  it('hear that a machine is back only if they heard that it went', async () => {
    const technician = await createUser(house, tenant, [at('OPS', tenant.cafe_id)]);
    const machine = await happened('device.went_online', tenant.cafe_id, { name: 'Bica 1' });
    expect(await kindsOf(technician)).toEqual([]);
    await happened('device.went_offline', tenant.cafe_id, { name: 'Bica 1' }, machine);
    await happened('device.went_online', tenant.cafe_id, { name: 'Bica 1' }, machine);
    expect((await kindsOf(technician)).sort()).toEqual(['device_offline', 'device_online']);
  });
});

describe('the bell', () => {
  it('E2 tells each event once, however often the log is followed', async () => {
    const waiter = await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]);
    await turnedRed();
    await follow();
    expect(await kindsOf(waiter)).toEqual(['order_waiting']);
  });

  it('renews unread news about the same thing, and adds it anew once it was read', async () => {
    const waiter = await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]);
    const table = await turnedRed();
    house.clock.advance(60_000);
    await turnedRed(tenant.restaurant_id, table);
    const { data, page } = await bellOf(waiter);
    expect([page.total, data[0].created_at]).toEqual([1, house.clock.now().toISOString()]);
    await send(house, waiter.token, 'POST', `/notifications/${data[0].id}/read`);
    await turnedRed(tenant.restaurant_id, table);
    expect((await bellOf(waiter)).page.total).toBe(2);
    expect((await bellOf(waiter, 'is_read=false')).page.total).toBe(1);
  });

  it('marks one or all as read, one’s own only', async () => {
    const [waiter, colleague] = [
      await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]),
      await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]),
    ];
    await turnedRed();
    await turnedRed();
    const [first] = (await bellOf(waiter)).data;
    expect((await send(house, colleague.token, 'POST', `/notifications/${first.id}/read`)).status).toBe(404);
    const read = await send(house, waiter.token, 'POST', `/notifications/${first.id}/read`);
    expect(read.body.data.read_at).toBe(house.clock.now().toISOString());
    expect((await send(house, waiter.token, 'POST', `/notifications/${first.id}/read`)).body.data).toEqual(
      read.body.data,
    );
    expect((await send(house, waiter.token, 'POST', '/notifications/read-all')).body.data).toEqual({ read: 1 });
    expect((await bellOf(waiter, 'is_read=false')).page.total).toBe(0);
    expect((await bellOf(colleague, 'is_read=false')).page.total).toBe(2);
  });

  it('asks strangers to sign in, and names what is wrong', async () => {
    for (const [method, path] of [
      ['GET', '/notifications'],
      ['POST', '/notifications/read-all'],
      ['GET', '/notifications/preferences'],
      ['GET', '/dev-inbox'],
    ] as const) {
      expect((await send(house, null, method, path)).status).toBe(401);
    }
    const waiter = await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]);
    expect(
      (await send(house, waiter.token, 'GET', '/notifications?kind=gossip')).body.error.details.fields[0].field,
    ).toBe('kind');
    expect(
      (await send(house, waiter.token, 'PUT', '/notifications/preferences', { preferences: [{ kind: 'gossip' }] })).body
        .error.details.fields[0].field,
    ).toBe('preferences[0].kind');
  });
});

describe('preferences', () => {
  it('silence a kind, or send it by mail as well', async () => {
    const [quiet, mailed] = [
      await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]),
      await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]),
    ];
    const set = (person: { token: string }, preference: object) =>
      send(house, person.token, 'PUT', '/notifications/preferences', {
        preferences: [{ kind: 'order_waiting', ...preference }],
      });
    expect((await send(house, quiet.token, 'GET', '/notifications/preferences')).body.data).toContainEqual({
      kind: 'order_waiting',
      in_app: true,
      email: false,
    });
    expect((await set(quiet, { in_app: false })).body.data).toContainEqual({
      kind: 'order_waiting',
      in_app: false,
      email: false,
    });
    await set(mailed, { email: true });
    expect((await set(mailed, { in_app: true })).body.data).toContainEqual({
      kind: 'order_waiting',
      in_app: true,
      email: true,
    });
    await turnedRed();
    expect(await kindsOf(quiet)).toEqual([]);
    expect(await kindsOf(mailed)).toEqual(['order_waiting']);
    const { rows } = await house.admin.query(
      `select payload ->> 'to' as recipient from graphile_worker._private_jobs where payload ->> 'tenant_id' = $1`,
      [tenant.tenant_id],
    );
    expect(rows).toEqual([{ recipient: `${mailed.id}@example.com` }]);
  });
});
