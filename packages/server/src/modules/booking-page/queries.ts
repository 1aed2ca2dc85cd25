import type { BookingPage, Cart, Extra, PublicHotel } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/transaction.ts';
import { freeUntil, type CancellationTerms } from '../rates/index.ts';
import { ROOM_TYPE_TERMS } from '../rooms/index.ts';
import { lateFee } from './rules.ts';

const TIMES = `to_char(p.check_in_from, 'HH24:MI') as check_in_from, to_char(p.check_out_until, 'HH24:MI') as check_out_until`;
export const PAGE_COLUMNS = `p.outlet_id, p.slug, p.is_enabled, p.headline, p.intro, p.policies, ${TIMES}, p.contact_email,
  p.contact_phone, p.accent_colour, p.embed_origins, p.languages, p.takes_pay_at_hotel, p.takes_cards, p.prepay_bp,
  p.free_cancel_days, p.late_cancel_bp, p.version`;

export const EXTRA_COLUMNS = `e.id, e.outlet_id, e.name, e.description, e.per, e.price_minor, e.charge_code, e.daily_stock,
  e.sort_order, e.is_active, e.version`;

/** Whose page a slug is: the one thing that is asked before the tenant is known. */
export async function pageOfSlug(
  database: Database,
  slug: string,
): Promise<{ tenant_id: string; outlet_id: string; embed_origins: string[] } | undefined> {
  return database.asSystem(async (db) => {
    const { rows } = await sql<{ tenant_id: string; outlet_id: string; embed_origins: string[] }>`
      select tenant_id, outlet_id, embed_origins from booking_page.pages where slug = ${slug} and is_enabled`.execute(
      db,
    );
    return rows[0];
  });
}

/** The page of a hotel, if it has one. */
export async function findPage(tx: Tx, outlet_id: string): Promise<BookingPage | undefined> {
  const { rows } = await sql<BookingPage>`
    select ${sql.raw(PAGE_COLUMNS)} from booking_page.pages p where p.outlet_id = ${outlet_id}`.execute(tx.db);
  return rows[0];
}

export async function findExtra(tx: Tx, id: string): Promise<Extra | undefined> {
  const { rows } = await sql<Extra>`
    select ${sql.raw(EXTRA_COLUMNS)} from booking_page.extras e where e.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** What a hotel sells beside rooms, in the order in which it shows it. */
export async function extrasOnSale(tx: Tx, outlet_id: string): Promise<Extra[]> {
  const { rows } = await sql<Extra>`
    select ${sql.raw(EXTRA_COLUMNS)} from booking_page.extras e
    where e.outlet_id = ${outlet_id} and e.is_active order by e.sort_order, e.name`.execute(tx.db);
  return rows;
}

/** The room types on sale with their pictures. */
export async function shownRoomTypes(tx: Tx, outlet_id: string): Promise<PublicHotel['room_types']> {
  const { rows } = await sql<PublicHotel['room_types'][number]>`
    select t.id, t.name, t.max_occupancy,
      coalesce((select json_agg(json_build_object('url', '/api/v1/public/pictures/' || c.id, 'alt', c.alt) order by c.sort_order, c.id)
        from booking_page.pictures c where c.room_type_id = t.id), '[]') as pictures
    from ${sql.raw(ROOM_TYPE_TERMS)} t where t.outlet_id = ${outlet_id} and t.is_active order by t.code`.execute(tx.db);
  return rows;
}

/** A cart as its commands see it. */
export interface CartRow extends Omit<Cart, 'is_booked' | 'free_cancel_until' | 'late_fee_minor'> {
  outlet_id: string;
  rate_plan_id: string | null;
  terms: CancellationTerms;
  meal_plan: string | null;
  promotion_id: string | null;
  guest: unknown;
  hold_id: string | null;
  booking_id: string | null;
}

const CART_COLUMNS = `c.id, c.outlet_id, c.room_type_id, c.rate_plan_id, c.start_date, c.end_date, c.rooms, c.adults, c.children, c.nights,
  c.extras, c.room_total_minor, c.extras_total_minor, c.total_minor, c.due_now_minor, c.currency, c.promotion_code, c.terms, c.guest, c.hold_id,
  to_char(c.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as expires_at, c.booking_id, c.meal_plan, c.promotion_id`;

export async function findCart(tx: Tx, id: string): Promise<CartRow | undefined> {
  const { rows } = await sql<CartRow>`
    select ${sql.raw(CART_COLUMNS)} from booking_page.carts c where c.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** A cart, held until the transaction ends: of two clicks, the second finds what the first one did. */
export async function lockCart(tx: Tx, id: string): Promise<CartRow | undefined> {
  const { rows } = await sql<CartRow>`
    select ${sql.raw(CART_COLUMNS)} from booking_page.carts c where c.id = ${id} for update`.execute(tx.db);
  return rows[0];
}

/** A cart as its guest sees it. */
export function presentCart(cart: CartRow): Cart {
  const {
    outlet_id: _o,
    rate_plan_id: _r,
    terms,
    guest: _g,
    hold_id: _h,
    booking_id,
    meal_plan: _m,
    promotion_id: _p,
    ...shown
  } = cart;
  return {
    ...shown,
    free_cancel_until: freeUntil(terms, cart.start_date)?.slice(0, 10) ?? null,
    late_fee_minor: lateFee(terms, { start_date: cart.start_date, nightly_minor: nightlyOf(cart) }),
    is_booked: booking_id !== null,
  };
}

/** What each night of all rooms together costs. */
export function nightlyOf({ nights, rooms }: Pick<CartRow, 'nights' | 'rooms'>): number[] {
  return nights.map(({ price_minor, tax_minor }) => (price_minor + tax_minor) * rooms);
}
