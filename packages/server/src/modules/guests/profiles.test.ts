import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { openRoomType } from '../reservations/testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let type: { id: string };
let owner: string;
let desk: string;
let viewer: string;
let elsewhere: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const at = (role: 'STAFF' | 'VIEWER', scope_id: string) => [{ role, scope: 'OUTLET' as const, scope_id }];
  ({ token: owner } = await createUser(house, tenant, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  ({ token: desk } = await createUser(house, tenant, at('STAFF', tenant.hotel_id)));
  ({ token: viewer } = await createUser(house, tenant, at('VIEWER', tenant.hotel_id)));
  ({ token: elsewhere } = await createUser(house, tenant, at('STAFF', tenant.cafe_id)));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  type = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, {
      code: 'DBL',
      units: 9,
      start_date: '2026-06-15',
      end_date: '2026-09-01',
      price_minor: 10_000,
    }),
  );
});
afterAll(() => house.stop());

const addGuest = async (fields: object) =>
  (await send(house, desk, 'POST', '/guests', { outlet_id: tenant.hotel_id, ...fields })).body.data;
const book = async (name: string, start_date: string, end_date: string) =>
  (
    await send(house, desk, 'POST', '/reservations', {
      room_type_id: type.id,
      start_date,
      end_date,
      guest: { name, email: `${name.split(' ')[0]!.toLowerCase()}@example.com` },
    })
  ).body.data;

