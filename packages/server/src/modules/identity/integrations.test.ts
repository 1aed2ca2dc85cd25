import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grant, Role } from '@hostelry/contracts';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { isFlagOn } from './flags.ts';

let house: TestHouse;
let tenant: TestTenant;
let other: TestTenant;
let admin: { id: string; token: string };
const everywhere = (role: Role): Grant => ({ role, scope: 'TENANT', scope_id: null });
const at = (role: Role, scope_id: string): Grant => ({ role, scope: 'OUTLET', scope_id });

beforeAll(async () => {
  house = await openTestHouse();
  [tenant, other] = [await house.createTenant(), await house.createTenant('Other')];
  admin = await createUser(house, tenant, [everywhere('SUPER_ADMIN')]);
});
afterAll(() => house.stop());

const codeOf = ({ status, body }: { status: number; body: any }) => [status, body.error?.code];

describe('API keys', () => {
  const make = (token: string, body: object, headers = {}) =>
    send(
      house,
      token,
      'POST',
      '/api-keys',
      { name: 'Channel manager', scopes: ['organisation.read'], ...body },
      headers,
    );
  const call = (secret: string, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) =>
    send(house, null, method, path, body, { 'x-api-key': secret });

  it('open what their scopes say, in their outlets, and nothing else', async () => {
    const { status, body } = await make(admin.token, { outlet_ids: [tenant.cafe_id] });
    expect(status).toBe(201);
    const { secret } = body.data;
    expect(secret).toMatch(/^hk_.{43}$/);
    expect(secret.startsWith(body.data.prefix)).toBe(true);
    expect((await call(secret, 'GET', '/outlets')).body.data.map((outlet: any) => outlet.id)).toEqual([tenant.cafe_id]);
    expect((await call(secret, 'GET', `/outlets/${tenant.hotel_id}`)).status).toBe(404);
    expect((await call(secret, 'GET', `/outlets/${other.cafe_id}`)).status).toBe(404);
    expect((await call(secret, 'PATCH', `/outlets/${tenant.cafe_id}`, { city: 'X' })).status).toBe(403);
    expect((await call(secret, 'GET', '/users')).status).toBe(403);
    expect((await call(secret, 'GET', '/auth/me')).body.data).toMatchObject({
      kind: 'api_key',
      name: 'Channel manager',
      permissions: ['organisation.read'],
    });
    expect((await call(`${secret}x`, 'GET', '/outlets')).status).toBe(401);
  });

  it('show their secret once: not in the list, not to a repeated request, not in the database', async () => {
    const headers = { 'idempotency-key': newId() };
    const first = (await make(admin.token, { name: 'Once' }, headers)).body.data;
    const again = (await make(admin.token, { name: 'Once' }, headers)).body.data;
    expect(again).toEqual({ ...first, secret: null });
    const listed = (await send(house, admin.token, 'GET', '/api-keys?q=Once')).body.data;
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatchObject({ id: first.id, prefix: first.prefix });
    for (const table of [
      'identity.api_keys',
      'platform.idempotency_keys',
      'platform.audit_entries',
      'platform.events',
    ]) {
      const { rows } = await house.admin.query(
        `select count(*)::int as found from ${table} t where t::text like '%' || $1 || '%'`,
        [first.secret],
      );
      expect([table, rows[0].found]).toEqual([table, 0]);
    }
  });

  it('note when they were used', async () => {
    const { id, secret } = (await make(admin.token, { name: 'Used' })).body.data;
    await call(secret, 'GET', '/outlets');
    expect((await send(house, admin.token, 'GET', '/api-keys?q=Used')).body.data[0]).toMatchObject({
      id,
      last_used_at: house.clock.now().toISOString(),
    });
  });

  it('stop at once when revoked, and when they expire', async () => {
    const [gone, old] = [
      (await make(admin.token, {})).body.data,
      (await make(admin.token, { expires_at: '2026-06-15T11:00:00.000Z' })).body.data,
    ];
    expect((await call(gone.secret, 'GET', '/outlets')).status).toBe(200);
    expect((await call(old.secret, 'GET', '/outlets')).status).toBe(200);
    expect((await send(house, admin.token, 'DELETE', `/api-keys/${gone.id}`)).status).toBe(200);
    expect((await call(gone.secret, 'GET', '/outlets')).status).toBe(401);
    house.clock.set('2026-06-15T11:00:00.000Z');
    expect((await call(old.secret, 'GET', '/outlets')).status).toBe(401);
    house.clock.set('2026-06-15T10:00:00.000Z');
  });

  it('A2 reach no further than their maker, and are seen by those who could have made them', async () => {
    const head = await createUser(house, tenant, [at('PROPERTY_ADMIN', tenant.hotel_id)]);
    const staff = await createUser(house, tenant, [at('STAFF', tenant.hotel_id)]);
    expect(codeOf(await make(staff.token, {}))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await make(head.token, {}))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await make(head.token, { outlet_ids: [tenant.cafe_id] }))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await make(head.token, { outlet_ids: [tenant.hotel_id], scopes: ['flags.manage'] }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    const mine = (await make(head.token, { outlet_ids: [tenant.hotel_id] })).body.data;
    expect((await send(house, head.token, 'GET', '/api-keys')).body.data.map((key: any) => key.id)).toEqual([mine.id]);
    const wide = (await make(admin.token, {})).body.data;
    expect((await send(house, head.token, 'DELETE', `/api-keys/${wide.id}`)).status).toBe(404);
    const theirs = await createUser(house, other, [everywhere('SUPER_ADMIN')]);
    expect((await send(house, theirs.token, 'DELETE', `/api-keys/${mine.id}`)).status).toBe(404);
  });

  it('refuse malformed wishes, naming the field', async () => {
    const fieldOf = async (body: object) => (await make(admin.token, body)).body.error.details.fields[0].field;
    expect(await fieldOf({ scopes: [] })).toBe('scopes');
    expect(await fieldOf({ scopes: ['everything'] })).toBe('scopes[0]');
    expect(await fieldOf({ expires_at: '2020-01-01T00:00:00Z' })).toBe('expires_at');
    expect(await fieldOf({ outlet_ids: [newId()] })).toBe('outlet_ids');
  });
});

