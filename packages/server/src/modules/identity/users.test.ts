import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grant, Role } from '@hostelry/contracts';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';

let house: TestHouse;
let tenant: TestTenant;
let other: TestTenant;
let admin: { id: string; token: string };
const everywhere = (role: Role): Grant => ({ role, scope: 'TENANT', scope_id: null });
const at = (role: Role, scope_id: string): Grant => ({ role, scope: 'OUTLET', scope_id });

beforeAll(async () => {
  house = await openTestHouse();
  [tenant, other] = [await house.createTenant(), await house.createTenant('Other')];
  admin = await createUser(house, tenant, [everywhere('SUPER_ADMIN')], 'Head');
});
afterAll(() => house.stop());

const person = (more: object = {}) => ({ name: 'New', email: `${newId()}@example.com`, ...more });
const take = (token: string, body: object) => send(house, token, 'POST', '/users', body);
const change = (token: string, id: string, body: object) => send(house, token, 'PATCH', `/users/${id}`, body);
const codeOf = ({ status, body }: { status: number; body: any }) => [status, body.error?.code];

describe('people', () => {
  it('are taken on with roles, and can sign in', async () => {
    const email = `rui-${newId()}@example.com`;
    const { status, body } = await take(admin.token, {
      name: 'Rui',
      email,
      username: `rui-${newId().slice(-8)}`,
      password: 'a good password',
      grants: [at('CHEF', tenant.restaurant_id), everywhere('VIEWER')],
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      name: 'Rui',
      is_active: true,
      roles: ['CHEF', 'VIEWER'],
      grants: [at('CHEF', tenant.restaurant_id), everywhere('VIEWER')],
      version: 1,
    });
    expect(JSON.stringify(body)).not.toMatch(/password/);
    expect((await send(house, null, 'POST', '/auth/token', { email, password: 'a good password' })).status).toBe(200);
  });

  it('refuses malformed bodies, taken names and unknown places, naming the field', async () => {
    const fieldOf = async (body: object) => {
      const reply = await take(admin.token, body);
      return `${reply.status} ${reply.body.error.details.fields[0].field}`;
    };
    const {
      body: { data: known },
    } = await take(admin.token, person({ username: `known-${newId().slice(-8)}` }));
    expect(await fieldOf({ email: 'x@example.com' })).toBe('400 name');
    expect(await fieldOf(person({ email: 'nowhere' }))).toBe('400 email');
    expect(await fieldOf(person({ password: 'short' }))).toBe('400 password');
    expect(await fieldOf(person({ admin: true }))).toBe('400 admin');
    expect(await fieldOf(person({ email: known.email.toUpperCase() }))).toBe('409 email');
    expect(await fieldOf(person({ username: known.username.toUpperCase() }))).toBe('409 username');
    expect(await fieldOf(person({ grants: [{ role: 'COOK', scope: 'TENANT' }] }))).toBe('400 grants[0].role');
    expect(await fieldOf(person({ grants: [{ role: 'CHEF', scope: 'OUTLET' }] }))).toBe('400 grants[0].scope_id');
    expect(await fieldOf(person({ grants: [{ role: 'CHEF', scope: 'TENANT', scope_id: tenant.cafe_id }] }))).toBe(
      '400 grants[0].scope_id',
    );
    expect(await fieldOf(person({ grants: [everywhere('VIEWER'), at('CHEF', other.cafe_id)] }))).toBe(
      '422 grants[1].scope_id',
    );
  });

  it('lists with search and filters', async () => {
    const group = await house.createTenant('Lister');
    const head = await createUser(house, group, [everywhere('SUPER_ADMIN')], 'Zed');
    await createUser(house, group, [at('CHEF', group.cafe_id)], 'Amélie');
    await createUser(house, group, [at('STAFF', group.hotel_id), at('CHEF', group.restaurant_id)], 'Bruno');
    const names = async (query: string) =>
      (await send(house, head.token, 'GET', `/users?${query}`)).body.data.map((user: any) => user.name);
    expect(await names('')).toEqual(['Amélie', 'Bruno', 'Zed']);
    expect(await names('q=méli')).toEqual(['Amélie']);
    expect(await names('role=CHEF&sort=-name')).toEqual(['Bruno', 'Amélie']);
    expect(await names(`outlet_id=${group.hotel_id}`)).toEqual(['Bruno']);
    expect(await names('is_active=false')).toEqual([]);
  });

  it('changes roles at once for a person who is signed in', async () => {
    const { id, token } = await createUser(house, tenant, [at('STAFF', tenant.cafe_id)]);
    expect((await send(house, token, 'GET', '/users')).status).toBe(403);
    const { data: user } = (await send(house, admin.token, 'GET', `/users/${id}`)).body;
    const changed = await change(admin.token, id, { grants: [everywhere('MANAGER')], version: user.version });
    expect(changed.body.data).toMatchObject({ roles: ['MANAGER'], version: 2 });
    expect((await send(house, token, 'GET', '/users')).status).toBe(200);
    expect(codeOf(await change(admin.token, id, { name: 'Late', version: 1 }))).toEqual([409, 'STALE_VERSION']);
  });

  it('signs a deactivated person out and keeps them out', async () => {
    const email = `${newId()}@example.com`;
    const {
      body: {
        data: { id },
      },
    } = await take(admin.token, { name: 'Gone', email, password: 'a good password' });
    const signIn = () => send(house, null, 'POST', '/auth/token', { email, password: 'a good password' });
    const { access, refresh } = (await signIn()).body.data;
    expect((await send(house, admin.token, 'DELETE', `/users/${id}`)).body.data).toMatchObject({ is_active: false });
    expect((await send(house, access, 'GET', '/auth/me')).status).toBe(401);
    expect((await send(house, null, 'POST', '/auth/token/refresh', { refresh })).status).toBe(401);
    expect((await signIn()).status).toBe(401);
    expect((await change(admin.token, id, { is_active: true })).status).toBe(200);
    expect((await signIn()).status).toBe(200);
  });

  it('A6 writes down who changed what, and never a password', async () => {
    const {
      body: {
        data: { id },
      },
    } = await take(admin.token, person({ password: 'the secret one' }));
    await change(admin.token, id, { name: 'Renamed', password: 'another secret one' });
    const entries = (await send(house, admin.token, 'GET', `/audit-log?entity_id=${id}&action=users.update`)).body.data;
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      actor_id: admin.id,
      actor_name: 'Head',
      before: { name: 'New' },
      after: { name: 'Renamed', password: 'changed' },
    });
    const { rows } = await house.admin.query('select before, after from platform.audit_entries where entity_id = $1', [
      id,
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/secret one|argon2/);
  });
});

