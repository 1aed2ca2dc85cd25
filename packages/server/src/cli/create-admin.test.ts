import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, send, type TestHouse } from '../../../../test/support/house.ts';
import { createAdmin } from './create-admin.ts';
import { resetPassword } from './reset-password.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.stop());

const signIn = (email: string, password: string) => send(house, null, 'POST', '/auth/token', { email, password });

describe('hostelry create-admin', () => {
  it('founds the first company, then adds to it, and asks which once there are several', async () => {
    await expect(createAdmin(house, { email: 'one@example.com' })).rejects.toMatchObject({
      details: { fields: [{ field: 'company' }] },
    });
    const first = await createAdmin(house, { email: 'one@example.com', company: 'First' });
    expect((await signIn('one@example.com', first.password)).body.data.user).toMatchObject({
      roles: ['SUPER_ADMIN'],
      tenant_name: 'First',
    });
    const second = await createAdmin(house, { email: 'two@example.com', name: 'Two', password: 'chosen by myself' });
    expect(second.tenant_id).toBe(first.tenant_id);
    expect((await signIn('two@example.com', 'chosen by myself')).body.data.user.name).toBe('Two');
    await createAdmin(house, { email: 'other@example.com', company: 'Other' });
    await expect(createAdmin(house, { email: 'three@example.com' })).rejects.toThrow('say which with --tenant');
    expect((await createAdmin(house, { email: 'three@example.com', tenant: first.tenant_id })).tenant_id).toBe(
      first.tenant_id,
    );
  });

  it('refuses a malformed address, a short password, a taken name and an unknown company, and founds nothing then', async () => {
    await expect(createAdmin(house, { email: 'nowhere', company: 'X' })).rejects.toMatchObject({
      details: { fields: [{ field: 'email' }] },
    });
    await expect(createAdmin(house, { email: 'x@example.com', password: 'short', company: 'X' })).rejects.toMatchObject(
      { details: { fields: [{ field: 'password' }] } },
    );
    await expect(createAdmin(house, { email: 'ONE@example.com', company: 'X' })).rejects.toMatchObject({
      constraint: 'users_email_unique',
    });
    await expect(
      createAdmin(house, { email: 'x@example.com', tenant: '019f0000-0000-7000-8000-000000000000' }),
    ).rejects.toThrow('There is no company');
    expect((await house.admin.query(`select 1 from identity.tenants where name = 'X'`)).rowCount).toBe(0);
  });
});

describe('hostelry reset-password', () => {
  it('gives a new password and signs the person out everywhere', async () => {
    const { password } = await createAdmin(house, { email: 'lost@example.com', username: 'lost', company: 'Lost' });
    const { access } = (await signIn('lost@example.com', password)).body.data;
    const fresh = await resetPassword(house, { username: 'LOST' });
    expect((await send(house, access, 'GET', '/auth/me')).status).toBe(401);
    expect((await signIn('lost@example.com', password)).status).toBe(401);
    expect((await signIn('lost@example.com', fresh)).status).toBe(200);
    await expect(resetPassword(house, { email: 'nobody@example.com' })).rejects.toThrow(
      'There is nobody called nobody@example.com',
    );
  });
});
