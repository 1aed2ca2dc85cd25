import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { createUser } from './commands/create-user.ts';

let house: TestHouse;
let tenant: TestTenant;
let email: string;
let username: string;
let user_id: string;
const password = 'a good password';

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());
beforeEach(async () => {
  username = `ana-${newId().slice(-12)}`;
  email = `Ana.${username}@Example.com`;
  const user = await tenant.act((tx) =>
    createUser(tx, {
      name: 'Ana',
      email,
      username,
      password,
      grants: [{ role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id }],
    }),
  );
  user_id = user.id;
});

const signIn = async (body: object = { email, password }) => send(house, null, 'POST', '/auth/token', body);
const refreshWith = async (refresh: string) => send(house, null, 'POST', '/auth/token/refresh', { refresh });
const codeOf = ({ status, body }: { status: number; body: any }) => [status, body.error?.code];

describe('signing in with a password', () => {
  it('takes the e-mail address or the user name in any case, and says who it is', async () => {
    const { status, body } = await signIn({ email: email.toUpperCase(), password });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      access: expect.any(String),
      refresh: expect.any(String),
      user: { id: user_id, name: 'Ana', roles: ['MANAGER'], tenant_id: tenant.tenant_id },
    });
    expect(body.data.user.permissions).toContain('reservations.create');
    expect(body.data.user.permissions).not.toContain('users.manage');
    expect((await signIn({ username: username.toUpperCase(), password })).body.data.user.id).toBe(user_id);
    expect((await send(house, body.data.access, 'GET', '/auth/me')).body.data).toMatchObject({
      kind: 'user',
      id: user_id,
      email,
      tenant_name: 'Test Group',
    });
  });

  it('gives staff the same reply by user name', async () => {
    const { status, body } = await send(house, null, 'POST', '/auth/staff/login', { username, password });
    expect([status, body.data.user.id, typeof body.data.access]).toEqual([200, user_id, 'string']);
  });

  it('refuses a wrong password, an unknown name, a person without password and an inactive one in the same words', async () => {
    const replies = [
      await signIn({ email, password: 'wrong' }),
      await signIn({ email: 'nobody@example.com', password }),
      await signIn({ username: 'nobody', password }),
    ];
    await house.admin.query('update identity.users set is_active = false where id = $1', [user_id]);
    replies.push(await signIn());
    await house.admin.query('update identity.users set is_active = true, password_hash = null where id = $1', [
      user_id,
    ]);
    replies.push(await signIn());
    expect(
      new Set(
        replies.map(({ status, body }) => `${status} ${body.error.code} ${body.error.message} ${body.error.details}`),
      ).size,
    ).toBe(1);
    expect(codeOf(replies[0]!)).toEqual([401, 'BAD_CREDENTIALS']);
  });

  it('takes as long to refuse an unknown name as a wrong password', async () => {
    // The quickest of a few, because a busy machine delays some.
    const timed = async (body: object) => {
      const times: number[] = [];
      for (let n = 0; n < 8; n += 1) {
        const start = performance.now();
        await signIn(body);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const [unknown, wrong] = [
      await timed({ email: 'nobody@example.com', password: 'wrong' }),
      await timed({ email, password: 'wrong' }),
    ];
    // Without the decoy an unknown name would be refused many times as fast.
    expect(unknown / wrong).toBeGreaterThan(0.4);
  });

  it('names what is missing', async () => {
    const fieldOf = async (body: object) => (await signIn(body)).body.error.details.fields[0].field;
    expect(await fieldOf({ email })).toBe('password');
    expect(await fieldOf({ password })).toBe('email');
    expect(await fieldOf({ email, username, password })).toBe('username');
    expect(await fieldOf({ email, password, remember: true })).toBe('remember');
  });

  it('A6 leaves an audit entry', async () => {
    await signIn();
    const { rows } = await house.admin.query(
      `select actor_name, ip from platform.audit_entries where actor_id = $1 and action = 'auth.sign_in'`,
      [user_id],
    );
    expect(rows).toEqual([{ actor_name: 'Ana', ip: '127.0.0.1' }]);
  });
});

describe('registering a company', () => {
  it('founds the tenant with somebody who may do everything in it, and in no other', async () => {
    const own = { tenant_name: 'Nova', name: 'Nia', email: `nia-${newId()}@example.com`, password: 'another good one' };
    const { status, body } = await send(house, null, 'POST', '/auth/register', own);
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      tenant: { name: 'Nova' },
      user: { name: 'Nia', roles: ['SUPER_ADMIN'], tenant_id: body.data.tenant.id },
    });
    expect((await send(house, body.data.access, 'GET', '/outlets')).body.data).toEqual([]);
    const brand = await send(house, body.data.access, 'POST', '/brands', { name: 'Nova One', corporate_id: 'N1' });
    expect(brand.status).toBe(201);
    const again = await send(house, null, 'POST', '/auth/register', { ...own, email: own.email.toUpperCase() });
    expect([again.status, again.body.error.details.fields[0].field]).toEqual([409, 'email']);
    expect(
      (await house.admin.query(`select count(*)::int from identity.tenants where name = 'Nova'`)).rows[0].count,
    ).toBe(1);
  });

  it('refuses a short password and a malformed address', async () => {
    const { status, body } = await send(house, null, 'POST', '/auth/register', {
      tenant_name: 'X',
      name: 'Y',
      email: 'nowhere',
      password: 'short',
    });
    expect([status, body.error.details.fields.map((problem: any) => problem.field).sort()]).toEqual([
      400,
      ['email', 'password'],
    ]);
  });
});