describe('A2 nobody gives or takes more than they hold', () => {
  it('lets the head of one outlet manage its staff, and nobody above or elsewhere', async () => {
    const head = await createUser(house, tenant, [at('PROPERTY_ADMIN', tenant.hotel_id)]);
    const mine = await take(head.token, person({ grants: [at('STAFF', tenant.hotel_id)] }));
    expect(mine.status).toBe(201);
    for (const grant of [
      at('STAFF', tenant.cafe_id),
      everywhere('VIEWER'),
      { role: 'STAFF', scope: 'BRAND', scope_id: tenant.brand_id },
      at('SUPER_ADMIN', tenant.hotel_id),
    ]) {
      expect(codeOf(await take(head.token, person({ grants: [grant] })))).toEqual([403, 'FORBIDDEN']);
    }
    expect(codeOf(await take(head.token, person()))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await change(head.token, mine.body.data.id, { grants: [everywhere('MANAGER')] }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(codeOf(await change(head.token, head.id, { grants: [everywhere('SUPER_ADMIN')] }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
  });

  it('does not let a smaller one reset the password of a bigger one', async () => {
    const head = await createUser(house, tenant, [everywhere('PROPERTY_ADMIN')]);
    expect(codeOf(await change(head.token, admin.id, { password: 'taken over now' }))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await send(house, head.token, 'DELETE', `/users/${admin.id}`))).toEqual([403, 'FORBIDDEN']);
  });

  it('shows the people of one’s own outlets only', async () => {
    const manager = await createUser(house, tenant, [at('MANAGER', tenant.restaurant_id)]);
    const [near, far] = [
      await createUser(house, tenant, [at('CHEF', tenant.restaurant_id)]),
      await createUser(house, tenant, [at('CHEF', tenant.cafe_id)]),
    ];
    const seen = (await send(house, manager.token, 'GET', '/users?limit=200')).body.data.map((user: any) => user.id);
    expect(seen).toContain(near.id);
    expect(seen).toContain(manager.id);
    expect(seen).not.toContain(far.id);
    expect(seen).not.toContain(admin.id);
    expect((await send(house, manager.token, 'GET', `/users/${far.id}`)).status).toBe(404);
    expect((await take(manager.token, person())).status).toBe(403);
  });

  it('keeps the last person who may do everything, also when two remove each other at once', async () => {
    const group = await house.createTenant('Last');
    const [one, two] = [
      await createUser(house, group, [everywhere('SUPER_ADMIN')]),
      await createUser(house, group, [everywhere('SUPER_ADMIN')]),
    ];
    const replies = await Promise.all([
      change(one.token, two.id, { is_active: false }),
      change(two.token, one.id, { grants: [everywhere('VIEWER')] }),
    ]);
    const { rows } = await house.admin.query(
      `select count(*)::int as admins from identity.users u join identity.role_grants g on g.user_id = u.id
      where u.tenant_id = $1 and u.is_active and g.role = 'SUPER_ADMIN'`,
      [group.tenant_id],
    );
    expect(rows[0].admins).toBe(1);
    expect(replies.map(({ status }) => status).sort()[0]).toBe(200);
    const left = replies[0]!.status === 200 ? one : two;
    expect(codeOf(await change(left.token, left.id, { is_active: false }))).toEqual([422, 'RULE_VIOLATION']);
    expect(codeOf(await send(house, left.token, 'DELETE', `/users/${left.id}`))).toEqual([422, 'RULE_VIOLATION']);
  });

  it('A1 answers 404 for people of another tenant, and 401 to strangers', async () => {
    const theirs = await createUser(house, other, [at('CHEF', other.cafe_id)]);
    expect((await send(house, admin.token, 'GET', `/users/${theirs.id}`)).status).toBe(404);
    expect((await change(admin.token, theirs.id, { name: 'Mine' })).status).toBe(404);
    expect((await send(house, admin.token, 'DELETE', `/users/${theirs.id}`)).status).toBe(404);
    for (const path of ['/users', '/roles', '/api-keys', '/feature-flags', '/audit-log', '/parked-events'])
      expect((await send(house, null, 'GET', path)).status).toBe(401);
  });

  it('lists every role with what it may do', async () => {
    const { token } = await createUser(house, tenant, [at('HOUSEKEEPER', tenant.hotel_id)]);
    const roles = (await send(house, token, 'GET', '/roles')).body.data;
    expect(roles.find((entry: any) => entry.role === 'HOUSEKEEPER').permissions).toEqual([
      'organisation.read',
      'rooms.read',
      'housekeeping.read',
      'housekeeping.work',
      'notifications.read',
    ]);
  });
});