describe('feature flags', () => {
  const put = (key: string, body: object, token = admin.token) =>
    send(house, token, 'PUT', `/feature-flags/${key}`, body);
  const ask = async (token: string, outlet_id?: string) =>
    (await send(house, token, 'GET', `/feature-flags/evaluated${outlet_id ? `?outlet_id=${outlet_id}` : ''}`)).body
      .data;

  it('are off until set, then on for the tenant or for some outlets, at once', async () => {
    const waiter = await createUser(house, tenant, [at('STAFF', tenant.restaurant_id)]);
    expect(await tenant.act((tx) => isFlagOn(tx, 'courses'))).toBe(false);
    expect((await put('courses', { is_enabled: true, description: 'Fire by course' })).body.data).toMatchObject({
      key: 'courses',
      is_enabled: true,
      version: 1,
    });
    expect(await tenant.act((tx) => isFlagOn(tx, 'courses'))).toBe(true);
    await put('split', { is_enabled: true, outlet_ids: [tenant.cafe_id] });
    expect(await ask(waiter.token, tenant.cafe_id)).toEqual({ courses: true, split: true });
    expect(await ask(waiter.token, tenant.restaurant_id)).toEqual({ courses: true, split: false });
    await put('courses', { is_enabled: false, version: 1 });
    expect(await ask(waiter.token)).toEqual({ courses: false, split: false });
    expect(await other.act((tx) => isFlagOn(tx, 'split', tenant.cafe_id))).toBe(false);
  });

  it('are made, changed and removed from the console’s list', async () => {
    const made = await send(house, admin.token, 'POST', '/feature-flags', { key: 'twin', is_enabled: true });
    expect(made.status).toBe(201);
    expect(codeOf(await send(house, admin.token, 'POST', '/feature-flags', { key: 'twin' }))).toEqual([
      409,
      'DUPLICATE',
    ]);
    const changed = await send(house, admin.token, 'PATCH', `/feature-flags/${made.body.data.id}`, {
      description: 'Live twin',
      version: 1,
    });
    expect(changed.body.data).toMatchObject({ key: 'twin', is_enabled: true, description: 'Live twin', version: 2 });
    expect(
      codeOf(
        await send(house, admin.token, 'PATCH', `/feature-flags/${made.body.data.id}`, {
          is_enabled: false,
          version: 1,
        }),
      ),
    ).toEqual([409, 'STALE_VERSION']);
    expect((await send(house, admin.token, 'GET', '/feature-flags?q=twin')).body.data).toHaveLength(1);
    expect((await send(house, admin.token, 'DELETE', `/feature-flags/${made.body.data.id}`)).status).toBe(200);
    expect((await send(house, admin.token, 'PATCH', `/feature-flags/${made.body.data.id}`, {})).status).toBe(404);
  });

  it('are set by the head of the tenant only', async () => {
    const head = await createUser(house, tenant, [everywhere('PROPERTY_ADMIN')]);
    expect((await put('courses', { is_enabled: true }, head.token)).status).toBe(403);
    const local = await createUser(house, tenant, [at('SUPER_ADMIN', tenant.cafe_id)]);
    expect((await put('courses', { is_enabled: true }, local.token)).status).toBe(403);
    expect((await put('Not A Key', { is_enabled: true })).status).toBe(400);
  });
});

