import type { WaitlistEntry } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../../platform/transaction.ts';
import { FREE_NIGHTS, ROOM_TYPE_TERMS } from '../../rooms/index.ts';

/** Whether every night of the stay has the rooms now. An offer's own hold keeps them, so an offer fits by itself. */
export const FITS_NOW = `(w.status = 'OFFERED' or (w.status = 'WAITING' and (
  select count(*) filter (where n.available >= w.rooms) from ${FREE_NIGHTS} n
  where n.tenant_id = w.tenant_id and n.room_type_id = w.room_type_id and n.date >= w.start_date and n.date < w.end_date
) = w.end_date - w.start_date))`;

export const WAITLIST_COLUMNS = `w.id, w.outlet_id, w.room_type_id, t.code as room_type_code, w.rate_plan_id, w.start_date, w.end_date, w.rooms,
  w.adults, w.children, w.guest_id, w.guest_name, w.guest_email, w.guest_phone, w.priority, w.note, w.status, w.offered_until,
  w.booking_id, ${FITS_NOW} as fits_now, w.version, w.created_at`;

export const WAITLIST = `reservations.waitlist_entries w join ${ROOM_TYPE_TERMS} t on t.id = w.room_type_id`;

/** Those with the higher priority first, among equals those who have waited longest. */
export const IN_TURN = `(9 - w.priority)::text || w.id::text`;

export type WaitlistEntryRow = Static<typeof WaitlistEntry> & { hold_id: string | null };

/** An entry of the waitlist, held against others who want to change it where asked. */
export async function findWaitlistEntry(tx: Tx, id: string, lock = false): Promise<WaitlistEntryRow | undefined> {
  const { rows } = await sql<WaitlistEntryRow>`
    select ${sql.raw(WAITLIST_COLUMNS)}, w.hold_id from ${sql.raw(WAITLIST)} where w.id = ${id} ${sql.raw(lock ? 'for update of w' : '')}`.execute(
    tx.db,
  );
  return rows[0];
}
