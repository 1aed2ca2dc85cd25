import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { miscountedNights, openRoomType } from '../../packages/server/src/modules/reservations/testing.ts';
import { bookStay } from '../../packages/server/src/modules/reservations/stays/testing.ts';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../support/house.ts';

let house: TestHouse;
let tenant: TestTenant;
let token: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  ({ token } = await createUser(house, tenant, [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
});
afterAll(async () => {
  expect(await miscountedNights(house.admin), 'R5 the counters equal a recount').toEqual([]);
  await house.stop();
});

const open = (code: string, units: number) =>
  tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code, units, start_date: '2026-07-01', end_date: '2026-08-01' }),
  );
const change = (id: string, body: object) => send(house, token, 'POST', `/stays/${id}/change`, body);
const tally = (replies: readonly { status: number; body: { error?: { code: string } } }[]) => {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const name = body.error?.code ?? String(status);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe('R2 more changes at once than rooms', () => {
  it('forty guests who all want one of five rooms a night longer: five stay, the rest keep what they had', async () => {
    const type = await open('LONGER', 45);
    const stays = await tenant.act(async (tx) => {
      const forty = [];
      for (let guest = 0; guest < 40; guest += 1) forty.push(await bookStay(tx, type.id, '2026-07-01', '2026-07-03'));
      // The night after has five rooms left.
      await bookStay(tx, type.id, '2026-07-03', '2026-07-04', 40);
      return forty;
    });
    const replies = await Promise.all(stays.map(({ id }) => change(id, { end_date: '2026-07-04' })));
    const { 200: stayed, SOLD_OUT: refused, BUSY: gave_up = 0 } = tally(replies);
    expect([stayed, refused! + gave_up]).toEqual([5, 35]);
    const { rows } = await house.admin.query(
      `select count(*) filter (where end_date = '2026-07-04')::int as longer, count(*) filter (where end_date = '2026-07-03')::int as same
       from reservations.reservations where id = any($1)`,
      [stays.map(({ id }) => id)],
    );
    expect(rows[0]).toEqual({ longer: 5, same: 35 });
  });

  it('two guests who swap types at once never deadlock, and one who comes too late for the last suite keeps the double', async () => {
    const double = await open('SWAPD', 10);
    const suite = await open('SWAPS', 1);
    const [first, second] = await tenant.act(async (tx) => [
      await bookStay(tx, double.id, '2026-07-10', '2026-07-13'),
      await bookStay(tx, double.id, '2026-07-11', '2026-07-14'),
    ]);
    const replies = await Promise.all(
      [first!, second!].map(({ id }) => change(id, { room_type_id: suite.id, rate_plan_id: null })),
    );
    expect(tally(replies)).toEqual({ 200: 1, SOLD_OUT: 1 });
  });
});

describe('E5 two changes of one stay', () => {
  it('that are based on the same version: one wins, the other hears STALE_VERSION', async () => {
    const type = await open('STALE', 3);
    const stay = await tenant.act((tx) => bookStay(tx, type.id, '2026-07-20', '2026-07-22'));
    const replies = await Promise.all(
      ['2026-07-23', '2026-07-24', '2026-07-25'].map((end_date) =>
        change(stay.id, { end_date, version: stay.version }),
      ),
    );
    expect(tally(replies)).toEqual({ 200: 1, STALE_VERSION: 2 });
  });

  it('a change and a cancellation: whichever comes second finds what the first left, and no night stays taken', async () => {
    const type = await open('FIGHT', 2);
    const stay = await tenant.act((tx) => bookStay(tx, type.id, '2026-07-20', '2026-07-22'));
    await Promise.all([
      change(stay.id, { end_date: '2026-07-25' }),
      send(house, token, 'POST', `/stays/${stay.id}/cancel`, { reason: 'Ill' }),
    ]);
    const { rows } = await house.admin.query(
      'select sum(sold)::int as sold from rooms.inventory_days where room_type_id = $1',
      [type.id],
    );
    expect(rows[0].sold).toBe(0);
  });
});
