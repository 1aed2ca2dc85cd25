import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestHouse, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { addDays, nightsOf } from '../../platform/clock.ts';
import { bookRooms, bookStays, cancelBooking, lockBooking, saleTermsOf, type StayToBook } from './index.ts';
import { miscountedNights, openRoomType } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let type: { id: string };
beforeAll(async () => {
  house = await openTestHouse({ pool_size: 2 });
  tenant = await house.createTenant();
  type = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, {
      code: 'A',
      units: 60,
      start_date: '2026-06-01',
      end_date: '2026-10-01',
      price_minor: 9_900,
    }),
  );
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => house.stop());

const stayOf = (change: Partial<StayToBook> = {}): StayToBook => {
  const dates = { start_date: change.start_date ?? '2026-07-01', end_date: change.end_date ?? '2026-07-03' };
  return {
    outlet_id: tenant.hotel_id,
    room_type_id: type.id,
    status: 'CONFIRMED',
    rooms: 1,
    adults: 2,
    children: 0,
    guest: { name: 'A Guest', email: null, phone: null },
    rate_plan_id: null,
    nightly_prices_minor: nightsOf(dates.start_date, dates.end_date).map(() => 5_000),
    currency: 'EUR',
    source: 'DIRECT',
    external_key: null,
    channel: null,
    market_segment: null,
    country: null,
    meal_plan: null,
    booked_on: '2026-06-15',
    cancelled_on: null,
    ...dates,
    ...change,
  };
};
const soldOn = async (date: string) =>
  (
    await house.admin.query('select sold from rooms.inventory_days where room_type_id = $1 and date = $2', [
      type.id,
      date,
    ])
  ).rows[0].sold;

describe('the number of round trips', () => {
  const statementsOf = async (act: () => Promise<unknown>) => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await act();
    const texts = query.mock.calls.map(([first]) =>
      typeof first === 'string' ? first : (first as unknown as { text: string }).text,
    );
    query.mockRestore();
    return texts.filter((text) => !text.includes('pg_notify')).length;
  };

  it('is six for a booking, begin and commit included, however many rooms and nights it has', async () => {
    const datesOf = (nights: number) => ({ start_date: '2026-08-01', end_date: addDays('2026-08-01', nights) });
    const book = (quantity: number, nights: number) =>
      statementsOf(() =>
        tenant.act(async (tx) =>
          bookRooms(tx, (await saleTermsOf(tx, type.id, null, datesOf(nights)))!, {
            room_type_id: type.id,
            ...datesOf(nights),
            quantity,
            guest: { name: 'A Guest' },
          }),
        ),
      );
    expect(await book(1, 1)).toBe(6);
    expect(await book(20, 30)).toBe(6);
  });

  it('is five for three hundred stays at once', async () => {
    const stays = Array.from({ length: 300 }, (_, i) =>
      stayOf({
        start_date: addDays('2026-09-01', i % 25),
        end_date: addDays('2026-09-02', i % 25),
        source: 'IMPORT',
        guest: null,
      }),
    );
    expect(await statementsOf(() => tenant.act((tx) => bookStays(tx, stays)))).toBe(5);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });
});

describe('many stays in one act', () => {
  it('R4 are booked all or not at all: demand is summed over them before it is checked', async () => {
    const before = await soldOn('2026-06-20');
    const stays = [40, 21].map((rooms) =>
      stayOf({ start_date: '2026-06-20', end_date: '2026-06-21', rooms, adults: rooms }),
    );
    await expect(tenant.act((tx) => bookStays(tx, stays))).rejects.toMatchObject({
      code: 'SOLD_OUT',
      details: { date: '2026-06-20', available: 60, wanted: 61 },
    });
    expect(await soldOn('2026-06-20')).toBe(before);
  });

  it('take rooms only where the guest came or will come', async () => {
    const day = { start_date: '2026-06-25', end_date: '2026-06-26' };
    await tenant.act((tx) =>
      bookStays(
        tx,
        (['CONFIRMED', 'IN_HOUSE', 'CHECKED_OUT', 'CANCELLED', 'NO_SHOW'] as const).map((status) =>
          stayOf({ ...day, status }),
        ),
      ),
    );
    expect(await soldOn('2026-06-25')).toBe(3);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('may lie in the past and have no night at all; a day use takes no room', async () => {
    const [past, day] = await tenant.act((tx) =>
      bookStays(tx, [
        stayOf({ start_date: '2026-06-02', end_date: '2026-06-04', status: 'CHECKED_OUT' }),
        stayOf({ start_date: '2026-06-10', end_date: '2026-06-10', status: 'CHECKED_OUT' }),
      ]),
    );
    expect([past!.total_minor, day!.total_minor, day!.reservations[0]!.nights]).toEqual([10_000, 0, []]);
    expect([await soldOn('2026-06-02'), await soldOn('2026-06-10')]).toEqual([1, 0]);
  });

  it('refuse a name of another system that was booked before', async () => {
    const twice = () => tenant.act((tx) => bookStays(tx, [stayOf({ external_key: 'ota:77', source: 'IMPORT' })]));
    await twice();
    await expect(twice()).rejects.toMatchObject({ constraint: 'bookings_external_key_unique' });
  });
});

describe('news', () => {
  it('E1 of a booking and its cancellation tell what, when and how many, and which calendar changed', async () => {
    const dates = { start_date: '2026-07-10', end_date: '2026-07-12' };
    const { id } = await tenant.act(async (tx) =>
      bookRooms(tx, (await saleTermsOf(tx, type.id, null, dates))!, {
        room_type_id: type.id,
        ...dates,
        quantity: 2,
        guest: { name: 'Ana Sousa' },
      }),
    );
    await tenant.act(async (tx) => cancelBooking(tx, (await lockBooking(tx, id))!, { reason: 'Ill' }));
    const { rows } = await house.admin.query(
      `select type, outlet_id, data from platform.events where position >= (select min(position) from platform.events where aggregate_id = $1) order by position`,
      [id],
    );
    const stretch = { room_type_id: type.id, start_date: '2026-07-10', end_date: '2026-07-12' };
    expect(rows.map((row) => row.type)).toEqual([
      'reservation.created',
      'inventory.changed',
      'reservation.cancelled',
      'inventory.changed',
    ]);
    expect(rows[0].data).toMatchObject({
      id,
      rooms: 2,
      guest_name: 'Ana Sousa',
      total_minor: 39_600,
      start_date: '2026-07-10',
    });
    expect([rows[1].data, rows[3].data]).toEqual([stretch, stretch]);
    expect(rows[2].data).toMatchObject({ id, status: 'CANCELLED', reason: 'Ill' });
    expect(new Set(rows.map((row) => row.outlet_id))).toEqual(new Set([tenant.hotel_id]));
  });
});
