import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createUser,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../../test/support/house.ts';
import { openFolio, takePayment } from '../../folios/index.ts';
import { extendOverstays, markNoShows } from '../index.ts';
import { miscountedNights, openRoomType } from '../testing.ts';
import { again, bookStay, misplacedGuests, openRooms } from './testing.ts';
import { checkIn } from './commands/check-in.ts';

let house: TestHouse;
let tenant: TestTenant;
let desk: string;
let manager: string;
let housekeeper: string;
let waiter: string;
let stranger: string;
let type: { id: string; outlet_id: string; code: string };

const TODAY = '2026-06-15';
const TERMS = {
  code: 'STRICT',
  name: 'Strict',
  free_until_days: 7,
  free_until_hour: 12,
  late_charge: 'FIRST_NIGHT',
  late_charge_bp: 0,
  no_show_charge: 'ALL',
  no_show_charge_bp: 0,
};

beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const at = (scope_id: string, role: 'STAFF' | 'MANAGER' | 'HOUSEKEEPER') => [
    { role, scope: 'OUTLET' as const, scope_id },
  ];
  ({ token: desk } = await createUser(house, tenant, at(tenant.hotel_id, 'STAFF')));
  ({ token: manager } = await createUser(house, tenant, at(tenant.hotel_id, 'MANAGER')));
  ({ token: housekeeper } = await createUser(house, tenant, at(tenant.hotel_id, 'HOUSEKEEPER')));
  ({ token: waiter } = await createUser(house, tenant, at(tenant.restaurant_id, 'STAFF')));
  const other = await house.createTenant('Other');
  ({ token: stranger } = await createUser(house, other, at(other.hotel_id, 'STAFF')));
  const span = { start_date: TODAY, end_date: '2026-08-01', price_minor: 10_000 };
  type = await tenant.act((tx) => openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 10, ...span }));
});
afterAll(async () => {
  expect(await miscountedNights(house.admin), 'R5 the counters equal a recount').toEqual([]);
  expect(await misplacedGuests(house.admin)).toEqual([]);
  await house.stop();
});

/** A stay under the strict terms. */
async function strict(start_date: string, end_date: string, rooms = 1) {
  const stay = await tenant.act((tx) => bookStay(tx, type.id, start_date, end_date, rooms));
  await house.admin.query('update reservations.bookings set cancellation_terms = $1 where id = $2', [
    JSON.stringify(TERMS),
    stay.booking_id,
  ]);
  return stay;
}
const post = (path: string, body: object = {}, token: string | null = desk) => send(house, token, 'POST', path, body);
const charged = async (stay: { id: string }) =>
  (
    await house.admin.query(
      `select p.charge_code, p.amount_minor::int as amount_minor from folios.postings p join folios.folios f on f.tenant_id = p.tenant_id and f.id = p.folio_id
       where f.reservation_id = $1 order by p.created_at, p.id`,
      [stay.id],
    )
  ).rows;
const balance = async (stay: { id: string }) =>
  (await charged(stay)).reduce((sum: number, one: { amount_minor: number }) => sum + one.amount_minor, 0);

describe('GET /stays/:id/fees', () => {
  it('says what giving up now, or not coming, costs', async () => {
    const soon = await strict('2026-06-17', '2026-06-19');
    const { status, body } = await send(house, desk, 'GET', `/stays/${soon.id}/fees`);
    expect(status).toBe(200);
    expect(body.data).toEqual({
      currency: 'EUR',
      policy_name: 'Strict',
      free_until: '2026-06-10T12:00',
      cancellation_minor: 10_000,
      no_show_minor: 20_000,
    });
    const asked = [null, housekeeper, waiter, stranger].map((token) =>
      send(house, token, 'GET', `/stays/${soon.id}/fees`),
    );
    expect((await Promise.all(asked)).map(({ status: answer }) => answer)).toEqual([401, 403, 403, 404]);
  });
});

