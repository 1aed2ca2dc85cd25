import { sql } from 'kysely';
import { ERASED_NAME, type CompanyReferences, type GuestReferences } from '../guests/index.ts';

/** What bookings keep of guests. */
export const bookingReferences: GuestReferences = {
  name: 'reservations',
  move: async (tx, from_id, into_id) => {
    await sql`
      with stays as (update reservations.reservations set guest_id = ${into_id} where guest_id = ${from_id}),
        waiting as (update reservations.waitlist_entries set guest_id = ${into_id} where guest_id = ${from_id})
      update reservations.bookings set guest_id = ${into_id} where guest_id = ${from_id}`.execute(tx.db);
  },
  know: async (tx, guest) => {
    const { rows } = await sql<{ known: unknown }>`
      select json_build_object(
        'bookings', (select coalesce(json_agg(to_json(b) order by b.start_date), '[]') from reservations.bookings b where b.guest_id = ${guest.id}),
        'stays', (select coalesce(json_agg(to_json(r) order by r.start_date), '[]') from reservations.reservations r
          left join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
          where coalesce(r.guest_id, b.guest_id) = ${guest.id}),
        'notes', (select coalesce(json_agg(json_build_object('text', n.text, 'created_at', n.created_at) order by n.id), '[]') from reservations.booking_notes n
          join reservations.bookings b on b.tenant_id = n.tenant_id and b.id = n.booking_id where b.guest_id = ${guest.id}),
        'waitlist', (select coalesce(json_agg(to_json(w)), '[]') from reservations.waitlist_entries w where w.guest_id = ${guest.id})) as known`.execute(
      tx.db,
    );
    return rows[0]!.known;
  },
  needs: async (tx, guest) => {
    const { rows } = await sql<{ status: string }>`
      select r.status from reservations.reservations r
      join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
      where coalesce(r.guest_id, b.guest_id) = ${guest.id} and r.status in ('IN_HOUSE', 'CONFIRMED', 'OPTIONAL')
      order by r.status = 'IN_HOUSE' desc limit 1`.execute(tx.db);
    if (rows.length === 0) return null;
    return rows[0]!.status === 'IN_HOUSE' ? 'IN_HOUSE' : 'EXPECTED';
  },
  forget: async (tx, guest) => {
    const mine = sql`(select id from reservations.bookings where guest_id = ${guest.id}
      union select booking_id from reservations.reservations where guest_id = ${guest.id}
      union select r.id from reservations.reservations r join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
        where coalesce(r.guest_id, b.guest_id) = ${guest.id}
      union select id from reservations.waitlist_entries where guest_id = ${guest.id})`;
    // The log keeps what happened and forgets to whom.
    await sql`
      with mine as materialized (select id from ${mine} as ids(id)),
      told as (
        update platform.events e set data = (
          select jsonb_object_agg(key, case when key in ('guest_name', 'reason', 'note', 'notes') then 'null' else value end) from jsonb_each(e.data))
        from mine where e.aggregate_id = mine.id and e.data ?| array['guest_name', 'reason', 'note', 'notes']
      ), audited as (
        update platform.audit_entries a set before = case when a.before is null then null else '{"erased": true}'::jsonb end,
          after = case when a.after is null then null else '{"erased": true}'::jsonb end
        from mine where a.entity_id = mine.id::text
      ), answered as (
        delete from platform.idempotency_keys k using mine where k.reply::text like '%' || mine.id::text || '%'
      ), waiting as (
        update reservations.waitlist_entries set guest_name = ${ERASED_NAME}, guest_email = null, guest_phone = null, note = ''
        where guest_id = ${guest.id}
      ), noted as (
        delete from reservations.booking_notes n using mine where n.booking_id = mine.id
      ), stays as (
        update reservations.reservations r set cancel_reason = null,
          guest_name = case when r.guest_id is not distinct from ${guest.id} then null else r.guest_name end
        from mine where r.booking_id = mine.id
      )
      update reservations.bookings b set guest_name = ${ERASED_NAME}, notes = '', cancel_reason = null
      where b.guest_id = ${guest.id}`.execute(tx.db);
  },
};

/** What bookings keep of companies. */
export const companyBookings: CompanyReferences = {
  name: 'reservations',
  move: async (tx, from_id, into_id) => {
    await sql`update reservations.bookings set company_id = ${into_id} where company_id = ${from_id}`.execute(tx.db);
  },
};
