import type { Booking, ReservationStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';
import { COMPANY_CARDS, GUEST_CARDS } from '../guests/index.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';
import {
  PLAN_CARDS,
  PLANS_ON_SALE,
  priceFactsOf,
  restrictionsOnStay,
  type AppliedRestriction,
  type PriceFacts,
} from '../rates/index.ts';
import { ROOM_CARDS, ROOM_TYPE_TERMS } from '../rooms/index.ts';
import type { RoomLot } from './rules.ts';

/** Under what terms a room type is sold for some dates: whose it is, what its prices follow from, and what restricts them. */
export interface SaleTerms {
  room_type_id: string;
  outlet_id: string;
  max_occupancy: number;
  is_active: boolean;
  currency: string;
  business_date: string;
  /** The named plan or the outlet's default plan, if that is on sale. */
  rate_plan_id: string | null;
  /** For `priceType`, which prices any party and any dates within those asked for. */
  facts: PriceFacts;
  restrictions: AppliedRestriction[];
}

/** The terms of sale of a room type in the named plan, or in its outlet's default plan, in one round trip. */
export async function saleTermsOf(
  tx: Tx,
  room_type_id: string,
  rate_plan_id: string | null,
  stay: { start_date: string; end_date: string; promotion_code?: string | undefined },
): Promise<SaleTerms | undefined> {
  const { rows } = await sql<SaleTerms>`
    select t.id as room_type_id, t.outlet_id, t.max_occupancy, t.is_active, o.currency, o.business_date, p.id as rate_plan_id,
      ${priceFactsOf({ ...stay, room_type_id })} as facts,
      ${restrictionsOnStay({
        outlet_id: 't.outlet_id',
        room_type_id: 't.id',
        rate_plan_id: 'p.id',
        channel: sql`'DIRECT'`,
        start_date: sql`${stay.start_date}::date`,
        end_date: sql`${stay.end_date}::date`,
      })} as restrictions
    from ${sql.raw(ROOM_TYPE_TERMS)} t
    join ${sql.raw(OUTLET_TERMS)} o on o.id = t.outlet_id
    left join ${sql.raw(PLANS_ON_SALE)} p on p.outlet_id = t.outlet_id
      and case when ${rate_plan_id}::uuid is null then p.is_default else p.id = ${rate_plan_id}::uuid end
    where t.id = ${room_type_id}`.execute(tx.db);
  return rows[0];
}

/** Rooms that are asked for, each lot with its terms of sale; undefined where the tenant has no such room type. */
export async function termsOfLots(
  tx: Tx,
  lots: readonly RoomLot[],
  promotion_code?: string,
): Promise<(RoomLot & { terms: SaleTerms })[] | undefined> {
  const known = new Map<string, SaleTerms | undefined>();
  const sold: (RoomLot & { terms: SaleTerms })[] = [];
  for (const lot of lots) {
    const key = [lot.room_type_id, lot.rate_plan_id, lot.start_date, lot.end_date].join();
    if (!known.has(key))
      known.set(key, await saleTermsOf(tx, lot.room_type_id, lot.rate_plan_id, { ...lot, promotion_code }));
    const terms = known.get(key);
    if (!terms) return undefined;
    sold.push({ ...lot, terms });
  }
  return sold;
}

/** Whose booking it is, as a subquery for a higher module to join in its own statement. */
export const BOOKINGS_OF_GUESTS = '(select id, guest_id from reservations.bookings)';

/**
 * Who sleeps in a reservation `r` of a booking `b`. Written as a case, because behind row-level security PostgreSQL takes
 * a coalesce for something that could leak and would read every guest instead of looking one up.
 */
export const guestOfStay = (r: string) => `case when ${r}.guest_id is null then b.guest_id else ${r}.guest_id end`;

export const BOOKING_COLUMNS = `b.id, b.outlet_id, b.status, b.confirmation_code, b.version, b.start_date, b.end_date, b.rooms, b.adults, b.children,
  b.guest_id, b.guest_name, b.total_minor, b.tax_minor, b.currency, b.source, b.company_id, b.option_expires_at, b.is_overbooked, b.booked_on,
  b.cancelled_on, b.created_at`;

/** The name of the company that sends a booking; a column of the list. */
export const COMPANY_OF_BOOKING = `(select c.name from ${COMPANY_CARDS} c where c.id = b.company_id)`;

/** The codes of a booking's room types; a column of the list. */
export const ROOM_TYPES_OF_BOOKING = `coalesce((select string_agg(distinct t.code, ', ' order by t.code)
  from reservations.reservations r join ${ROOM_TYPE_TERMS} t on t.id = r.room_type_id
  where r.tenant_id = b.tenant_id and r.booking_id = b.id), '')`;

/** A booking with its guest, its reservations and their nights, in one statement. */
export async function findBooking(tx: Tx, id: string): Promise<Static<typeof Booking> | undefined> {
  const { rows } = await sql<Static<typeof Booking>>`
    select ${sql.raw(BOOKING_COLUMNS)}, ${sql.raw(COMPANY_OF_BOOKING)} as company_name, b.guarantee, b.notes, b.rate_plan_id,
      (select p.code from ${sql.raw(PLAN_CARDS)} p where p.id = b.rate_plan_id) as rate_plan_code,
      b.cancel_reason, b.cancellation_terms, b.channel, b.market_segment, b.country, b.meal_plan,
      case when g.id is not null then json_build_object('id', g.id, 'name', g.name, 'email', g.email, 'phone', g.phone) end as guest,
      ${ROOMS_OF_BOOKING} as reservations
    from reservations.bookings b left join ${sql.raw(GUEST_CARDS)} g on g.id = b.guest_id
    where b.id = ${id}`.execute(tx.db);
  return rows[0];
}

const ROOMS_OF_BOOKING = sql`(
  select json_agg(json_build_object(
    'id', r.id, 'room_type_id', r.room_type_id, 'room_type_code', t.code, 'room_id', r.room_id, 'room_number', m.number,
    'rate_plan_id', coalesce(r.rate_plan_id, b.rate_plan_id), 'rate_plan_code', p.code, 'guest_name', r.guest_name,
    'arrival_time', to_char(r.arrival_time, 'HH24:MI'), 'status', r.status, 'start_date', r.start_date, 'end_date', r.end_date,
    'adults', r.adults, 'children', r.children, 'total_minor', r.total_minor, 'tax_minor', r.tax_minor, 'version', r.version,
    'nights', coalesce((select json_agg(json_build_object('date', n.date, 'price_minor', n.price_minor, 'tax_minor', n.tax_minor) order by n.date)
                        from reservations.reservation_nights n where n.tenant_id = r.tenant_id and n.reservation_id = r.id), '[]'))
    order by r.id)
  from reservations.reservations r
  join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = r.room_type_id
  left join ${sql.raw(ROOM_CARDS)} m on m.id = r.room_id
  left join ${sql.raw(PLAN_CARDS)} p on p.id = coalesce(r.rate_plan_id, b.rate_plan_id)
  where r.tenant_id = b.tenant_id and r.booking_id = b.id)`;

export interface LockedBooking {
  id: string;
  outlet_id: string;
  status: ReservationStatus;
  version: number;
  confirmation_code: string;
  start_date: string;
  end_date: string;
  business_date: string;
}

/** A booking, held against others who want to change it until the transaction ends. */
export async function lockBooking(tx: Tx, id: string): Promise<LockedBooking | undefined> {
  const { rows } = await sql<LockedBooking>`
    select b.id, b.outlet_id, b.status, b.version, b.confirmation_code, b.start_date, b.end_date, o.business_date
    from reservations.bookings b join ${sql.raw(OUTLET_TERMS)} o on o.id = b.outlet_id
    where b.id = ${id} for update of b`.execute(tx.db);
  return rows[0];
}

/** Whose booking it is; null where the tenant has none under this id. */
export async function outletOfBooking(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{
    outlet_id: string;
  }>`select outlet_id from reservations.bookings where id = ${id}`.execute(tx.db);
  return rows[0]?.outlet_id;
}

/** Which of these names of another system are booked already in the outlet. */
export async function knownExternalKeys(tx: Tx, outlet_id: string, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ external_key: string }>`
    select external_key from reservations.bookings
    where outlet_id = ${outlet_id} and external_key = any(${[...keys]}::text[])`.execute(tx.db);
  return new Set(rows.map((row) => row.external_key));
}

/** The booking that arrives so manieth from the business date on and may still be cancelled; the demo cancels one now and then. */
export async function someConfirmedBooking(tx: Tx, outlet_id: string, skip: number): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select b.id from reservations.bookings b join ${sql.raw(OUTLET_TERMS)} o on o.id = b.outlet_id
    where b.outlet_id = ${outlet_id} and b.status = 'CONFIRMED' and b.start_date >= o.business_date
    order by b.start_date, b.id offset ${skip} limit 1`.execute(tx.db);
  return rows[0]?.id;
}

/** Options whose time runs out before an instant. */
export async function endingOptions(tx: Tx, before: Date): Promise<{ id: string; option_expires_at: string }[]> {
  const { rows } = await sql<{ id: string; option_expires_at: string }>`
    select id, to_char(option_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as option_expires_at from reservations.bookings
    where status = 'OPTIONAL' and option_expires_at > ${tx.now} and option_expires_at <= ${before} order by id`.execute(
    tx.db,
  );
  return rows;
}
