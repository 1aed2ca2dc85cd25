import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { newId } from '../../platform/ids.ts';
import { openFolio } from './index.ts';

let house: TestHouse;
let tenant: TestTenant;
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
let company_id: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const as = async (role: 'MANAGER' | 'STAFF', outlet_id: string) =>
    (await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id: outlet_id }])).token;
  manager = await as('MANAGER', tenant.hotel_id);
  desk = await as('STAFF', tenant.hotel_id);
  elsewhere = await as('MANAGER', tenant.restaurant_id);
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  company_id = newId();
  await house.admin.query(
    `insert into guests.companies (tenant_id, id, outlet_id, name, credit_limit_minor) values ($1, $2, $3, 'Acme', 50000)`,
    [tenant.tenant_id, company_id, tenant.hotel_id],
  );
});
afterAll(() => house.stop());

const folio = () =>
  tenant.act((tx) =>
    openFolio(tx, { outlet_id: tenant.hotel_id, kind: 'GUEST', reservation_id: newId(), name: 'José Conceição' }),
  );
const post = (path: string, body?: object, token: string | null = manager) => send(house, token, 'POST', path, body);
const get = (path: string, token: string | null = manager) => send(house, token, 'GET', path);

describe('the routes of folios', () => {
  it('lead a stay from the first charge to the invoice in print', async () => {
    const { id } = await folio();
    const codes = await get(`/charge-codes?outlet_id=${tenant.hotel_id}`);
    expect(codes.body.data.map((each: { code: string }) => each.code)).toContain('MINIBAR');
    const charged = await post(`/folios/${id}/charges`, { charge_code: 'MINIBAR', amount_minor: 900 }, desk);
    expect([charged.status, charged.body.data.description]).toEqual([201, 'Minibar']);
    const paid = await post(`/folios/${id}/payments`, { method: 'CARD', amount_minor: 300, reference: 'T-1' }, desk);
    expect(paid.status).toBe(201);
    const { payment_id } = paid.body.data.posting;
    expect((await post(`/folios/${id}/refunds`, { payment_id, amount_minor: 100, reason: 'x' })).status).toBe(201);
    expect((await post(`/folios/${id}/close`, undefined, desk)).body.error).toMatchObject({ code: 'BALANCE_DUE' });
    const billed = await post(`/folios/${id}/payments`, { method: 'CITY_LEDGER', amount_minor: 700, company_id });
    expect(billed.status).toBe(201);
    const shown = (await get(`/folios/${id}`, desk)).body.data;
    expect([shown.balance_minor, shown.postings.length]).toEqual([0, 4]);
    const draft = await post(`/folios/${id}/pro-forma`, { company_id });
    expect([draft.status, draft.body.data.total_minor, draft.body.data.number]).toEqual([200, 900, undefined]);
    const issued = await post(`/folios/${id}/invoices`, { company_id }, desk);
    expect([issued.status, issued.body.data.bill_to.name, issued.body.data.open_minor]).toEqual([201, 'Acme', 700]);
    const pdf = await get(`/invoices/${issued.body.data.id}/pdf`);
    expect([pdf.status, pdf.headers['content-type'], String(pdf.body).slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect((await get('/invoices')).body.data).toHaveLength(1);
    expect((await get(`/city-ledger?outlet_id=${tenant.hotel_id}`)).body.data).toEqual([
      expect.objectContaining({ name: 'Acme', balance_minor: 700, current_minor: 700 }),
    ]);
    const day = `outlet_id=${tenant.hotel_id}&date=2026-06-15`;
    expect((await get(`/ledgers/trial-balance?${day}`)).body.data.ledgers).toHaveLength(3);
    expect((await get(`/ledgers/day-takings?${day}`)).body.data.payments).toEqual([
      { method: 'CARD', paid_minor: 300, refunded_minor: 100 },
    ]);
    expect((await post(`/folios/${id}/close`, undefined, desk)).body.data.status).toBe('CLOSED');
    expect((await get(`/folios?outlet_id=${tenant.hotel_id}&status=CLOSED`)).body.data).toHaveLength(1);
    expect((await post(`/invoices/${issued.body.data.id}/credit`, { reason: 'wrong' })).body.data.total_minor).toBe(
      -900,
    );
  });

  it('correct, move, split, route and open', async () => {
    const { id } = await folio();
    const group = await post('/folios', { outlet_id: tenant.hotel_id, kind: 'MASTER', name: 'Tour' }, desk);
    expect(group.status).toBe(201);
    const to_folio_id = group.body.data.id;
    const charged = await post(`/folios/${id}/charges`, { charge_code: 'SPA', amount_minor: 1_000 });
    const split = await post(`/postings/${charged.body.data.id}/split`, {
      parts: [{ weight: 40 }, { weight: 60, folio_id: to_folio_id }],
    });
    expect(split.body.data.map((each: { amount_minor: number }) => each.amount_minor)).toEqual([-1_000, 400, 600]);
    expect((await post(`/postings/${split.body.data[1].id}/move`, { window_no: 2 })).status).toBe(200);
    expect((await post(`/postings/${split.body.data[2].id}/reverse`, { reason: 'wrong' })).status).toBe(200);
    expect((await post(`/folios/${id}/routing`, { to_folio_id })).status).toBe(201);
    expect((await post(`/folios/${id}/apply-deposits`)).body.data).toEqual([]);
  });

  it('refuse what makes no sense, naming the field', async () => {
    const { id } = await folio();
    const fieldOf = async (path: string, body: object) => {
      const answer = await post(path, body);
      return [answer.status, answer.body.error.details.fields?.[0].field];
    };
    expect(await fieldOf(`/folios/${id}/charges`, { charge_code: 'NONE', amount_minor: 1 })).toEqual([
      400,
      'charge_code',
    ]);
    expect(await fieldOf(`/folios/${id}/charges`, { charge_code: 'SPA', amount_minor: 0.5 })).toEqual([
      400,
      'amount_minor',
    ]);
    expect(await fieldOf(`/folios/${id}/payments`, { method: 'CITY_LEDGER', amount_minor: 1 })).toEqual([
      400,
      'company_id',
    ]);
    expect(await fieldOf(`/folios/${id}/payments`, { method: 'CASH', amount_minor: 5, tendered_minor: 4 })).toEqual([
      400,
      'tendered_minor',
    ]);
    const limit = { method: 'CITY_LEDGER', amount_minor: 90_000, company_id };
    expect((await post(`/folios/${id}/payments`, limit)).body.error.code).toBe('CREDIT_LIMIT');
  });

  it('A1 A2 turn strangers away, and the desk from what is not its own', async () => {
    const { id } = await folio();
    const charged = await post(`/folios/${id}/charges`, { charge_code: 'SPA', amount_minor: 1_000 });
    const issued = await post(`/folios/${id}/invoices`, {});
    const { posting } = (await post(`/folios/${id}/payments`, { method: 'CARD', amount_minor: 10 })).body.data;
    const { payment_id } = posting;
    const acts: [string, object | undefined][] = [
      [`/folios/${id}/charges`, { charge_code: 'SPA', amount_minor: 1 }],
      [`/folios/${id}/payments`, { method: 'CARD', amount_minor: 1 }],
      [`/folios/${id}/refunds`, { payment_id, amount_minor: 1, reason: 'x' }],
      [`/folios/${id}/apply-deposits`, undefined],
      [`/folios/${id}/close`, undefined],
      [`/folios/${id}/routing`, { to_folio_id: id }],
      [`/folios/${id}/invoices`, {}],
      [`/folios/${id}/pro-forma`, {}],
      [`/postings/${charged.body.data.id}/reverse`, { reason: 'x' }],
      [`/postings/${charged.body.data.id}/move`, { window_no: 2 }],
      [`/postings/${charged.body.data.id}/split`, { parts: [{ weight: 1 }, { weight: 1 }] }],
      [`/invoices/${issued.body.data.id}/credit`, { reason: 'x' }],
      [`/invoices/${issued.body.data.id}/allocations`, { payment_id, amount_minor: 1 }],
      ['/folios', { outlet_id: tenant.hotel_id, kind: 'HOUSE', name: 'x' }],
    ];
    for (const [path, body] of acts) {
      const statuses = await Promise.all([null, elsewhere, stranger].map((who) => post(path, body, who)));
      expect([path, ...statuses.map((each) => each.status)]).toEqual([path, 401, 403, 404]);
    }
    const day = `outlet_id=${tenant.hotel_id}&date=2026-06-15`;
    for (const path of [
      `/folios/${id}`,
      `/invoices/${issued.body.data.id}`,
      `/invoices/${issued.body.data.id}/pdf`,
      `/folios/${id}/pro-forma/pdf`,
      `/city-ledger?outlet_id=${tenant.hotel_id}`,
      `/ledgers/trial-balance?${day}`,
      `/ledgers/day-takings?${day}`,
    ]) {
      const statuses = await Promise.all([null, elsewhere, stranger].map((who) => get(path, who)));
      expect([path, ...statuses.map((each) => each.status)]).toEqual([path, 401, 403, 404]);
    }
    expect((await get(`/charge-codes?outlet_id=${tenant.hotel_id}`, stranger)).body.data).toEqual([]);
    expect((await get('/folios', elsewhere)).body.data).toEqual([]);
    expect((await get('/invoices', stranger)).body.data).toEqual([]);
    expect((await post(`/postings/${charged.body.data.id}/reverse`, { reason: 'x' }, desk)).status).toBe(403);
    expect((await post(`/folios/${id}/charges`, { charge_code: 'SPA', amount_minor: -1 }, desk)).status).toBe(403);
    expect((await post(`/folios/${id}/refunds`, { payment_id, amount_minor: 1, reason: 'x' }, desk)).status).toBe(403);
  });
});
