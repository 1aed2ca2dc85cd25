import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { MOST_ATTEMPTS, MOST_PER_ADDRESS_AND_HOUR, MOST_PER_PHONE_AND_HOUR } from './one-time-codes.ts';

let house: TestHouse;
let tenant: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  [tenant, other] = [await house.createTenant(), await house.createTenant('Other')];
});
afterAll(() => house.stop());

let guests = 0;
/** A phone and an address of one's own, so that one test's codes do not count against another's. */
function guest() {
  guests += 1;
  return {
    phone: `+35191200${String(1_000 + guests)}`,
    headers: { 'x-forwarded-for': `10.0.${guests >> 8}.${guests & 255}` },
  };
}
type Guest = ReturnType<typeof guest>;

const request = ({ phone, headers }: Guest, more: object = { outlet_id: tenant.restaurant_id }) =>
  send(house, null, 'POST', '/auth/customer/request-otp', { phone, ...more }, headers);
const verify = ({ phone, headers }: Guest, code: string, more: object = { outlet_id: tenant.restaurant_id }) =>
  send(house, null, 'POST', '/auth/customer/verify-otp', { phone, code, ...more }, headers);
/** The newest code in the queue of messages to this phone. */
async function codeFor({ phone }: Guest): Promise<string> {
  const { rows } = await house.admin.query(
    `select payload ->> 'text' as text from graphile_worker._private_jobs where payload ->> 'to' = $1 order by id desc limit 1`,
    [phone],
  );
  return /^\d{6}/.exec(rows[0].text)![0];
}
const wrongOne = (code: string) => (code === '000000' ? '000001' : '000000');
const codeOf = ({ status, body }: { status: number; body: any }) => [status, body.error?.code];

describe('A4 a guest signs in by a code on the phone', () => {
  it('lets the guest in once, as a customer without any of the house’s permissions', async () => {
    const ana = guest();
    const asked = await request(ana);
    expect(asked.status).toBe(200);
    expect(asked.body.data).toEqual({ phone: ana.phone, expires_at: '2026-06-15T10:05:00.000Z' });
    const code = await codeFor(ana);
    const { status, body } = await verify(ana, code, { outlet_id: tenant.restaurant_id, name: 'Ana' });
    expect(status).toBe(200);
    expect(body.data.customer).toMatchObject({ name: 'Ana', phone: ana.phone, tenant_id: tenant.tenant_id });
    expect((await send(house, body.data.access, 'GET', '/auth/me')).body.data).toMatchObject({
      kind: 'customer',
      name: 'Ana',
      phone: ana.phone,
      permissions: [],
    });
    expect((await send(house, body.data.access, 'GET', '/outlets')).status).toBe(403);
    expect((await send(house, null, 'POST', '/auth/token/refresh', { refresh: body.data.refresh })).status).toBe(200);
    expect(codeOf(await verify(ana, code))).toEqual([401, 'OTP_INVALID']);
  });

  it('knows the same guest again, however the number is written', async () => {
    const ana = guest();
    const ids = new Set<string>();
    for (const phone of [ana.phone, ana.phone.replace('+351912', '+351 912-')]) {
      await request({ ...ana, phone });
      ids.add((await verify({ ...ana, phone }, await codeFor(ana))).body.data.customer.id);
    }
    expect(ids.size).toBe(1);
  });

  it('stores no code that could be read or guessed from the table', async () => {
    const ana = guest();
    await request(ana);
    const code = await codeFor(ana);
    const { rows } = await house.admin.query('select * from identity.one_time_codes where phone = $1', [ana.phone]);
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(rows[0].code_hash).toHaveLength(43);
  });

  it('expires after five minutes', async () => {
    const ana = guest();
    await request(ana);
    const code = await codeFor(ana);
    house.clock.advance(5 * 60_000);
    expect(codeOf(await verify(ana, code))).toEqual([401, 'OTP_INVALID']);
  });

  it('counts wrong attempts for good, also many at the same moment, and then refuses the right code too', async () => {
    const ana = guest();
    await request(ana);
    const code = await codeFor(ana);
    const guesses = await Promise.all(Array.from({ length: MOST_ATTEMPTS }, () => verify(ana, wrongOne(code))));
    expect(new Set(guesses.map((reply) => codeOf(reply).join()))).toEqual(new Set(['401,OTP_INVALID']));
    expect(codeOf(await verify(ana, code))).toEqual([401, 'OTP_INVALID']);
    const { rows } = await house.admin.query(
      'select attempts_left, used_at from identity.one_time_codes where phone = $1',
      [ana.phone],
    );
    expect(rows).toEqual([{ attempts_left: 0, used_at: null }]);
  });

  it('still takes the right code on the last attempt', async () => {
    const ana = guest();
    await request(ana);
    const code = await codeFor(ana);
    for (let n = 1; n < MOST_ATTEMPTS; n += 1) await verify(ana, wrongOne(code));
    expect((await verify(ana, code)).status).toBe(200);
  });

  it('is used once by many at the same moment', async () => {
    const ana = guest();
    await request(ana);
    const code = await codeFor(ana);
    const replies = await Promise.all(Array.from({ length: 4 }, () => verify(ana, code)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('takes only the newest code', async () => {
    const ana = guest();
    await request(ana);
    const old = await codeFor(ana);
    house.clock.advance(1_000);
    await request(ana);
    const fresh = await codeFor(ana);
    if (old !== fresh) expect(codeOf(await verify(ana, old))).toEqual([401, 'OTP_INVALID']);
    expect((await verify(ana, fresh)).status).toBe(200);
  });

  it('limits how many codes a phone gets in an hour, also when all are asked for at once', async () => {
    const ana = guest();
    const replies = await Promise.all(Array.from({ length: MOST_PER_PHONE_AND_HOUR + 3 }, () => request(ana)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(MOST_PER_PHONE_AND_HOUR);
    const refused = replies.find(({ status }) => status !== 200)!;
    expect([...codeOf(refused), refused.headers['retry-after']]).toEqual([429, 'OTP_TOO_MANY', '3600']);
    house.clock.advance(3_600_000);
    expect((await request(ana)).status).toBe(200);
  });

  it('limits how many codes an address asks for in an hour, whatever the phones', async () => {
    const { headers } = guest();
    const statuses: number[] = [];
    for (let n = 0; n <= MOST_PER_ADDRESS_AND_HOUR; n += 1)
      statuses.push((await request({ ...guest(), headers })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(MOST_PER_ADDRESS_AND_HOUR);
    expect(statuses.at(-1)).toBe(429);
  });

  it('belongs to the company that the outlet names', async () => {
    const ana = guest();
    await request(ana);
    const code = await codeFor(ana);
    expect(codeOf(await verify(ana, code, { outlet_id: other.cafe_id }))).toEqual([401, 'OTP_INVALID']);
    expect(codeOf(await verify(ana, code, { tenant_id: other.tenant_id }))).toEqual([401, 'OTP_INVALID']);
    expect((await verify(ana, code, { tenant_id: tenant.tenant_id })).status).toBe(200);
  });

  it('says what is wrong with the request', async () => {
    const fieldOf = (reply: { body: any }) => reply.body.error.details.fields[0].field;
    expect(fieldOf(await request({ ...guest(), phone: '12345' }))).toBe('phone');
    expect(fieldOf(await request(guest(), {}))).toBe('outlet_id');
    expect(fieldOf(await request(guest(), { outlet_id: newId() }))).toBe('outlet_id');
    expect(fieldOf(await verify(guest(), '12a456'))).toBe('code');
  });
});
