import { sql } from 'kysely';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { demandPerNight, emitInventoryChanged, giveBackSold, lockNights, vacateAll } from '../../rooms/index.ts';
import { chargeFee } from '../stays/commands/charge-fee.ts';
import { feesOf } from '../stays/fees.ts';
import { lockStays } from '../stays/queries.ts';

/** Whoever was expected up to a day and has not come is a no-show; all their nights go back on sale, and what that costs is charged. Returns how many rooms. */
export async function markNoShows(tx: Tx, outlet_id: string, up_to: string): Promise<number> {
  const expected = await lockStays(
    tx,
    sql`r.outlet_id = ${outlet_id} and r.status = 'CONFIRMED' and r.start_date <= ${up_to}::date`,
  );
  if (expected.length === 0) return 0;
  const nights = expected.flatMap((stay) => stay.nights.filter((night) => night.claim === 'SOLD'));
  await lockNights(
    tx,
    [...demandPerNight(nights).values()].map((night) => ({ ...night, units: 0 })),
  );
  await write(
    tx,
    expected.map(({ id }) => id),
  );
  for (const stay of expected) {
    const { id, booking_id, room_type_id, start_date, end_date } = stay;
    const { no_show_minor: amount_minor } = feesOf(stay, tx.now);
    const fee_minor = await chargeFee(tx, stay, { charge_code: 'NO_SHOW', amount_minor });
    const data = { id: booking_id, reservation_id: id, status: 'NO_SHOW', start_date, fee_minor };
    emit(tx, { type: 'reservation.no_show', aggregate_type: 'booking', aggregate_id: booking_id, outlet_id, data });
    emitInventoryChanged(tx, { room_type_id, outlet_id, start_date, end_date });
    audit(tx, {
      action: 'reservations.no_show',
      entity_type: 'booking',
      entity_id: booking_id,
      outlet_id,
      before: { status: 'CONFIRMED' },
      after: { status: 'NO_SHOW', reservation_id: id, fee_minor },
    });
  }
  return expected.length;
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
