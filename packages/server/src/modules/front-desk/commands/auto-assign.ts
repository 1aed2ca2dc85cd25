import type { AutoAssigned } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../../platform/transaction.ts';
import { guestOfStay, assignRooms, lockStays } from '../../reservations/index.ts';
import { planRooms, type Plan, type StayToPlace } from '../assignment.ts';
import { houseFor } from '../house.ts';

interface Unplaced extends StayToPlace {
  confirmation_code: string;
  guest_name: string | null;
}

export interface AssignmentWish {
  outlet_id: string;
  business_date: string;
  /** Arrivals from one day up to, and without, another; or the very stays. */
  from: string;
  to: string;
  reservation_ids?: readonly string[] | undefined;
}

/** Says which room each stay without one would get, and why; nothing is changed. */
export async function planAssignment(tx: Tx, wish: AssignmentWish): Promise<Static<typeof AutoAssigned>> {
  const stays = await unplacedOf(tx, wish);
  return { is_dry_run: true, ...(await present(tx, wish, stays)) };
}

/**
 * Gives rooms to stays that have none. The stays are locked before the plan is made, so that nobody places one of them by
 * hand meanwhile; whoever has a room keeps it.
 */
export async function autoAssign(tx: Tx, wish: AssignmentWish): Promise<Static<typeof AutoAssigned>> {
  const seen = await unplacedOf(tx, wish);
  const locked = await lockStays(tx, sql`r.id = any(${seen.map(({ id }) => id)}::uuid[])`);
  const open = new Map(
    locked
      .filter(({ room_id, status }) => room_id === null && (status === 'CONFIRMED' || status === 'OPTIONAL'))
      .map((stay) => [stay.id, stay]),
  );
  // What was waited for may have changed the stay, so its own dates count.
  const stays = seen.filter(({ id }) => open.has(id)).map((stay) => ({ ...stay, ...pick(open.get(stay.id)!) }));
  const result = await present(tx, wish, stays);
  await assignRooms(
    tx,
    result.assigned.map(({ reservation_id, room_id, room_number }) => ({
      stay: open.get(reservation_id)!,
      room_id,
      room_number,
    })),
  );
  return { is_dry_run: false, ...result };
}

const pick = ({ start_date, end_date, room_type_id }: Omit<StayToPlace, 'preferences'>) => ({
  start_date,
  end_date,
  room_type_id,
});

async function present(tx: Tx, wish: AssignmentWish, stays: readonly Unplaced[]) {
  const house = await houseFor(tx, wish.outlet_id, wish.business_date, stays);
  const plan: Plan = planRooms(house, stays);
  const of = new Map(stays.map((stay) => [stay.id, stay]));
  const numbers = new Map(house.rooms.map(({ id, number }) => [id, number]));
  const named = (id: string) => {
    const { confirmation_code, guest_name, start_date, end_date } = of.get(id)!;
    return { reservation_id: id, confirmation_code, guest_name, start_date, end_date };
  };
  return {
    assigned: plan.placements.map(({ stay_id, ...placement }) => ({
      ...named(stay_id),
      ...placement,
      room_number: numbers.get(placement.room_id)!,
    })),
    left: plan.left.map(({ stay_id, reason }) => ({ ...named(stay_id), reason })),
    one_night_gaps: { before: plan.gaps_before, after: plan.gaps_after },
  };
}

/** Stays that are to come and have no room, each with the wishes of the stay and of its guest. */
async function unplacedOf(tx: Tx, { outlet_id, from, to, reservation_ids }: AssignmentWish): Promise<Unplaced[]> {
  const which = reservation_ids
    ? sql`r.id = any(${[...reservation_ids]}::uuid[])`
    : sql`r.start_date >= ${from}::date and r.start_date < ${to}::date`;
  const { rows } = await sql<Unplaced>`
    select r.id, r.booking_id, r.room_type_id, r.start_date, r.end_date, b.confirmation_code,
      coalesce(r.guest_name, b.guest_name) as guest_name, r.preferences || coalesce(g.preferences, '{}') as preferences
    from reservations.reservations r
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    left join guests.guests g on g.tenant_id = b.tenant_id and g.id = ${sql.raw(guestOfStay('r'))}
    where r.outlet_id = ${outlet_id} and r.room_id is null and r.status in ('CONFIRMED', 'OPTIONAL')
      and r.end_date > r.start_date and ${which}
    order by r.start_date, r.id limit 500`.execute(tx.db);
  return rows.map((row) => ({ ...row, preferences: [...new Set(row.preferences)] }));
}
