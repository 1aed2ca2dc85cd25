import type { Tx } from '../../../../platform/transaction.ts';
import { nightKey } from '../../../rooms/index.ts';
import { lockWinnable } from '../../commands/lock-winnable.ts';
import type { LockedStay } from '../queries.ts';
import { movesBetween } from '../rules.ts';
import { announceStay, saveNights } from './save-stay.ts';

/** Stays to come, or in house, that lack a unit on some night, as a subquery for a higher module. */
export const OVERBOOKED_STAYS = `(select r.id as reservation_id, r.booking_id, r.outlet_id, r.room_type_id, r.status, r.start_date, r.end_date,
  coalesce(r.guest_name, b.guest_name) as guest_name, b.confirmation_code, b.channel_id, b.channel,
  (select array_agg(n.date order by n.date) from reservations.reservation_nights n
   where n.tenant_id = r.tenant_id and n.reservation_id = r.id and n.claim is null) as lost_dates
  from reservations.reservations r join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
  where r.is_overbooked and r.status in ('CONFIRMED', 'IN_HOUSE'))`;

/** Takes the units that an overbooked stay lacks, as far as there are any by now. Says how many nights are still without. */
export async function winNights(tx: Tx, stay: LockedStay): Promise<number> {
  if (!stay.is_overbooked || (stay.status !== 'CONFIRMED' && stay.status !== 'IN_HOUSE')) return 0;
  const missing = stay.nights.filter((night) => night.claim === null);
  const lost = await lockWinnable(tx, movesBetween([], missing));
  if (lost.size === missing.length && missing.length > 0) return lost.size;
  await saveNights(tx, stay, stay.nights, {}, 'SOLD', lost);
  announceStay(tx, stay, {
    type: 'reservation.nights_won',
    action: 'reservations.win_nights',
    before: { missing: missing.map(nightKey) },
    after: { is_overbooked: lost.size > 0, won: missing.length - lost.size },
  });
  return lost.size;
}
