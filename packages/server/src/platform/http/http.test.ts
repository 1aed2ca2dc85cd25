import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../ids.ts';
import { toCsv } from './list.ts';

let house: TestHouse;
let tenant: TestTenant;
let admin: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  admin = (await createUser(house, tenant, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
});
afterAll(() => house.stop());

const brand = (name: string) => ({ name, corporate_id: `C-${newId()}` });

describe('bad input', () => {
  it('is refused with the field, as the sender wrote it', async () => {
    const { status, body } = await send(house, admin, 'POST', '/brands', { corporate_id: 'X1', colour: 'red' });
    expect(status).toBe(400);
    expect(body.error.code).toBe('BAD_INPUT');
    expect(body.error.details.fields).toEqual(
      expect.arrayContaining([
        { field: 'name', message: 'is required' },
        { field: 'colour', message: 'is not a field of this request' },
      ]),
    );
  });

  it('is never coerced: a number written as text is not a number', async () => {
    const { status, body } = await send(house, admin, 'POST', '/brands', { name: 5, corporate_id: 'X2' });
    expect([status, body.error.details.fields[0].field]).toEqual([400, 'name']);
  });

  it('that is not JSON at all answers 400, and an unknown path 404, both in the one error shape', async () => {
    const reply = await house.app.inject({
      method: 'POST',
      url: '/api/v1/brands',
      payload: '{"name":',
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    });
    expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'BAD_INPUT']);
    const nowhere = await send(house, admin, 'GET', '/no-such-thing');
    expect([nowhere.status, nowhere.body.error.code]).toEqual([404, 'NOT_FOUND']);
    expect(nowhere.body.error.message).toContain('GET /api/v1/no-such-thing');
    expect(nowhere.body.error.request_id).toBe(nowhere.headers['x-request-id']);
  });

  it('in an id answers 400 before any statement is sent', async () => {
    const { status, body } = await send(house, admin, 'GET', '/brands/not-an-id');
    expect([status, body.error.details.fields[0].field]).toEqual([400, 'id']);
  });
});

