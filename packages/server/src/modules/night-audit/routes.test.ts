import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { addDays, nightsOf } from '../../platform/clock.ts';
import { taskContext } from '../../platform/jobs.ts';
import { trialBalanceOf } from '../folios/index.ts';
import { bookStays, type StayToBook } from '../reservations/index.ts';
import { miscountedNights, openRoomType } from '../reservations/testing.ts';
import { advanceAudit, startAudit } from './index.ts';
import { nightAuditTask } from './jobs.ts';

const TODAY = '2026-06-15';
let house: TestHouse;
let tenant: TestTenant;
let token: string;
let room_type_id: string;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  tenant = await house.createTenant();
  ({ token } = await createUser(house, tenant, [{ role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
  const nights = { start_date: '2026-06-01', end_date: '2026-11-10' };
  ({ id: room_type_id } = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 10, ...nights }),
  ));
});
afterAll(() => house.stop());

function stay(status: StayToBook['status'], start_date: string, end_date: string): StayToBook {
  return {
    outlet_id: tenant.hotel_id,
    room_type_id,
    start_date,
    end_date,
    status,
    booked_on: '2026-05-01',
    cancelled_on: null,
    channel: null,
    rooms: 1,
    adults: 2,
    children: 1,
    guest: null,
    rate_plan_id: null,
    nightly_prices_minor: nightsOf(start_date, end_date).map(() => 12_000),
    currency: 'EUR',
    source: 'IMPORT',
    external_key: null,
    meal_plan: null,
    market_segment: null,
    country: null,
  } as StayToBook;
}

const book = (...stays: StayToBook[]) => tenant.act((tx) => bookStays(tx, stays));
const close = (body: object = {}, by: string | null = token) =>
  send(house, by, 'POST', '/business-days/close', { outlet_id: tenant.hotel_id, ...body });
const look = (date: string, by: string | null = token) =>
  send(house, by, 'GET', `/business-days/${date}?outlet_id=${tenant.hotel_id}`);
const runJob = (date = TODAY) =>
  nightAuditTask.run({ tenant_id: tenant.tenant_id, outlet_id: tenant.hotel_id, date }, taskContext(house));
const posted = async () => {
  const { rows } = await house.admin.query(
    'select business_date::text as date, count(*)::int as nights from night_audit.room_nights where tenant_id = $1 group by 1 order by 1',
    [tenant.tenant_id],
  );
  return rows;
};

