import { sql } from 'kysely';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import {
  demandPerNight,
  emitInventoryChanged,
  giveBackSold,
  lockNights,
  vacateAll,
  type RoomNight,
} from '../../rooms/index.ts';

interface Expected {
  id: string;
  booking_id: string;
  room_type_id: string;
  start_date: string;
  end_date: string;
  claims: RoomNight[];
}

/** Whoever was expected up to a day and has not come is a no-show; all their nights go back on sale. Returns how many rooms. */
export async function markNoShows(tx: Tx, outlet_id: string, up_to: string): Promise<number> {
  const expected = await lockExpected(tx, outlet_id, up_to);
  if (expected.length === 0) return 0;
  const nights = expected.flatMap(({ claims }) => claims);
  await lockNights(
    tx,
    [...demandPerNight(nights).values()].map((night) => ({ ...night, units: 0 })),
  );
  await write(
    tx,
    expected.map(({ id }) => id),
  );
  for (const { id, booking_id, room_type_id, start_date, end_date } of expected) {
    const data = { id: booking_id, reservation_id: id, status: 'NO_SHOW', start_date };
    emit(tx, { type: 'reservation.no_show', aggregate_type: 'booking', aggregate_id: booking_id, outlet_id, data });
    emitInventoryChanged(tx, { room_type_id, outlet_id, start_date, end_date });
    audit(tx, {
      action: 'reservations.no_show',
      entity_type: 'booking',
      entity_id: booking_id,
      outlet_id,
      before: { status: 'CONFIRMED' },
      after: { status: 'NO_SHOW', reservation_id: id },
    });
  }
  return expected.length;
}

async function lockExpected(tx: Tx, outlet_id: string, up_to: string): Promise<Expected[]> {
  await sql`
    select b.id from reservations.bookings b
    where b.id in (select booking_id from reservations.reservations
                   where outlet_id = ${outlet_id} and status = 'CONFIRMED' and start_date <= ${up_to}::date)
    order by b.id for update`.execute(tx.db);
  const { rows } = await sql<Expected>`
    select r.id, r.booking_id, r.room_type_id, r.start_date, r.end_date,
      coalesce((select json_agg(json_build_object('room_type_id', n.room_type_id, 'date', n.date) order by n.date)
                from reservations.reservation_nights n
                where n.tenant_id = r.tenant_id and n.reservation_id = r.id and n.claim = 'SOLD'), '[]') as claims
    from reservations.reservations r
    where r.outlet_id = ${outlet_id} and r.status = 'CONFIRMED' and r.start_date <= ${up_to}::date
    order by r.id for update of r`.execute(tx.db);
  return rows;
}

async function write(tx: Tx, ids: string[]): Promise<void> {
  const now = tx.now.toISOString();
  await sql`
    with freed as (
      update reservations.reservation_nights set claim = null
      where reservation_id = any(${ids}::uuid[]) and claim = 'SOLD' returning room_type_id, date
    ), given_back as (${giveBackSold('(select room_type_id, date, count(*)::int as units from freed group by room_type_id, date)')}),
    vacated as (${vacateAll(ids)})
    update reservations.reservations set status = 'NO_SHOW', room_id = null, version = version + 1, updated_at = ${now}
    where id = any(${ids}::uuid[])`.execute(tx.db);
  await sql`
    update reservations.bookings b set status = 'NO_SHOW', version = version + 1, updated_at = ${now}
    where b.id in (select booking_id from reservations.reservations where id = any(${ids}::uuid[]))
      and not exists (select 1 from reservations.reservations r
                      where r.booking_id = b.id and r.status not in ('NO_SHOW', 'CANCELLED'))`.execute(tx.db);
}
