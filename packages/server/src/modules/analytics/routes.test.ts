import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { addDays, nightsOf } from '../../platform/clock.ts';
import { bookStays, type StayToBook } from '../reservations/index.ts';
import { openRoomType } from '../reservations/testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let token: string;
let room_type_id: string;
let suite_id: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  ({ token } = await createUser(house, tenant, [{ role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
  await tenant.act(async (tx) => {
    const nights = { start_date: '2026-03-20', end_date: '2026-07-10' };
    room_type_id = (await openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 10, ...nights })).id;
    suite_id = (await openRoomType(tx, tenant.hotel_id, { code: 'STE', units: 2, ...nights })).id;
    await bookStays(tx, [
      stay({
        start_date: '2026-06-01',
        end_date: '2026-06-04',
        price: 10_000,
        booked_on: '2026-05-01',
        channel: 'Web',
      }),
      stay({
        start_date: '2026-06-02',
        end_date: '2026-06-04',
        price: 15_000,
        booked_on: '2026-05-23',
        type: suite_id,
      }),
      stay({ start_date: '2026-06-02', end_date: '2026-06-03', price: 0, booked_on: '2026-06-02' }),
      stay({
        start_date: '2026-06-03',
        end_date: '2026-06-05',
        price: 9_000,
        booked_on: '2026-05-10',
        status: 'CANCELLED',
        cancelled_on: '2026-05-20',
      }),
      stay({
        start_date: '2026-06-03',
        end_date: '2026-06-04',
        price: 9_000,
        booked_on: '2026-05-10',
        status: 'NO_SHOW',
      }),
    ]);
  });
});
afterAll(() => house.stop());

function stay(wanted: {
  start_date: string;
  end_date: string;
  price: number;
  booked_on: string;
  status?: StayToBook['status'];
  cancelled_on?: string;
  channel?: string;
  type?: string;
}): StayToBook {
  const { price, type, start_date, end_date, booked_on } = wanted;
  return {
    outlet_id: tenant.hotel_id,
    room_type_id: type ?? room_type_id,
    start_date,
    end_date,
    booked_on,
    status: wanted.status ?? 'CHECKED_OUT',
    cancelled_on: wanted.cancelled_on ?? null,
    channel: wanted.channel ?? null,
    rooms: 1,
    adults: 2,
    children: 0,
    guest: null,
    rate_plan_id: null,
    nightly_prices_minor: nightsOf(start_date, end_date).map(() => price),
    currency: 'EUR',
    source: 'IMPORT',
    external_key: null,
    meal_plan: null,
    market_segment: null,
    country: null,
  } as StayToBook;
}

const ask = (path: string, query: Record<string, unknown> = {}, by: string | null = token) =>
  send(
    house,
    by,
    'GET',
    `/${path}?${new URLSearchParams({ outlet_id: tenant.hotel_id, ...query } as Record<string, string>)}`,
  );

const JUNE = { from: '2026-06-01', to: '2026-06-04' };

