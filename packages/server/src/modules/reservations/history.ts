import { IdParams, StayHistory } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { read, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { findCompany, findGuest } from '../guests/index.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';
import { ROOM_TYPE_TERMS } from '../rooms/index.ts';

const MOST_STAYS = 200;

/** The stays of a guest or a company, newest first, and what they add up to over all of them. */
async function historyOf(tx: Tx, of: 'guest' | 'company', id: string): Promise<Static<typeof StayHistory>> {
  const theirs = of === 'guest' ? sql`coalesce(r.guest_id, b.guest_id) = ${id}` : sql`b.company_id = ${id}`;
  const { rows } = await sql<Static<typeof StayHistory>>`
    with stays as (
      select r.id, r.booking_id, b.confirmation_code, r.outlet_id, coalesce(r.guest_name, b.guest_name) as guest_name, r.room_type_id,
        r.status, r.start_date, r.end_date, r.total_minor, b.currency,
        r.end_date > o.business_date and r.status in ('INQUIRED', 'WAITLISTED', 'OPTIONAL', 'CONFIRMED', 'IN_HOUSE') as is_upcoming
      from reservations.reservations r
      join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
      join ${sql.raw(OUTLET_TERMS)} o on o.id = r.outlet_id
      where ${theirs}
    )
    select (select json_build_object(
        'stays', count(*) filter (where status in ('IN_HOUSE', 'CHECKED_OUT')),
        'nights', coalesce(sum(end_date - start_date) filter (where status in ('IN_HOUSE', 'CHECKED_OUT')), 0),
        'no_shows', count(*) filter (where status = 'NO_SHOW'),
        'cancelled', count(*) filter (where status = 'CANCELLED'),
        'revenue_minor', coalesce(sum(total_minor) filter (where status in ('IN_HOUSE', 'CHECKED_OUT')), 0),
        'currency', min(currency),
        'last_stay_on', max(start_date) filter (where status in ('IN_HOUSE', 'CHECKED_OUT'))) from stays) as totals,
      (select coalesce(json_agg(to_jsonb(s) - 'room_type_id' || jsonb_build_object('room_type_code', t.code) order by s.start_date desc, s.id), '[]')
       from (select * from stays order by start_date desc, id limit ${MOST_STAYS}) s
       join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = s.room_type_id) as stays`.execute(tx.db);
  return rows[0]!;
}

export const historyRoutes: readonly Route[] = [
  read({
    path: '/guests/:id/stays',
    summary: 'A guest’s stays, past and to come, with their totals',
    permission: 'guests.read',
    params: IdParams,
    reply: StayHistory,
    run: async ({ tx, params }) => {
      const guest = found(await findGuest(tx, params.id));
      authorize(tx.actor, 'guests.read', guest.outlet_id);
      return historyOf(tx, 'guest', guest.id);
    },
  }),
  read({
    path: '/companies/:id/stays',
    summary: 'The stays that a company pays for or sends, with their totals',
    permission: 'guests.read',
    params: IdParams,
    reply: StayHistory,
    run: async ({ tx, params }) => {
      const company = found(await findCompany(tx, params.id));
      authorize(tx.actor, 'guests.read', company.outlet_id);
      return historyOf(tx, 'company', company.id);
    },
  }),
];