describe('a guest’s profile', () => {
  it('holds what the house knows, finds it without accents, and masks the document in lists and for viewers', async () => {
    const guest = await addGuest({
      name: 'Zoé Müller',
      preferences: ['HIGH_FLOOR', 'ALLERGY_NUTS'],
      vip_level: 2,
      document_type: 'PASSPORT',
      document_number: 'C01X00T47',
      marketing_consent: true,
    });
    expect(guest).toMatchObject({
      vip_level: 2,
      marketing_consent_source: 'Test Person',
      document_number: 'C01X00T47',
    });
    const found = await send(house, viewer, 'GET', '/guests?words=muller%20zoe');
    expect(found.body.data).toMatchObject([{ name: 'Zoé Müller', document_number: '••••••T47' }]);
    expect((await send(house, viewer, 'GET', `/guests?q=${guest.code}`)).body.data).toHaveLength(1);
    expect((await send(house, viewer, 'GET', `/guests/${guest.id}`)).body.data.document_number).toBe('••••••T47');
    const blacklisted = await send(house, desk, 'PATCH', `/guests/${guest.id}`, { is_blacklisted: true });
    expect([blacklisted.status, JSON.stringify(blacklisted.body)]).toEqual([
      400,
      expect.stringContaining('blacklist_reason'),
    ]);
  });

  it('E5 is changed by one of two who saw the same version', async () => {
    const { id, version } = await addGuest({ name: 'Two Hands' });
    const answers = await Promise.all(
      ['A', 'B'].map((city) => send(house, desk, 'PATCH', `/guests/${id}`, { city, version })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('merges into another: bookings move, the better fields stay, both states are audited', async () => {
    const first = await book('Petra Vogel', '2026-07-01', '2026-07-03');
    const second = await book('Petra Vogel', '2026-07-05', '2026-07-06');
    await send(house, desk, 'PATCH', `/guests/${second.guest_id}`, { city: 'Graz', tags: ['Press'] });
    const duplicates = (await send(house, desk, 'GET', `/guests/${first.guest_id}/duplicates`)).body.data;
    expect(duplicates).toMatchObject([{ id: second.guest_id, because: ['email', 'name'] }]);
    const merge = () => send(house, desk, 'POST', `/guests/${first.guest_id}/merge`, { guest_id: second.guest_id });
    expect((await merge()).body.data).toMatchObject({ city: 'Graz', tags: ['Press'] });
    expect((await merge()).body.error.details.rule).toBe('GUEST_MERGED');
    const history = (await send(house, viewer, 'GET', `/guests/${first.guest_id}/stays`)).body.data;
    expect(history.stays.map((stay: { start_date: string }) => stay.start_date)).toEqual(['2026-07-05', '2026-07-01']);
    expect(history.stays.every((stay: { is_upcoming: boolean }) => stay.is_upcoming)).toBe(true);
    const { rows } = await house.admin.query(`select before from platform.audit_entries where action = 'guests.merge'`);
    expect(rows).toMatchObject([
      { before: { kept: { id: first.guest_id }, other: { id: second.guest_id, city: 'Graz' } } },
    ]);
  });

  it('E6 merges once under one key', async () => {
    const [kept, other] = [await addGuest({ name: 'Keep Me' }), await addGuest({ name: 'Keep Mee' })];
    const merge = () =>
      send(
        house,
        desk,
        'POST',
        `/guests/${kept.id}/merge`,
        { guest_id: other.id },
        { 'idempotency-key': 'merge-once' },
      );
    expect((await merge()).body).toEqual((await merge()).body);
  });

  it('is exported whole, and erased from every text of the tenant', async () => {
    const name = 'Quentin Unverwechselbar';
    const booking = await book(name, '2026-07-10', '2026-07-12');
    const id = booking.guest_id as string;
    await send(house, desk, 'PATCH', `/guests/${id}`, { notes: `${name} likes tea`, phone: '+43 1 999 888 777' });
    await send(house, desk, 'POST', '/waitlist', {
      room_type_id: type.id,
      start_date: '2026-07-20',
      end_date: '2026-07-21',
      guest: { name: 'Somebody Else' },
    });
    const exported = (await send(house, desk, 'POST', `/guests/${id}/export`)).body.data;
    expect(exported.guest).toMatchObject({ name, phone: '+43 1 999 888 777' });
    expect(exported.sections.reservations.bookings).toMatchObject([{ confirmation_code: booking.confirmation_code }]);
    const erase = (token: string) => send(house, token, 'POST', `/guests/${id}/erase`, { reason: 'Asked by letter' });
    expect((await erase(desk)).status).toBe(403);
    expect((await erase(owner)).body.error.details.rule).toBe('EXPECTED');
    await send(house, desk, 'POST', `/reservations/${booking.id}/cancel`, { reason: `${name} is ill` });
    expect((await erase(owner)).body.data).toMatchObject({ name: 'Erased guest', email: null, phone: null });
    for (const word of [name, 'quentin@example.com', '999 888 777']) expect(await columnsWith(word)).toEqual([]);
    const { body } = await send(house, desk, 'GET', `/reservations/${booking.id}`);
    expect(body.data).toMatchObject({
      guest_name: 'Erased guest',
      total_minor: booking.total_minor,
      status: 'CANCELLED',
    });
  });

  it('A1 A2 turns strangers away from every act', async () => {
    const { id } = await addGuest({ name: 'Private Person' });
    const { body } = await send(house, desk, 'POST', '/companies', { outlet_id: tenant.hotel_id, name: 'Acme' });
    const company = `/companies/${body.data.id}`;
    const calls = [
      ['GET', `/guests/${id}/duplicates`, undefined],
      ['GET', `/guests/${id}/stays`, undefined],
      ['POST', `/guests/${id}/merge`, { guest_id: id }],
      ['POST', `/guests/${id}/export`, undefined],
      ['GET', company, undefined],
      ['GET', `${company}/stays`, undefined],
      ['PATCH', company, { name: 'X' }],
      ['POST', `${company}/merge`, { company_id: body.data.id }],
    ] as const;
    for (const [method, path, content] of calls) {
      const statuses = [];
      for (const token of [null, elsewhere, stranger])
        statuses.push((await send(house, token, method, path, content)).status);
      expect([path, statuses]).toEqual([path, [401, 403, 404]]);
    }
    expect((await send(house, stranger, 'POST', `/guests/${id}/erase`, { reason: 'Because' })).status).toBe(404);
  });
});

/** Every text, list or document of the database, not only the tables one thinks of, in which the words still stand. */
async function columnsWith(words: string): Promise<string[]> {
  const { rows } = await house.admin.query<{ table: string; column: string }>(`
    select format('%I.%I', table_schema, table_name) as table, column_name as column from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker')
      and c.data_type in ('text', 'jsonb', 'json', 'ARRAY', 'character varying')`);
  const hits: string[] = [];
  for (const { table, column } of rows) {
    const { rowCount } = await house.admin.query(`select 1 from ${table} where "${column}"::text ilike $1 limit 1`, [
      `%${words}%`,
    ]);
    if (rowCount) hits.push(`${table}.${column}`);
  }
  return hits;
}

describe('companies', () => {
  it('are kept with their terms, and merged with what refers to them', async () => {
    const make = async (fields: object) =>
      (await send(house, desk, 'POST', '/companies', { outlet_id: tenant.hotel_id, ...fields })).body.data;
    const kept = await make({
      name: 'Vento Lda',
      credit_limit_minor: 500_000,
      contacts: [{ name: 'Rui', role: 'Travel' }],
    });
    const other = await make({ name: 'Vento SA', email: 'stay@vento.example' });
    expect(kept).toMatchObject({ contacts: [{ name: 'Rui', role: 'Travel' }], credit_limit_minor: 500_000 });
    const guest = await addGuest({ name: 'Works There', company_id: other.id });
    const merged = await send(house, desk, 'POST', `/companies/${kept.id}/merge`, { company_id: other.id });
    expect(merged.body.data).toMatchObject({ email: 'stay@vento.example' });
    expect((await send(house, desk, 'GET', `/guests/${guest.id}`)).body.data.company_name).toBe('Vento Lda');
    const names = (await send(house, desk, 'GET', '/companies?q=vento')).body.data.map(
      (row: { name: string }) => row.name,
    );
    expect(names).toEqual(['Vento Lda']);
    const bad = await send(house, desk, 'PATCH', `/companies/${kept.id}`, { commission_bp: 10_001 });
    expect([bad.status, JSON.stringify(bad.body)]).toEqual([400, expect.stringContaining('commission_bp')]);
  });
});
