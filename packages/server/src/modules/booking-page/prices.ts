import { nightsOf } from '../../platform/clock.ts';
import type { Tx } from '../../platform/transaction.ts';
import { expectSellable } from '../rates/index.ts';
import { priceNights } from '../reservations/index.ts';

export interface WantedRooms {
  outlet_id: string;
  business_date: string;
  room_type_id: string;
  start_date: string;
  end_date: string;
  rooms: number;
  adults: number;
  children: number;
}

export interface PricedRoom {
  rate_plan_id: string | null;
  nights: { date: string; price_minor: number; tax_minor: number }[];
}

/** What one room of a type costs, night by night, in the plan that is open to everybody; a refusal where it may not be sold here. */
export async function priceRoom(tx: Tx, wanted: WantedRooms): Promise<PricedRoom> {
  const { outlet_id, room_type_id, start_date, end_date, rooms } = wanted;
  const fullest = {
    adults: Math.ceil(wanted.adults / rooms),
    children: Math.ceil(wanted.children / rooms),
  };
  const { rate_plan_id, nights } = await priceNights(
    tx,
    { room_type_id, rate_plan_id: null, start_date, end_date, ...fullest },
    { override: true },
  );
  await expectSellable(tx, {
    outlet_id,
    room_type_id,
    rate_plan_id,
    channel: 'WEB',
    start_date,
    end_date,
    booked_on: wanted.business_date,
  });
  return { rate_plan_id, nights };
}

/** What a night of a type costs two people, date by date, whatever conditions its sale has; for a calendar of prices. */
export async function pricesByDate(
  tx: Tx,
  room_type_id: string,
  adults: number,
  dates: { start_date: string; end_date: string },
): Promise<Map<string, number>> {
  const stay = { room_type_id, rate_plan_id: null, ...dates, adults, children: 0 };
  if (nightsOf(dates.start_date, dates.end_date).length === 0) return new Map();
  const { nights } = await priceNights(tx, stay, { override: true });
  return new Map(nights.map(({ date, price_minor, tax_minor }) => [date, price_minor + tax_minor]));
}
