import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { checkIn } from '../reservations/index.ts';
import { bookStay, openRooms } from '../reservations/stays/testing.ts';
import { openRoomType } from '../reservations/testing.ts';
import { folioOfReservation, openFolio, postCharge, takePayment } from './index.ts';

let house: TestHouse;
let tenant: TestTenant;
let room_type_id: string;
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const as = async (role: 'MANAGER' | 'STAFF', outlet_id: string) =>
    (await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id: outlet_id }])).token;
  manager = await as('MANAGER', tenant.hotel_id);
  desk = await as('STAFF', tenant.hotel_id);
  elsewhere = await as('MANAGER', tenant.restaurant_id);
  const span = { start_date: '2026-06-01', end_date: '2026-12-01' };
  ({ id: room_type_id } = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 6, price_minor: 10_000, ...span }),
  ));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
});
afterAll(() => house.stop());

const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, who: string | null = manager) =>
  send(house, who, method, path, body);
const folio = (name = 'Łukasz Żak', more: object = {}) =>
  tenant.act((tx) =>
    openFolio(tx, { outlet_id: tenant.hotel_id, kind: 'GUEST', reservation_id: newId(), name, ...more }),
  );
const charge = (folio_id: string, charge_code: string, amount_minor: number) =>
  tenant.act((tx) => postCharge(tx, { folio_id, charge_code, amount_minor, source: 'test' }));
const shown = async (id: string) => (await call('GET', `/folios/${id}`)).body.data;
async function company(payment_terms_days = 0) {
  const id = newId();
  await house.admin.query(
    `insert into guests.companies (tenant_id, id, outlet_id, name, credit_limit_minor, payment_terms_days)
      values ($1, $2, $3, $4, 900000, $5)`,
    [tenant.tenant_id, id, tenant.hotel_id, `Company ${id}`, payment_terms_days],
  );
  return id;
}
/** A guest who sleeps in a room, with the account that the check-in opened. */
async function stayInRoom(number: string) {
  return tenant.act(async (tx) => {
    const type = { id: room_type_id, outlet_id: tenant.hotel_id, code: 'DBL' };
    const [room] = await openRooms(tx, type, [number]);
    const stay = await bookStay(tx, type.id, '2026-06-15', '2026-06-17');
    await checkIn(tx, stay, { room_id: room!.id });
    return { booking_id: stay.booking_id, folio_id: (await folioOfReservation(tx, stay.id))!.id };
  });
}
/** Who may do it, and who not: nobody, another outlet’s manager, another tenant. */
async function expectGuarded(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) {
  const answers = await Promise.all([null, elsewhere, stranger].map((who) => call(method, path, body, who)));
  expect([path, ...answers.map((each) => each.status)]).toEqual([path, 401, 403, 404]);
}

describe('charge codes', () => {
  it('are added, changed and charged no more by who keeps the ledger', async () => {
    const wanted = {
      outlet_id: tenant.hotel_id,
      code: 'BIKE',
      name: 'Bicycle',
      category: 'SERVICE',
      price_minor: 1_500,
    };
    const added = await call('POST', '/charge-codes', wanted);
    expect([added.status, added.body.data.price_minor]).toEqual([201, 1_500]);
    const { id } = added.body.data;
    expect((await call('POST', '/charge-codes', wanted)).body.error.code).toBe('DUPLICATE');
    expect((await call('POST', '/charge-codes', wanted, desk)).status).toBe(403);
    await expectGuarded('PATCH', `/charge-codes/${id}`, { name: 'x' });
    await expectGuarded('POST', '/charge-codes', wanted);
    const bad = await call('POST', '/charge-codes', { ...wanted, code: 'no code' });
    expect([bad.status, bad.body.error.details.fields[0].field]).toEqual([400, 'code']);
    const changed = await call('PATCH', `/charge-codes/${id}`, { is_active: false, version: 1 });
    expect(changed.body.data).toMatchObject({ is_active: false, version: 2 });
    expect((await call('PATCH', `/charge-codes/${id}`, { name: 'y', version: 1 })).body.error.code).toBe(
      'STALE_VERSION',
    );
    const { id: folio_id } = await folio();
    const refused = await call('POST', `/folios/${folio_id}/charges`, { charge_code: 'BIKE', amount_minor: 1 });
    expect([refused.status, refused.body.error.details.fields[0].field]).toEqual([400, 'charge_code']);
  });
});