describe('figures of a hotel', () => {
  it('counts nights by the day they are slept, and bookings by the day they arrive', async () => {
    const { status, body } = await ask('analytics/hotel', JUNE);
    expect(status).toBe(200);
    expect(body.data.total).toMatchObject({
      rooms_available: 48,
      rooms_sold: 6,
      room_revenue_minor: 60_000,
      occupancy: 0.125,
      adr_minor: 10_000,
      revpar_minor: 1_250,
      bookings: 5,
      cancelled: 1,
      no_shows: 1,
      stays: 3,
      alos: 2,
      cancellation_rate: 0.2,
      no_show_rate: 0.25,
      no_show_share: 0.2,
      lead_time_mean: 17.8,
      lead_time_median: 24,
    });
    expect(body.data.definitions.revpar_minor).toContain('occupancy × average daily rate');
  });

  it('every dimension sums to the whole', async () => {
    const { body: whole } = await ask('analytics/hotel', JUNE);
    for (const group_by of ['day', 'month', 'room_type', 'rate_plan', 'channel', 'segment']) {
      const { body } = await ask('analytics/hotel', { ...JUNE, group_by });
      for (const field of ['rooms_sold', 'room_revenue_minor', 'bookings', 'cancelled', 'no_shows', 'stay_nights']) {
        const sum = body.data.rows.reduce((total: number, row: Record<string, number>) => total + row[field]!, 0);
        expect([group_by, field, sum]).toEqual([group_by, field, whole.data.total[field]]);
      }
    }
    const { body } = await ask('analytics/hotel', { ...JUNE, group_by: 'room_type' });
    expect(
      body.data.rows.map((row: { key: string; rooms_available: number }) => [row.key, row.rooms_available]),
    ).toEqual([
      ['DBL', 40],
      ['STE', 8],
    ]);
  });

  it('leaves out complimentary nights and rooms out of order where that is asked', async () => {
    await house.admin.query(
      `update rooms.inventory_days set out_of_order = 1 where room_type_id = $1 and date = '2026-06-01'`,
      [suite_id],
    );
    const { body } = await ask('analytics/hotel', {
      ...JUNE,
      include_complimentary: 'false',
      deduct_out_of_order: 'true',
    });
    expect(body.data.total).toMatchObject({ rooms_available: 47, rooms_sold: 5, adr_minor: 12_000 });
  });

  it('pickup is the books of the later day less those of the earlier', async () => {
    const { body } = await ask('analytics/pickup', {
      from: '2026-06-03',
      to: '2026-06-03',
      since: '2026-05-15',
      until: '2026-05-31',
    });
    expect(body.data).toEqual([
      {
        date: '2026-06-03',
        rooms_before: 3,
        rooms_after: 3,
        rooms_pickup: 0,
        revenue_before_minor: 28_000,
        revenue_after_minor: 34_000,
        revenue_pickup_minor: 6_000,
      },
    ]);
  });

  it('pace shows the same weekday a year before, seen equally early', async () => {
    const { body } = await ask('analytics/pace', {
      from: addDays('2026-06-02', 364),
      to: addDays('2026-06-02', 364),
      as_of: addDays('2026-05-31', 364),
    });
    expect(body.data[0]).toMatchObject({ rooms: 0, rooms_last_year: 2, revenue_last_year_minor: 25_000 });
  });

  it('gives days, revenue, a summary of the hotels, and CSV', async () => {
    expect((await ask('analytics/daily-metrics', { date: '2026-06-02' })).body.data.figures.rooms_sold).toBe(3);
    expect((await ask('analytics/revenue', JUNE)).body.data[1]).toEqual({
      date: '2026-06-02',
      rooms_sold: 3,
      room_revenue_minor: 25_000,
    });
    const summary = await ask('dashboard/summary', JUNE);
    expect(summary.body.data).toMatchObject([{ outlet_id: tenant.hotel_id, figures: { rooms_sold: 6 } }]);
    const csv = await ask('analytics/hotel', { ...JUNE, group_by: 'day', format: 'csv' });
    expect(csv.body.split('\n')[0]).toContain('room_revenue_minor');
  });
});

const PATHS = [
  'analytics/hotel',
  'analytics/revenue',
  'analytics/pickup',
  'analytics/pace',
  'analytics/daily-metrics',
  'dashboard/summary',
];

describe.each(PATHS)('%s', (path) => {
  const query = (
    path === 'analytics/pickup'
      ? { ...JUNE, since: '2026-05-01', until: '2026-05-02' }
      : path === 'analytics/daily-metrics'
        ? {}
        : JUNE
  ) as object;

  it('A2 is for those who may see figures there', async () => {
    expect((await ask(path, { ...query }, null)).status).toBe(401);
    const { token: waiter } = await createUser(house, tenant, [
      { role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id },
    ]);
    expect((await ask(path, { ...query }, waiter)).status).toBe(403);
    const { token: elsewhere } = await createUser(house, tenant, [
      { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.cafe_id },
    ]);
    expect((await ask(path, { ...query }, elsewhere)).status).toBe(403);
  });

  it('A1 knows no hotel of another tenant', async () => {
    const other = await house.createTenant();
    expect((await ask(path, { ...query, outlet_id: other.hotel_id })).status).toBe(404);
  });

  it('names what is wrong with a question', async () => {
    const wrong = path === 'analytics/daily-metrics' ? { date: 'soon' } : { ...query, to: '2026-05-01' };
    const { status, body } = await ask(path, wrong);
    expect(status).toBe(400);
    expect(body.error.details.fields[0].field).toBe(path === 'analytics/daily-metrics' ? 'date' : 'to');
  });
});