describe('the audit log', () => {
  it('A6 is filtered, and shows a manager of one outlet that outlet only', async () => {
    house.clock.set('2026-06-15T23:30:00.000Z');
    const group = await house.createTenant('Logged');
    const head = await createUser(house, group, [everywhere('SUPER_ADMIN')], 'Head');
    const manager = await createUser(house, group, [at('MANAGER', group.cafe_id)]);
    await send(house, head.token, 'PATCH', `/outlets/${group.cafe_id}`, { city: 'Porto' });
    await send(house, head.token, 'PATCH', `/outlets/${group.hotel_id}`, { city: 'Faro' });
    house.clock.set('2026-06-16T00:10:00.000Z');
    await send(house, head.token, 'POST', '/auth/logout');
    const again = await createUser(house, group, [everywhere('SUPER_ADMIN')]);
    const actions = async (token: string, query: string) =>
      (await send(house, token, 'GET', `/audit-log?${query}`)).body.data.map((entry: any) => entry.action);
    expect(await actions(again.token, '')).toEqual(['sessions.revoke', 'outlets.update', 'outlets.update']);
    expect(await actions(again.token, 'to=2026-06-15')).toEqual(['outlets.update', 'outlets.update']);
    expect(await actions(again.token, 'from=2026-06-16')).toEqual(['sessions.revoke']);
    expect(await actions(again.token, `actor_id=${head.id}&entity_type=outlet&entity_id=${group.hotel_id}`)).toEqual([
      'outlets.update',
    ]);
    expect(await actions(again.token, `from=2026-06-15T23:30:00Z&action=sessions.revoke`)).toEqual(['sessions.revoke']);
    const seen = (await send(house, manager.token, 'GET', '/audit-log')).body.data;
    expect(seen.map((entry: any) => [entry.entity_id, entry.before.city, entry.after.city])).toEqual([
      [group.cafe_id, 'Lisbon', 'Porto'],
    ]);
    expect(
      (await send(house, again.token, 'GET', '/audit-log?from=yesterday')).body.error.details.fields[0].field,
    ).toBe('from');
    const chef = await createUser(house, group, [at('CHEF', group.cafe_id)]);
    expect((await send(house, chef.token, 'GET', '/audit-log')).status).toBe(403);
  });
});

describe('parked events', () => {
  it('are shown to operators, with what went wrong', async () => {
    await house.admin.query(
      `insert into platform.parked_events (tenant_id, id, subscription, event_position, attempts, error) values ($1, $2, 'notifications', 999999, 5, 'it would not')`,
      [tenant.tenant_id, newId()],
    );
    const technician = await createUser(house, tenant, [at('OPS', tenant.cafe_id)]);
    expect((await send(house, technician.token, 'GET', '/parked-events?is_resolved=false')).body.data).toMatchObject([
      {
        subscription: 'notifications',
        event_position: 999_999,
        event_type: null,
        attempts: 5,
        error: 'it would not',
        resolved_at: null,
      },
    ]);
    const waiter = await createUser(house, tenant, [at('STAFF', tenant.cafe_id)]);
    expect((await send(house, waiter.token, 'GET', '/parked-events')).status).toBe(403);
  });
});
