import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { misplacedGuests, openRooms } from '../../packages/server/src/modules/reservations/stays/testing.ts';
import { miscountedNights, openRoomType } from '../../packages/server/src/modules/reservations/testing.ts';
import { openTestHouse, type TestHouse, type TestTenant } from '../support/house.ts';
import type { Input } from './book-forever.ts';
import { runUntilKilled, untilSettled } from './killed-process.ts';

const SCRIPT = fileURLToPath(new URL('./book-forever.ts', import.meta.url));
const KILLS = 4;

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse({ pool_size: 4 });
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

it('R4 R6 killed −9 at any moment, while booking, changing or moving: what was acknowledged is there whole, nothing is there in part, and counters equal a recount', async () => {
  const types = await Promise.all(
    ['A', 'B'].map((code) =>
      tenant.act((tx) =>
        openRoomType(tx, tenant.hotel_id, {
          code,
          units: 400,
          start_date: '2026-07-01',
          end_date: '2026-08-15',
          price_minor: code === 'A' ? 9_000 : undefined,
        }),
      ),
    ),
  );
  const numbers = Array.from({ length: 30 }, (_, room) => room);
  const rooms = await tenant.act(async (tx) => [
    await openRooms(
      tx,
      types[0]!,
      numbers.map((number) => `A${number}`),
    ),
    await openRooms(
      tx,
      types[1]!,
      numbers.map((number) => `B${number}`),
    ),
  ]);
  const input: Input = {
    url: house.url,
    application_name: 'crash',
    tenant_id: tenant.tenant_id,
    room_type_ids: types.map((type) => type.id),
    room_ids: Object.fromEntries(types.map((type, index) => [type.id, rooms[index]!.map(({ id }) => id)])),
    first_night: '2026-07-01',
  };
  const acknowledged = new Map<string, string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    for (const line of await runUntilKilled(SCRIPT, input, 100 + Math.random() * 600)) {
      const [id, status] = line.split(' ') as [string, string];
      acknowledged.set(id, status);
    }
    await untilSettled(house.admin, input.application_name);
    expect(await miscountedNights(house.admin)).toEqual([]);
    expect(await misplacedGuests(house.admin)).toEqual([]);
    expect(await bookingsInPart()).toEqual([]);
  }
  expect(acknowledged.size).toBeGreaterThan(20);
  const { rows } = await house.admin.query<{ id: string; status: string }>(
    'select id, status from reservations.bookings',
  );
  const stored = new Map(rows.map((row) => [row.id, row.status]));
  // A cancellation that was committed but not yet acknowledged may be there too; a booking may not go missing.
  const lost = [...acknowledged].filter(([id, status]) => stored.get(id) !== status && stored.get(id) !== 'CANCELLED');
  expect(lost).toEqual([]);
  expect(await withoutTheirEvents()).toEqual([]);
}, 60_000);

/** Bookings that lack a guest, a room or a night, or whose total is not the sum of their nights. */
async function bookingsInPart(): Promise<unknown[]> {
  const { rows } = await house.admin.query(`
    select b.id from reservations.bookings b
    left join guests.guests g on g.tenant_id = b.tenant_id and g.id = b.guest_id
    left join lateral (
      select count(distinct r.id) as rooms, count(n.date) as nights, coalesce(sum(n.price_minor), 0) as total_minor,
             count(n.date) filter (where n.claim is not null) as claimed, bool_and(r.status = b.status) as same_status
      from reservations.reservations r left join reservations.reservation_nights n on n.tenant_id = r.tenant_id and n.reservation_id = r.id
      where r.tenant_id = b.tenant_id and r.booking_id = b.id
    ) s on true
    where g.id is null or s.rooms <> b.rooms or s.nights <> b.rooms * (b.end_date - b.start_date) or s.total_minor <> b.total_minor
       or not s.same_status or s.claimed <> (case when b.status = 'CANCELLED' then 0 else s.nights end)`);
  return rows;
}

/** E1 across a crash: every booking told of itself once, every cancellation too, and nobody told of anything else. */
async function withoutTheirEvents(): Promise<unknown[]> {
  const { rows } = await house.admin.query(`
    with told as (
      select aggregate_id, count(*) filter (where type = 'reservation.created') as created, count(*) filter (where type = 'reservation.cancelled') as cancelled
      from platform.events where aggregate_type = 'booking' group by 1)
    select * from told full join reservations.bookings b on b.id = told.aggregate_id
    where b.id is null or told.created is distinct from 1 or told.cancelled is distinct from (b.status = 'CANCELLED')::int`);
  return rows;
}
