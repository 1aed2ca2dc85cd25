import type { PublicHotel, PublicNight, PublicOffer, StayWish } from '@hostelry/contracts';
import { addDays, nightsOf } from '../../platform/clock.ts';
import { DomainError, found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { findOutlet } from '../outlets/index.ts';
import { refusalsOf } from '../rates/index.ts';
import { expectBookableDates } from '../reservations/index.ts';
import { calendarOf } from '../rooms/index.ts';
import { pricesByDate, priceRoom } from './prices.ts';
import { extrasOnSale, findPage, shownRoomTypes } from './queries.ts';

/** What a hotel shows of itself. */
export async function showHotel(tx: Tx, outlet_id: string): Promise<PublicHotel> {
  const page = found(await findPage(tx, outlet_id));
  const outlet = found(await findOutlet(tx, outlet_id));
  const {
    outlet_id: _o,
    is_enabled: _e,
    embed_origins: _f,
    takes_pay_at_hotel,
    takes_cards,
    version: _v,
    ...shown
  } = page;
  return {
    ...shown,
    name: outlet.name,
    address: outlet.address,
    city: outlet.city,
    currency: outlet.currency,
    timezone: outlet.timezone,
    business_date: outlet.business_date,
    payments: [...(takes_pay_at_hotel ? (['AT_HOTEL'] as const) : []), ...(takes_cards ? (['CARD'] as const) : [])],
    room_types: await shownRoomTypes(tx, outlet_id),
    extras: (await extrasOnSale(tx, outlet_id)).map(({ id, name, description, per, price_minor }) => ({
      id,
      name,
      description,
      per,
      price_minor,
    })),
  };
}

/** A month of nights: whether something is free, and the lowest price of what is. */
export async function showMonth(tx: Tx, outlet_id: string, month: string, adults: number): Promise<PublicNight[]> {
  const { business_date } = found(await findOutlet(tx, outlet_id));
  const first = `${month}-01`;
  const end_date = `${addDays(first, 32).slice(0, 7)}-01`;
  const start_date = first < business_date ? business_date : first;
  const nights = new Map<string, PublicNight>(
    nightsOf(first, end_date).map((date) => [date, { date, is_available: false, from_minor: null }]),
  );
  if (start_date >= end_date) return [...nights.values()];
  const types = (await calendarOf(tx, outlet_id, start_date, end_date)).filter(
    ({ max_occupancy }) => max_occupancy >= Math.min(adults, 2),
  );
  const stopped = await stoppedNights(
    tx,
    outlet_id,
    business_date,
    types.map(({ id }) => id),
    start_date,
    end_date,
  );
  for (const type of types) {
    const prices = await pricesByDate(tx, type.id, Math.min(adults, type.max_occupancy), { start_date, end_date });
    for (const { date, available } of type.nights) {
      if (available < 1 || stopped.has(`${type.id} ${date}`)) continue;
      const night = nights.get(date)!;
      const price = prices.get(date) ?? null;
      night.is_available = true;
      if (price !== null && (night.from_minor === null || price < night.from_minor)) night.from_minor = price;
    }
  }
  return [...nights.values()];
}

/** The nights of each type that the hotel does not sell here, as `type date`. */
async function stoppedNights(
  tx: Tx,
  outlet_id: string,
  booked_on: string,
  room_type_ids: readonly string[],
  start_date: string,
  end_date: string,
): Promise<Set<string>> {
  const stays = room_type_ids.flatMap((room_type_id) =>
    nightsOf(start_date, end_date).map((date) => ({
      outlet_id,
      room_type_id,
      rate_plan_id: null,
      channel: 'WEB',
      start_date: date,
      end_date: addDays(date, 1),
      booked_on,
    })),
  );
  const refusals = await refusalsOf(tx, stays);
  return new Set(
    stays.flatMap(({ room_type_id, start_date: date }, index) =>
      refusals[index]!.some(({ rule }) => rule === 'STOP_SELL') ? [`${room_type_id} ${date}`] : [],
    ),
  );
}

/** Every type for a stay: its price, how many are left, or why it cannot be had. */
export async function searchOffers(tx: Tx, outlet_id: string, wish: StayWish): Promise<PublicOffer[]> {
  const outlet = found(await findOutlet(tx, outlet_id));
  expectBookableDates(wish, outlet.business_date);
  const { start_date, end_date } = wish;
  const party = { rooms: wish.rooms ?? 1, adults: wish.adults ?? 2, children: wish.children ?? 0 };
  const dates = nightsOf(start_date, end_date);
  const offers: PublicOffer[] = [];
  for (const type of await calendarOf(tx, outlet_id, start_date, end_date)) {
    const free = type.nights.length < dates.length ? 0 : Math.min(...type.nights.map(({ available }) => available));
    const shown = {
      room_type_id: type.id,
      name: type.name,
      available: Math.max(0, Math.min(10, free)),
      currency: outlet.currency,
    };
    const wanted = {
      outlet_id,
      business_date: outlet.business_date,
      room_type_id: type.id,
      start_date,
      end_date,
      ...party,
    };
    try {
      if (free < party.rooms) throw new DomainError('SOLD_OUT', { date: fullDate(type.nights, dates, party.rooms) });
      const { rate_plan_id, nights } = await priceRoom(tx, wanted);
      const one_room = nights.reduce((sum, night) => sum + night.price_minor + night.tax_minor, 0);
      offers.push({ ...shown, rate_plan_id, nights, total_minor: one_room * party.rooms, refused: null });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, message, details } = error;
      offers.push({ ...shown, rate_plan_id: null, nights: [], total_minor: 0, refused: { code, message, details } });
    }
  }
  return offers.sort(
    (a, b) => Number(a.refused !== null) - Number(b.refused !== null) || a.total_minor - b.total_minor,
  );
}

/** The first night that has too few rooms. */
function fullDate(nights: readonly { date: string; available: number }[], dates: readonly string[], rooms: number) {
  const free = new Map(nights.map(({ date, available }) => [date, available]));
  return dates.find((date) => (free.get(date) ?? 0) < rooms);
}
