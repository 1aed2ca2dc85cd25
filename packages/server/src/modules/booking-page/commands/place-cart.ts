import { CART_MINUTES, type BookingPage, type CartExtra, type NewCart } from '@hostelry/contracts';
import { sql } from 'kysely';
import { nightsOf } from '../../../platform/clock.ts';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { expectBookableDates } from '../../reservations/index.ts';
import { expectRoomType, placeHold, releaseHold } from '../../rooms/index.ts';
import { priceRoom } from '../prices.ts';
import { extrasOnSale, findCart, lockCart, type CartRow } from '../queries.ts';
import { chosenExtra, dueNow, pageTerms } from '../rules.ts';
import { expectStock } from './keep-stock.ts';

/** Freezes a price for a guest and keeps the rooms for a quarter of an hour while they type and pay (R9, R13). */
export async function placeCart(tx: Tx, page: BookingPage, wish: NewCart): Promise<CartRow> {
  const outlet = found(await findOutlet(tx, page.outlet_id));
  const type = await expectRoomType(tx, wish.room_type_id);
  if (type.outlet_id !== outlet.id) throw new DomainError('NOT_FOUND');
  if (!type.is_active)
    throw new DomainError('RULE_VIOLATION', { rule: 'NOT_ON_SALE' }, 'This room type is not on sale any more.');
  expectBookableDates(wish, outlet.business_date);
  if (wish.replaces) await giveUp(tx, outlet.id, wish.replaces);
  const { room_type_id, start_date, end_date, adults } = wish;
  const rooms = wish.rooms ?? 1;
  const children = wish.children ?? 0;
  if (adults < rooms) throw badField('adults', 'must be at least one in each room');
  const stay = { room_type_id, start_date, end_date, rooms, adults, children };
  const promotion_code = wish.promotion_code?.trim() || undefined;
  const { rate_plan_id, nights, cancellation_terms, meal_plan, promotion } = await priceRoom(tx, {
    outlet_id: outlet.id,
    business_date: outlet.business_date,
    ...stay,
    promotion_code,
  });
  const extras = await chooseExtras(tx, outlet.id, wish);
  const one_room = nights.reduce((sum, night) => sum + night.price_minor + night.tax_minor, 0);
  const room_total_minor = one_room * rooms;
  const extras_total_minor = extras.reduce((sum, extra) => sum + extra.amount_minor, 0);
  const total_minor = room_total_minor + extras_total_minor;
  const expires_at = new Date(tx.now.getTime() + CART_MINUTES * 60_000).toISOString();
  const hold_id = await placeHold(tx, {
    outlet_id: outlet.id,
    room_type_id,
    start_date,
    end_date,
    units: rooms,
    expires_at,
  });
  const id = newId();
  await tx.db
    .insertInto('booking_page.carts')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id: outlet.id,
      ...stay,
      rate_plan_id,
      nights: JSON.stringify(nights),
      extras: JSON.stringify(extras),
      room_total_minor,
      extras_total_minor,
      total_minor,
      due_now_minor: dueNow(total_minor, page.prepay_bp),
      currency: outlet.currency,
      terms: JSON.stringify(cancellation_terms ?? pageTerms(page)),
      meal_plan,
      promotion_id: promotion?.id ?? null,
      promotion_code: promotion_code ?? null,
      hold_id,
      expires_at,
      created_at: tx.now.toISOString(),
    })
    .execute();
  audit(tx, {
    action: 'booking_page.place_cart',
    entity_type: 'cart',
    entity_id: id,
    outlet_id: outlet.id,
    after: { ...stay, total_minor, expires_at },
  });
  return found(await findCart(tx, id));
}

async function chooseExtras(tx: Tx, outlet_id: string, wish: NewCart): Promise<CartExtra[]> {
  if (!wish.extras?.length) return [];
  const offered = new Map((await extrasOnSale(tx, outlet_id)).map((extra) => [extra.id, extra]));
  const stay = {
    nights: nightsOf(wish.start_date, wish.end_date).length,
    people: wish.adults + (wish.children ?? 0),
  };
  const chosen: CartExtra[] = [];
  for (const { extra_id, quantity = 1 } of wish.extras) {
    const extra = offered.get(extra_id);
    if (!extra) throw badField('extras', 'has something that is not offered');
    if (chosen.some((one) => one.extra_id === extra_id)) throw badField('extras', 'names an extra twice');
    await expectStock(tx, extra, quantity, wish);
    chosen.push(chosenExtra(extra, quantity, stay));
  }
  return chosen;
}

/** The rooms of a cart that its guest left for another go back at once. */
async function giveUp(tx: Tx, outlet_id: string, id: string): Promise<void> {
  const cart = await lockCart(tx, id);
  if (!cart || cart.outlet_id !== outlet_id || cart.booking_id) return;
  if (cart.hold_id) await releaseHold(tx, cart.hold_id);
  await sql`update booking_page.carts set expires_at = least(expires_at, ${tx.now}) where id = ${id}`.execute(tx.db);
}