describe('A5 refresh tokens', () => {
  it('rotate: each opens the next pair once', async () => {
    const first = (await signIn()).body.data;
    house.clock.advance(1_000);
    const second = (await refreshWith(first.refresh)).body.data;
    expect(second.refresh).not.toBe(first.refresh);
    expect((await send(house, second.access, 'GET', '/auth/me')).status).toBe(200);
    expect((await refreshWith(second.refresh)).status).toBe(200);
  });

  it('close the whole family when one is used again, also for its newest tokens', async () => {
    const first = (await signIn()).body.data;
    const second = (await refreshWith(first.refresh)).body.data;
    const elsewhere = (await signIn()).body.data;
    expect(codeOf(await refreshWith(first.refresh))).toEqual([401, 'TOKEN_REUSED']);
    expect(codeOf(await refreshWith(second.refresh))).toEqual([401, 'TOKEN_INVALID']);
    expect((await send(house, second.access, 'GET', '/auth/me')).status).toBe(401);
    expect((await send(house, elsewhere.access, 'GET', '/auth/me')).status).toBe(200);
  });

  it('let only one of many simultaneous uses through, and close the family for the others', async () => {
    const { refresh } = (await signIn()).body.data;
    const replies = await Promise.all(Array.from({ length: 6 }, () => refreshWith(refresh)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const winner = replies.find(({ status }) => status === 200)!.body.data;
    expect(codeOf(await refreshWith(winner.refresh))).toEqual([401, 'TOKEN_INVALID']);
  });

  it('expire after seven days, and are no access tokens; nor the other way round', async () => {
    const { access, refresh } = (await signIn()).body.data;
    expect(codeOf(await refreshWith(access))).toEqual([401, 'TOKEN_INVALID']);
    expect((await send(house, refresh, 'GET', '/auth/me')).status).toBe(401);
    house.clock.advance(7 * 86_400_000 + 1_000);
    expect(codeOf(await refreshWith(refresh))).toEqual([401, 'TOKEN_INVALID']);
  });
});

describe('verify, log out, sessions', () => {
  const verify = (token: string) => send(house, null, 'POST', '/auth/token/verify', { token });

  it('verifies a token until its session is closed', async () => {
    const { access } = (await signIn()).body.data;
    expect((await verify(access)).body.data).toMatchObject({ kind: 'user', principal_id: user_id });
    expect((await send(house, access, 'POST', '/auth/logout')).status).toBe(200);
    expect(codeOf(await verify(access))).toEqual([401, 'TOKEN_INVALID']);
    expect((await send(house, access, 'GET', '/auth/me')).status).toBe(401);
    expect(codeOf(await verify('nonsense'))).toEqual([401, 'TOKEN_INVALID']);
  });

  it('lists one’s own sessions and closes them, but nobody else’s', async () => {
    const [here, there] = [(await signIn()).body.data.access, (await signIn()).body.data.access];
    const sessions = (await send(house, here, 'GET', '/auth/sessions')).body.data;
    expect(sessions).toHaveLength(2);
    const other = sessions.find((session: any) => !session.is_current);
    expect((await send(house, here, 'DELETE', `/auth/sessions/${other.id}`)).status).toBe(200);
    expect((await send(house, there, 'GET', '/auth/me')).status).toBe(401);
    const stranger = await tenant.act((tx) =>
      createUser(tx, { name: 'Bo', email: `${newId()}@example.com`, password }),
    );
    const theirs = (await signIn({ email: stranger.email, password })).body.data.access;
    const mine = sessions.find((session: any) => session.is_current);
    expect((await send(house, theirs, 'DELETE', `/auth/sessions/${mine.id}`)).status).toBe(404);
    await signIn();
    expect((await send(house, here, 'POST', '/auth/sessions/revoke-others')).status).toBe(200);
    expect((await send(house, here, 'GET', '/auth/sessions')).body.data).toHaveLength(1);
  });
});

describe('one’s own profile', () => {
  it('changes name and language', async () => {
    const { access } = (await signIn()).body.data;
    expect(
      (await send(house, access, 'PATCH', '/auth/me', { name: 'Ana Maria', language: 'ar' })).body.data,
    ).toMatchObject({ name: 'Ana Maria', language: 'ar' });
    expect(codeOf(await send(house, access, 'PATCH', '/auth/me', { language: 'xx' }))).toEqual([400, 'BAD_INPUT']);
    expect((await send(house, null, 'PATCH', '/auth/me', { name: 'X' })).status).toBe(401);
  });

  it('sets a new password only with the current one, and signs out elsewhere', async () => {
    const [here, there] = [(await signIn()).body.data.access, (await signIn()).body.data.access];
    const change = (body: object) => send(house, here, 'PATCH', '/auth/me', body);
    expect((await change({ new_password: 'brand new one' })).body.error.details.fields[0].field).toBe(
      'current_password',
    );
    expect(
      (await change({ new_password: 'brand new one', current_password: 'wrong' })).body.error.details.fields[0].field,
    ).toBe('current_password');
    expect((await change({ new_password: 'brand new one', current_password: password })).status).toBe(200);
    expect((await send(house, here, 'GET', '/auth/me')).status).toBe(200);
    expect((await send(house, there, 'GET', '/auth/me')).status).toBe(401);
    expect((await signIn()).status).toBe(401);
    expect((await signIn({ email, password: 'brand new one' })).status).toBe(200);
  });
});
