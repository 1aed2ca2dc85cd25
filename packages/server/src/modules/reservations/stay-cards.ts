import { ROOM_CARDS } from '../rooms/index.ts';

/** The stays that accounts are of, for folios to join. */
export const STAY_CARDS = `(select r.id as reservation_id, b.block_id, r.status, b.confirmation_code, m.number as room_number,
    r.start_date, r.end_date
  from reservations.reservations r
  join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
  left join ${ROOM_CARDS} m on m.id = r.room_id)`;