describe('a stay that is given up', () => {
  it('R8 is charged its fee once however often it is cancelled, and not at all in time', async () => {
    const [late, early] = [await strict('2026-06-17', '2026-06-19'), await strict('2026-07-17', '2026-07-19')];
    for (const stay of [late, late, early]) expect((await post(`/stays/${stay.id}/cancel`)).status).toBe(200);
    expect(await charged(late)).toEqual([{ charge_code: 'CANCELLATION', amount_minor: 10_000 }]);
    expect(await charged(early)).toEqual([]);
  });

  it('takes the fee back when it is reinstated, and owes again when it is given up again', async () => {
    const stay = await strict('2026-06-17', '2026-06-19');
    await post(`/stays/${stay.id}/cancel`);
    await post(`/stays/${stay.id}/reinstate`);
    expect(await balance(stay)).toBe(0);
    await post(`/stays/${stay.id}/cancel`);
    expect(await balance(stay)).toBe(10_000);
  });

  it('is forgiven by who may override, with a reason', async () => {
    const stay = await strict('2026-06-17', '2026-06-19');
    expect((await post(`/stays/${stay.id}/cancel`, { waive_fee: true, reason: 'Ill' })).status).toBe(403);
    const silent = await post(`/stays/${stay.id}/cancel`, { waive_fee: true }, manager);
    expect([silent.status, silent.body.error.details.fields[0].field]).toEqual([400, 'reason']);
    expect((await post(`/stays/${stay.id}/cancel`, { waive_fee: true, reason: 'Ill' }, manager)).status).toBe(200);
    expect(await charged(stay)).toEqual([]);
  });

  it('M6 keeps the fee of what was paid before arrival and gives the rest back where that is asked', async () => {
    const stay = await strict('2026-06-17', '2026-06-19');
    await tenant.act(async (tx) => {
      const { outlet_id, id: reservation_id, booking_id } = stay;
      const folio = await openFolio(tx, { outlet_id, kind: 'GUEST', name: 'A Guest', reservation_id, booking_id });
      await takePayment(tx, { folio_id: folio.id, method: 'CASH', amount_minor: 15_000, is_deposit: true });
    });
    expect((await post(`/stays/${stay.id}/cancel`, { refund_deposit: true })).status).toBe(403);
    expect((await post(`/stays/${stay.id}/cancel`, { refund_deposit: true }, manager)).status).toBe(200);
    expect(await balance(stay)).toBe(0);
    const refunds = (await charged(stay)).filter(
      ({ amount_minor }: { amount_minor: number }) => amount_minor === 5_000,
    );
    expect(refunds).toHaveLength(1);
  });

  it('charges every room of a booking that is cancelled whole', async () => {
    const stay = await strict('2026-06-17', '2026-06-19', 2);
    expect((await post(`/reservations/${stay.booking_id}/cancel`, { reason: 'Ill' })).status).toBe(200);
    const { rows } = await house.admin.query(
      `select sum(p.amount_minor)::int as total from folios.postings p join folios.folios f on f.tenant_id = p.tenant_id and f.id = p.folio_id where f.booking_id = $1`,
      [stay.booking_id],
    );
    expect(rows[0].total).toBe(20_000);
  });
});

describe('who has not come', () => {
  it('owes the same whether the desk says it or the night audit', async () => {
    const [one, many] = [await strict(TODAY, '2026-06-17'), await strict(TODAY, '2026-06-17')];
    expect((await post(`/stays/${one.id}/no-show`)).status).toBe(200);
    await tenant.act((tx) => markNoShows(tx, tenant.hotel_id, TODAY));
    for (const stay of [one, many])
      expect(await charged(stay)).toEqual([{ charge_code: 'NO_SHOW', amount_minor: 20_000 }]);
  });
});

describe('who should have left and has not', () => {
  it('stays a night longer where room and type are free, and is flagged where they are not', async () => {
    const rooms = await tenant.act((tx) => openRooms(tx, type, ['101', '102']));
    const [free, taken] = await tenant.act(async (tx) => {
      const stays = [
        await bookStay(tx, type.id, TODAY, '2026-06-16'),
        await bookStay(tx, type.id, TODAY, '2026-06-16'),
      ];
      for (const [index, stay] of stays.entries()) await checkIn(tx, stay, { room_id: rooms[index]!.id });
      return stays;
    });
    const next = await tenant.act((tx) => bookStay(tx, type.id, '2026-06-16', '2026-06-18'));
    await post(`/stays/${next.id}/assign-room`, { room_id: rooms[1]!.id });
    const overstays = await tenant.act((tx) => extendOverstays(tx, tenant.hotel_id, '2026-06-16'));
    expect(overstays.extended).toEqual([free!.id]);
    expect(overstays.flagged).toMatchObject([{ id: taken!.id, code: 'ROOM_TAKEN' }]);
    expect(await tenant.act((tx) => again(tx, free!))).toMatchObject({ end_date: '2026-06-17', total_minor: 20_000 });
    expect(await tenant.act((tx) => again(tx, taken!))).toMatchObject({
      end_date: '2026-06-16',
      room_id: rooms[1]!.id,
    });
  });
});