describe('routing', () => {
  it('goes by category too, is changed, and is taken away', async () => {
    const [guest, other] = [await folio(), await folio('Bia')];
    const made = await call('POST', `/folios/${guest.id}/routing`, {
      categories: ['FOOD', 'BEVERAGE'],
      to_folio_id: other.id,
    });
    expect([made.status, made.body.data.to_folio_name]).toEqual([201, 'Bia']);
    await charge(guest.id, 'MINIBAR', 700);
    await charge(guest.id, 'LAUNDRY', 300);
    expect([(await shown(guest.id)).balance_minor, (await shown(other.id)).balance_minor]).toEqual([300, 700]);
    const path = `/routing/${made.body.data.id}`;
    await expectGuarded('PATCH', path, { to_window: 2 });
    await expectGuarded('DELETE', path);
    const both = await call('PATCH', path, { charge_codes: ['SPA'] });
    expect([both.status, both.body.error.details.fields[0].field]).toEqual([400, 'categories']);
    await call('PATCH', path, { categories: ['BEVERAGE'], to_folio_id: guest.id, to_window: 2 });
    await charge(guest.id, 'MINIBAR', 50);
    const windows = (await shown(guest.id)).windows;
    expect(windows).toEqual([
      { window_no: 1, balance_minor: 300 },
      { window_no: 2, balance_minor: 50 },
    ]);
    expect((await call('DELETE', path)).status).toBe(200);
    expect((await shown(guest.id)).routing).toEqual([]);
    expect((await call('DELETE', path)).status).toBe(404);
  });
});

describe('the list of folios', () => {
  it('knows the stay of each, and finds it by room, status and balance', async () => {
    const stay = await stayInRoom('101');
    await charge(stay.folio_id, 'MINIBAR', 400);
    const found = async (query: string) =>
      (await call('GET', `/folios?outlet_id=${tenant.hotel_id}&${query}`)).body.data.map(
        (each: { id: string }) => each.id,
      );
    expect(await found('q=101')).toEqual([stay.folio_id]);
    expect(await found('stay_status=IN_HOUSE&balance=DUE')).toEqual([stay.folio_id]);
    expect(await found('stay_status=IN_HOUSE&balance=CREDIT')).toEqual([]);
    expect(await found('stay_status=CHECKED_OUT')).toEqual([]);
    expect((await call('GET', `/folios?q=101`, undefined, stranger)).body.data).toEqual([]);
    expect((await shown(stay.folio_id)).stay).toMatchObject({ status: 'IN_HOUSE', room_number: '101' });
  });
});

describe('a group’s account', () => {
  it('is opened once and pays what it pays for of its members’ charges, after their own rules', async () => {
    const block_id = newId();
    const group = () =>
      tenant.act((tx) =>
        openFolio(tx, {
          outlet_id: tenant.hotel_id,
          kind: 'MASTER',
          name: 'Tour',
          block_id,
          pays_categories: ['ROOM', 'SERVICE'],
        }),
      );
    const [one, two] = await Promise.all([group(), group()]);
    expect(one.id).toBe(two.id);
    const member = await stayInRoom('102');
    await house.admin.query('update reservations.bookings set block_id = $1 where id = $2', [
      block_id,
      member.booking_id,
    ]);
    await call('POST', `/folios/${member.folio_id}/routing`, {
      charge_codes: ['SPA'],
      to_folio_id: member.folio_id,
      to_window: 2,
    });
    for (const [code, minor] of [
      ['ROOM', 10_000],
      ['LAUNDRY', 300],
      ['SPA', 50],
      ['MINIBAR', 7],
    ] as const)
      await charge(member.folio_id, code, minor);
    expect([(await shown(one.id)).balance_minor, (await shown(member.folio_id)).balance_minor]).toEqual([10_300, 57]);
  });
});

