import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { createUser } from './commands/create-user.ts';

let house: TestHouse;
let tenant: TestTenant;
const who = { email: 'desk@example.com', password: 'a good password' };
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  await tenant.act((tx) =>
    createUser(tx, { name: 'Desk', ...who, grants: [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id }] }),
  );
});
afterAll(() => house.stop());

const cookiesOf = (reply: { headers: Record<string, unknown> }) =>
  [reply.headers['set-cookie']].flat().filter(Boolean).map(String);
const valueOf = (cookies: string[], name: string) =>
  cookies
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(';')[0];

async function login() {
  const reply = await send(house, null, 'POST', '/auth/console/login', who);
  const cookies = cookiesOf(reply);
  return {
    reply,
    cookies,
    cookie: `hostelry_refresh=${valueOf(cookies, 'hostelry_refresh')}`,
    csrf: reply.body.data.csrf_token as string,
  };
}

const console_ = (path: string, cookie: string | null, csrf: string | null) =>
  send(house, null, 'POST', `/auth/console/${path}`, undefined, {
    ...(cookie ? { cookie } : {}),
    ...(csrf ? { 'x-csrf-token': csrf } : {}),
  });

describe('the console’s session', () => {
  it('keeps its refresh token from scripts and from other sites', async () => {
    const { reply, cookies, csrf } = await login();
    expect(reply.status).toBe(200);
    expect(reply.body.data).toMatchObject({
      access: expect.any(String),
      user: { name: 'Desk', email: who.email, roles: ['STAFF'], language: 'en', tenant_id: tenant.tenant_id },
    });
    expect(reply.body.data.refresh).toBeUndefined();
    const refresh = cookies.find((cookie) => cookie.startsWith('hostelry_refresh='))!;
    expect(refresh).toMatch(/HttpOnly/);
    expect(refresh).toMatch(/SameSite=Strict/);
    expect(refresh).toMatch(/Path=\/api\/v1\/auth\/console/);
    const readable = cookies.find((cookie) => cookie.startsWith('hostelry_csrf='))!;
    expect(readable).not.toMatch(/HttpOnly/);
    expect(valueOf(cookies, 'hostelry_csrf')).toBe(csrf);
  });

  it('renews with cookie and CSRF token, and rotates the cookie', async () => {
    const { cookie, csrf } = await login();
    const renewed = await console_('refresh', cookie, csrf);
    expect([renewed.status, renewed.body.data.csrf_token]).toEqual([200, csrf]);
    expect((await send(house, renewed.body.data.access, 'GET', '/auth/me')).body.data.name).toBe('Desk');
    const next = `hostelry_refresh=${valueOf(cookiesOf(renewed), 'hostelry_refresh')}`;
    expect(next).not.toBe(cookie);
    expect((await console_('refresh', next, csrf)).status).toBe(200);
    const reused = await console_('refresh', cookie, csrf);
    expect([reused.status, reused.body.error.code]).toEqual([401, 'TOKEN_REUSED']);
    expect(cookiesOf(reused).join()).toMatch(/hostelry_refresh=;/);
  });

  it('refuses a request without the right CSRF token, and leaves the session as it was', async () => {
    const { cookie, csrf } = await login();
    for (const wrong of [null, 'wrong', `${csrf}x`]) {
      for (const path of ['refresh', 'logout']) {
        const { status, body } = await console_(path, cookie, wrong);
        expect([status, body.error.code]).toEqual([403, 'CSRF']);
      }
    }
    expect((await console_('refresh', cookie, csrf)).status).toBe(200);
  });

  it('asks to sign in when there is no cookie', async () => {
    expect((await console_('refresh', null, 'x')).status).toBe(401);
    expect((await console_('refresh', 'hostelry_refresh=nonsense', 'x')).status).toBe(401);
  });

  it('does not renew a console session without its cookie protection, nor another one with it', async () => {
    const { cookie, csrf } = await login();
    const bare = await send(house, null, 'POST', '/auth/token/refresh', { refresh: cookie.split('=')[1] });
    expect([bare.status, bare.body.error.code]).toEqual([401, 'TOKEN_INVALID']);
    const { refresh } = (await send(house, null, 'POST', '/auth/token', who)).body.data;
    expect((await console_('refresh', `hostelry_refresh=${refresh}`, csrf)).status).toBe(401);
  });

  it('logs out', async () => {
    const { reply, cookie, csrf } = await login();
    const out = await console_('logout', cookie, csrf);
    expect(out.status).toBe(200);
    expect(cookiesOf(out).join()).toMatch(/hostelry_refresh=;/);
    expect((await console_('refresh', cookie, csrf)).status).toBe(401);
    expect((await send(house, reply.body.data.access, 'GET', '/auth/me')).status).toBe(401);
  });
});