describe('a body', () => {
  const raw = (url: string, payload: string, type: string, method: 'POST' | 'PATCH' = 'POST') =>
    house.app.inject({
      method,
      url: `/api/v1${url}`,
      payload,
      headers: { authorization: `Bearer ${admin}`, 'content-type': type },
    });

  it('of another kind than JSON answers 415', async () => {
    const reply = await raw('/brands', 'name=x', 'text/plain');
    expect([reply.statusCode, reply.json().error.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('that is missing is one without fields', async () => {
    const { id } = (await send(house, admin, 'POST', '/brands', brand('Bodiless'))).body.data;
    expect((await send(house, admin, 'PATCH', `/brands/${id}`)).status).toBe(200);
    expect((await raw(`/brands/${id}`, '', 'application/json', 'PATCH')).statusCode).toBe(200);
    const { status, body } = await send(house, admin, 'POST', '/brands');
    expect([status, body.error.details.fields[0]]).toEqual([400, { field: 'name', message: 'is required' }]);
  });

  it('that is wrong is told once per field, in words', async () => {
    const { body } = await send(house, admin, 'POST', '/brands', {
      name: '',
      corporate_id: 'X',
      contact_email: 'nobody',
    });
    expect(body.error.details.fields).toEqual([
      { field: 'name', message: 'must not be blank' },
      { field: 'contact_email', message: 'must be an e-mail address' },
    ]);
  });
});

describe('E5 If-Match', () => {
  it('guards a change as `version` does', async () => {
    const { id, version } = (await send(house, admin, 'POST', '/brands', brand('Matched'))).body.data;
    const change = (header: string, body: object = { name: 'Renamed' }) =>
      send(house, admin, 'PATCH', `/brands/${id}`, body, { 'if-match': header });
    expect((await change(`"${version}"`)).status).toBe(200);
    const stale = await change(`"${version}"`);
    expect([stale.status, stale.body.error.code]).toEqual([409, 'STALE_VERSION']);
    expect((await change('"three"')).body.error.details.fields[0].field).toBe('If-Match');
    expect((await change('"1"', { version: 2 })).body.error.details.fields[0].field).toBe('version');
  });
});

describe('E6 the same idempotency key', () => {
  const countOf = async (name: string) =>
    (await house.admin.query('select count(*)::int as n from outlets.brands where name = $1', [name])).rows[0].n;

  it('and body give the same reply and one effect', async () => {
    const body = brand('Once');
    const first = await send(house, admin, 'POST', '/brands', body, { 'idempotency-key': 'k1' });
    const second = await send(house, admin, 'POST', '/brands', body, { 'idempotency-key': 'k1' });
    expect(first.status).toBe(201);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(await countOf('Once')).toBe(1);
  });

  it('and another body are refused', async () => {
    await send(house, admin, 'POST', '/brands', brand('Mine'), { 'idempotency-key': 'k2' });
    const { status, body } = await send(house, admin, 'POST', '/brands', brand('Yours'), { 'idempotency-key': 'k2' });
    expect([status, body.error.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH']);
  });

  it('sent twenty times at once has one effect and twenty equal replies', async () => {
    const body = brand('Race');
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => send(house, admin, 'POST', '/brands', body, { 'idempotency-key': 'k3' })),
    );
    expect(new Set(replies.map((reply) => JSON.stringify([reply.status, reply.body]))).size).toBe(1);
    expect(replies[0]!.status).toBe(201);
    expect(await countOf('Race')).toBe(1);
  });

  it('of another person is another key', async () => {
    const other = (await createUser(house, tenant, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
    const [a, b] = [
      await send(house, admin, 'POST', '/brands', brand('A'), { 'idempotency-key': 'k4' }),
      await send(house, other, 'POST', '/brands', brand('B'), { 'idempotency-key': 'k4' }),
    ];
    expect([a.status, b.status]).toEqual([201, 201]);
  });
});

describe('lists', () => {
  it('walk through every row once by cursor, in any order', async () => {
    for (let n = 0; n < 7; n += 1) await send(house, admin, 'POST', '/brands', brand(`Walk ${n % 3}`));
    for (const sort of ['name', '-name', 'created_at']) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { body: any } = await send(
          house,
          admin,
          'GET',
          `/brands?q=Walk&limit=2&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`,
        );
        seen.push(...page.body.data.map((row: { id: string }) => row.id));
        expect(page.body.page.total).toBe(7);
        cursor = page.body.page.next_cursor;
      }
      expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
    }
  });

  it('refuse a filter, a sort and a cursor they do not know', async () => {
    for (const [query, field] of [
      ['colour=red', 'colour'],
      ['sort=colour', 'sort'],
      ['cursor=nonsense', 'cursor'],
      ['limit=many', 'limit'],
      ['limit=100000', 'limit'],
    ]) {
      const { status, body } = await send(house, admin, 'GET', `/brands?${query}`);
      expect([query, status, body.error?.details?.fields?.[0]?.field]).toEqual([query, 400, field]);
    }
  });

  it('refuse a cursor that somebody made up', async () => {
    const cursor = Buffer.from('["created_at","never","nobody"]').toString('base64url');
    const { status, body } = await send(house, admin, 'GET', `/brands?sort=created_at&cursor=${cursor}`);
    expect([status, body.error.details.fields[0].field]).toEqual([400, 'cursor']);
  });

  it('search literally: a percent sign finds a percent sign', async () => {
    await send(house, admin, 'POST', '/brands', brand('100% Coffee'));
    const { body } = await send(house, admin, 'GET', `/brands?q=${encodeURIComponent('0% C')}`);
    expect(body.data.map((row: { name: string }) => row.name)).toEqual(['100% Coffee']);
  });

  it('export CSV with a byte-order mark and no cell that a spreadsheet would run', async () => {
    await send(house, admin, 'POST', '/brands', brand('=HYPERLINK("x")'));
    const { body, headers } = await send(house, admin, 'GET', '/brands?format=csv');
    expect(headers['content-type']).toContain('text/csv');
    expect(body.charCodeAt(0)).toBe(0xfeff);
    expect(body).toContain(`"'=HYPERLINK(""x"")"`);
    expect(toCsv([{ a: '-1+1', b: -5 }])).toBe("\ufeffa,b\n'-1+1,-5\n");
  });
});

describe('the path', () => {
  it('works with a trailing slash and without the version', async () => {
    for (const url of ['/api/v1/brands/', '/api/brands', '/api/brands/?limit=1']) {
      const reply = await house.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${admin}` } });
      expect([url, reply.statusCode]).toEqual([url, 200]);
    }
  });
});

describe('A6 every unsafe act', () => {
  it('leaves an audit entry with who, what and from where', async () => {
    const created = await send(house, admin, 'POST', '/brands', brand('Audited'));
    const { rows } = await house.admin.query('select * from platform.audit_entries where entity_id = $1', [
      created.body.data.id,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      tenant_id: tenant.tenant_id,
      actor_kind: 'user',
      actor_name: 'Test Person',
      ip: '127.0.0.1',
    });
    expect(rows[0].request_id).toBe(created.headers['x-request-id']);
  });
});