describe('a company’s account', () => {
  it('ages its debt by 30, 60 and more days, and gives a settled invoice back', async () => {
    const company_id = await company();
    const ages = [0, 30, 60, 61, 91];
    for (const [index, days] of ages.entries()) {
      const { id } = await folio(`Guest ${index}`);
      await charge(id, 'ROOM', 1_000 + index);
      await tenant.act((tx) =>
        takePayment(tx, { folio_id: id, method: 'CITY_LEDGER', company_id, amount_minor: 1_000 + index }),
      );
      const { body } = await call('POST', `/folios/${id}/invoices`, { company_id });
      // Only a test may turn the clock of an invoice back: nobody else edits one.
      await house.admin.query('alter table folios.invoices disable trigger append_only');
      await house.admin.query(`update folios.invoices set due_date = business_date - $2::int where id = $1`, [
        body.data.id,
        days,
      ]);
      await house.admin.query('alter table folios.invoices enable trigger append_only');
    }
    const account = (await call('GET', `/city-ledger?outlet_id=${tenant.hotel_id}`)).body.data.find(
      (each: { company_id: string }) => each.company_id === company_id,
    );
    expect(account).toMatchObject({
      balance_minor: 5_010,
      current_minor: 1_000,
      overdue_30_minor: 1_001,
      overdue_60_minor: 1_002,
      overdue_90_minor: 1_003 + 1_004,
    });
    const { posting } = await tenant.act((tx) =>
      takePayment(tx, { folio_id: account.folio_id, method: 'BANK_TRANSFER', amount_minor: 3_000, reference: 'B-1' }),
    );
    const path = `/city-ledger/${account.folio_id}`;
    const opened = (await call('GET', path)).body.data;
    expect(opened.payments).toEqual([expect.objectContaining({ amount_minor: 3_000, left_minor: 3_000 })]);
    const oldest = opened.invoices[0];
    const { payment_id } = posting;
    await call('POST', `/invoices/${oldest.id}/allocations`, { payment_id, amount_minor: 1_004 });
    const settled = (await call('GET', path)).body.data;
    expect([settled.overdue_90_minor, settled.payments[0].left_minor]).toEqual([1_003, 1_996]);
    expect([settled.uninvoiced_minor, settled.unallocated_minor]).toEqual([0, 1_996]);
    expect(settled.allocations).toEqual([expect.objectContaining({ invoice_id: oldest.id, amount_minor: 1_004 })]);
    const undo = `/invoices/${oldest.id}/allocations/undo`;
    await expectGuarded('POST', undo, { payment_id });
    expect((await call('POST', undo, { payment_id })).body.data.open_minor).toBe(1_004);
    const again = await call('POST', undo, { payment_id });
    expect([again.status, again.body.error.details.fields[0].field]).toEqual([400, 'payment_id']);
    await expectGuarded('GET', path);
    await expectGuarded('GET', `${path}/statement`);
    const statement = await call('GET', `${path}/statement`);
    expect([statement.status, String(statement.body).slice(0, 5)]).toEqual([200, '%PDF-']);
    const guest = await folio();
    expect((await call('GET', `/city-ledger/${guest.id}`)).status).toBe(404);
  });
});

describe('an invoice', () => {
  it('says what was paid when it was issued, each payment on one invoice only, and prints before it is issued', async () => {
    const { id } = await folio();
    await charge(id, 'SPA', 5_000);
    await tenant.act((tx) => takePayment(tx, { folio_id: id, method: 'CARD', amount_minor: 2_000, reference: 'T-9' }));
    const draft = await call('GET', `/folios/${id}/pro-forma/pdf`);
    expect([draft.status, String(draft.body).slice(0, 5)]).toEqual([200, '%PDF-']);
    const first = (await call('POST', `/folios/${id}/invoices`, {})).body.data;
    expect(first.payments).toEqual([{ date: '2026-06-15', method: 'CARD', description: 'T-9', amount_minor: 2_000 }]);
    await charge(id, 'SPA', 100);
    expect((await call('POST', `/folios/${id}/invoices`, {})).body.data.payments).toEqual([]);
    const mail = `/invoices/${first.id}/mail`;
    await expectGuarded('POST', mail, { to: 'a@example.com' });
    const nowhere = await call('POST', mail, { to: 'nowhere' });
    expect([nowhere.status, nowhere.body.error.details.fields[0].field]).toEqual([400, 'to']);
    expect((await call('POST', mail, { to: 'lukasz@example.com' }, desk)).status).toBe(200);
    const paid = (await shown(id)).payments[0];
    expect(paid).toMatchObject({ method: 'CARD', amount_minor: 2_000, left_minor: 2_000 });
  });
});

describe('the taxes of a hotel', () => {
  it('M4 are taken out of a charge or added to it, stand on the invoice, and are taken back with it', async () => {
    await house.admin.query(
      `insert into rates.taxes (tenant_id, id, outlet_id, code, name, category, kind, rate_bp, is_inclusive)
        values ($1, gen_random_uuid(), $2, 'VAT13', 'VAT 13 %', 'BEVERAGE', 'PERCENT', 1300, true),
          ($1, gen_random_uuid(), $2, 'SUGAR', 'Sugar levy', 'BEVERAGE', 'PERCENT', 500, false)`,
      [tenant.tenant_id, tenant.hotel_id],
    );
    const { id } = await folio();
    const posted = await charge(id, 'MINIBAR', 1_130);
    expect(posted).toMatchObject({ net_minor: 1_000, tax_minor: 180, amount_minor: 1_180 });
    await charge(id, 'LAUNDRY', 500);
    const draft = (await call('POST', `/folios/${id}/pro-forma`, {})).body.data;
    expect(draft.taxes).toEqual([
      { code: 'VAT13', name: 'VAT 13 %', amount_minor: 130, is_inclusive: true },
      { code: 'SUGAR', name: 'Sugar levy', amount_minor: 50, is_inclusive: false },
    ]);
    expect(draft.net_minor + draft.tax_minor).toBe(draft.total_minor);
    await call('POST', `/postings/${posted.id}/reverse`, { reason: 'not drunk' });
    expect((await call('POST', `/folios/${id}/pro-forma`, {})).body.data).toMatchObject({
      taxes: [],
      total_minor: 500,
    });
  });
});
