import { sql } from 'kysely';
import type { Reaction } from '../../../platform/events/subscriber.ts';
import { emit } from '../../../platform/transaction.ts';
import { FITS_NOW } from './queries.ts';

/** When rooms come free, the desk hears once who on the waitlist fits now; who stops fitting may be news again later. */
export const tellWhoFits: Reaction = {
  name: 'reservations.waitlist',
  types: ['inventory.changed', 'waitlist.changed'],
  react: async (tx, event) => {
    const { room_type_id = null, start_date = null, end_date = null } = event.data as Record<string, string | null>;
    const touched =
      event.type === 'waitlist.changed'
        ? sql`w.id = ${event.aggregate_id}`
        : sql`w.room_type_id = ${room_type_id}::uuid and w.start_date < coalesce(${end_date}::date, 'infinity') and w.end_date > coalesce(${start_date}::date, '-infinity')`;
    const { rows } = await sql<{
      id: string;
      outlet_id: string;
      guest_name: string;
      start_date: string;
      end_date: string;
    }>`
      with looked as (
        select w.tenant_id, w.id, ${sql.raw(FITS_NOW)} as fits_now from reservations.waitlist_entries w where w.status = 'WAITING' and ${touched}
      ), changed as (
        update reservations.waitlist_entries w set fits_since = case when l.fits_now then ${tx.now}::timestamptz end
        from looked l where w.tenant_id = l.tenant_id and w.id = l.id and l.fits_now <> (w.fits_since is not null)
        returning w.id, w.outlet_id, w.guest_name, w.start_date, w.end_date, l.fits_now
      )
      select id, outlet_id, guest_name, start_date, end_date from changed where fits_now order by id`.execute(tx.db);
    for (const { outlet_id, ...data } of rows)
      emit(tx, { type: 'waitlist.fits', aggregate_type: 'waitlist_entry', aggregate_id: data.id, outlet_id, data });
  },
};
