import { sql } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { folioOfReservation, openFolio, postCharge } from '../../folios/index.ts';

interface RoomNight {
  reservation_id: string;
  outlet_id: string;
  price_minor: number;
  tax_minor: number;
  booking_id: string;
  status: string;
  adults: number;
  children: number;
  /** Which night of the stay it is, from 0. */
  index: number;
  name: string;
}

/**
 * Posts the night of everybody who sleeps in the house, each once (M13), and charges it to the accounts of those who are
 * still here; whoever has left has settled. Returns how many were missing.
 */
export async function postRoomNights(tx: Tx, outlet_id: string, date: string): Promise<number> {
  const { rows } = await sql<RoomNight>`
    with posted as (
      insert into night_audit.room_nights (tenant_id, reservation_id, business_date, outlet_id, room_type_id, price_minor, tax_minor)
      select n.tenant_id, n.reservation_id, n.date, r.outlet_id, n.room_type_id, n.price_minor, n.tax_minor
      from rooms.room_types t
      join reservations.reservation_nights n on n.tenant_id = t.tenant_id and n.room_type_id = t.id and n.date = ${date}::date and n.claim = 'SOLD'
      join reservations.reservations r on r.tenant_id = n.tenant_id and r.id = n.reservation_id and r.status in ('IN_HOUSE', 'CHECKED_OUT')
      where t.outlet_id = ${outlet_id}
      on conflict (tenant_id, reservation_id, business_date) do nothing
      returning tenant_id, reservation_id, outlet_id, price_minor, tax_minor
    )
    select p.reservation_id, p.outlet_id, p.price_minor, p.tax_minor, r.booking_id, r.status, r.adults, r.children,
      (${date}::date - r.start_date) as index,
      coalesce(r.guest_name, b.guest_name, b.confirmation_code) as name
    from posted p
    join reservations.reservations r on r.tenant_id = p.tenant_id and r.id = p.reservation_id
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    order by p.reservation_id`.execute(tx.db);
  for (const night of rows) if (night.status === 'IN_HOUSE') await charge(tx, night, date);
  return rows.length;
}

async function charge(tx: Tx, night: RoomNight, date: string): Promise<void> {
  const { reservation_id, outlet_id, booking_id, name, price_minor, tax_minor, index, adults, children } = night;
  const folio = await folioOfReservation(tx, reservation_id);
  if (!folio) await openFolio(tx, { outlet_id, kind: 'GUEST', reservation_id, booking_id, name });
  await postCharge(tx, {
    reservation_id,
    charge_code: 'ROOM',
    amount_minor: price_minor,
    night: { index, adults, children, tax_minor },
    date,
    source: 'NIGHT_AUDIT',
    source_key: `room-night:${reservation_id}:${date}`,
  });
}