describe('closing a day', () => {
  it('runs every step, says what the day came to and opens the next', async () => {
    await book(
      stay('IN_HOUSE', '2026-06-14', '2026-06-17'),
      stay('IN_HOUSE', TODAY, '2026-06-16'),
      stay('CHECKED_OUT', '2026-06-13', TODAY),
      stay('CONFIRMED', TODAY, '2026-06-18'),
    );
    const { status, body } = await close({ mark_no_shows: true });
    expect([status, body.data.status]).toEqual([202, 'CLOSING']);
    await runJob();
    const { data } = (await look(TODAY)).body;
    expect(data).toMatchObject({
      status: 'CLOSED',
      statistics: {
        rooms_available: 10,
        rooms_sold: 2,
        room_revenue_minor: 24_000,
        arrivals: 1,
        departures: 1,
        guests: 6,
        no_shows: 1,
      },
    });
    expect(data.audit.steps.map(({ step, count }: { step: string; count: number }) => [step, count])).toEqual([
      ['CHECKS', 0],
      ['NO_SHOWS', 1],
      ['ROOM_AND_TAX', 2],
      ['CLOSE', 0],
    ]);
    expect((await look(addDays(TODAY, 1))).body.data).toMatchObject({ status: 'OPEN', audit: null });
    expect(await miscountedNights(house.admin)).toEqual([]);
    const list = await send(house, token, 'GET', `/business-days?outlet_id=${tenant.hotel_id}`);
    expect(list.body.data.map((day: { status: string }) => day.status)).toEqual(['OPEN', 'CLOSED']);
  });

  it('refuses while somebody stands in the way, and says who', async () => {
    await book(stay('CONFIRMED', TODAY, '2026-06-18'), stay('IN_HOUSE', '2026-06-14', TODAY));
    const { status, body } = await close();
    expect([status, body.error.details.rule]).toEqual([422, 'DAY_NOT_READY']);
    expect(body.error.details.obstacles.map(({ kind }: { kind: string }) => kind)).toEqual([
      'ARRIVALS_DUE',
      'DEPARTURES_DUE',
    ]);
    expect((await close({ mark_no_shows: true })).status).toBe(422);
    expect((await close({ mark_no_shows: true, keep_overstays: true })).status).toBe(202);
  });

  it('M12 writes nothing to a day that is closed, even when the two race', async () => {
    await book(stay('IN_HOUSE', TODAY, '2026-06-20'));
    await close();
    const late = () =>
      house.admin.query(
        `insert into night_audit.room_nights (tenant_id, reservation_id, business_date, outlet_id, room_type_id, price_minor, tax_minor)
         select tenant_id, id, $2, outlet_id, room_type_id, 1, 0 from reservations.reservations where tenant_id = $1`,
        [tenant.tenant_id, TODAY],
      );
    const [, ...writes] = await Promise.allSettled([runJob(), late(), late()]);
    expect(writes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    expect(await posted()).toEqual([{ date: TODAY, nights: 1 }]);
    await house.admin.query('delete from night_audit.room_nights where tenant_id = $1', [tenant.tenant_id]);
    await expect(late()).rejects.toMatchObject({ constraint: 'business_day_open' });
    expect((await close({ date: TODAY })).body.error.code).toBe('DAY_CLOSED');
  });

  it('M13 posts each room night once, however many audits run at once', async () => {
    await book(stay('IN_HOUSE', TODAY, '2026-06-20'), stay('IN_HOUSE', TODAY, '2026-06-17'));
    await Promise.all([close(), close(), close()]);
    await Promise.all([runJob(), runJob(), runJob()]);
    expect(await posted()).toEqual([{ date: TODAY, nights: 2 }]);
    const charges = await house.admin.query(
      'select amount_minor::int as amount_minor from folios.postings where tenant_id = $1',
      [tenant.tenant_id],
    );
    expect(charges.rows).toEqual([{ amount_minor: 12_000 }, { amount_minor: 12_000 }]);
    const { ledgers } = await tenant.act((tx) => trialBalanceOf(tx, tenant.hotel_id, TODAY));
    for (const each of ledgers) expect(each.opening_minor + each.activity_minor).toBe(each.closing_minor);
    expect(ledgers.reduce((total, each) => total + each.closing_minor, 0)).toBe(24_000);
    const { rows } = await house.admin.query(
      `select count(*)::int as closed from platform.events where tenant_id = $1 and type = 'business_day.closed'`,
      [tenant.tenant_id],
    );
    expect(rows[0].closed).toBe(1);
  });

  it('M13 goes on after the last committed step when a step dies', async () => {
    await book(stay('IN_HOUSE', TODAY, '2026-06-20'));
    await close();
    for (let step = 0; step < 4; step += 1) {
      const dying = tenant.act(async (tx) => {
        await advanceAudit(tx, tenant.hotel_id, TODAY);
        throw new Error('the power went');
      });
      await expect(dying).rejects.toThrow('the power went');
      await tenant.act((tx) => advanceAudit(tx, tenant.hotel_id, TODAY));
    }
    expect(await posted()).toEqual([{ date: TODAY, nights: 1 }]);
    expect((await look(TODAY)).body.data.status).toBe('CLOSED');
  });

  it('M13 posts who came while the day was closing', async () => {
    await close();
    for (let step = 0; step < 3; step += 1) await tenant.act((tx) => advanceAudit(tx, tenant.hotel_id, TODAY));
    await book(stay('IN_HOUSE', TODAY, '2026-06-16'));
    await runJob();
    expect(await posted()).toEqual([{ date: TODAY, nights: 1 }]);
    expect((await look(TODAY)).body.data.statistics.rooms_sold).toBe(1);
  });

  it('R16 moves one civil date at a time across the end of summer time', async () => {
    await house.admin.query('delete from outlets.business_days where outlet_id = $1', [tenant.hotel_id]);
    await house.admin.query(`update outlets.outlets set business_date = '2026-10-24' where id = $1`, [tenant.hotel_id]);
    await house.admin.query(
      `insert into outlets.business_days (tenant_id, outlet_id, date) values ($1, $2, '2026-10-24')`,
      [tenant.tenant_id, tenant.hotel_id],
    );
    for (const date of ['2026-10-24', '2026-10-25', '2026-10-26']) {
      await tenant.act((tx) => startAudit(tx, tenant.hotel_id, date, {}));
      await runJob(date);
    }
    const { rows } = await house.admin.query('select business_date::text from outlets.outlets where id = $1', [
      tenant.hotel_id,
    ]);
    expect(rows[0].business_date).toBe('2026-10-27');
  });
});

describe('who may', () => {
  it('A2 close a day is a manager of that hotel', async () => {
    expect((await close({}, null)).status).toBe(401);
    expect((await look(TODAY, null)).status).toBe(401);
    const { token: desk } = await createUser(house, tenant, [
      { role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id },
    ]);
    expect((await look(TODAY, desk)).status).toBe(200);
    expect((await close({}, desk)).status).toBe(403);
    const { token: cafe } = await createUser(house, tenant, [
      { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.cafe_id },
    ]);
    expect((await close({}, cafe)).status).toBe(403);
    expect((await look(TODAY, cafe)).status).toBe(403);
  });

  it('A1 nobody closes a day of another tenant', async () => {
    const other = await house.createTenant();
    expect((await close({ outlet_id: other.hotel_id })).status).toBe(404);
    expect((await look('2020-01-01')).status).toBe(404);
  });

  it('a bad question is told which field', async () => {
    const { status, body } = await close({ date: 'today' });
    expect([status, body.error.details.fields[0].field]).toEqual([400, 'date']);
  });
});
