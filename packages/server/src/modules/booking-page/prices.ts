import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { expectPriced, expectSellable, priceStay, type PricedStay } from '../rates/index.ts';
import { expectParty } from '../reservations/index.ts';

export interface WantedRooms {
  outlet_id: string;
  business_date: string;
  room_type_id: string;
  start_date: string;
  end_date: string;
  rooms: number;
  adults: number;
  children: number;
  promotion_code?: string | undefined;
}

/** What one room of a type costs, night by night, in the plan that is open to everybody; a refusal where it may not be sold here. */
export async function priceRoom(tx: Tx, { outlet_id, business_date, ...wanted }: WantedRooms): Promise<PricedStay> {
  const { room_type_id, start_date, end_date, rooms, adults, children, promotion_code } = wanted;
  const price = found(await priceStay(tx, { ...wanted, rate_plan_id: null, booked_on: business_date }));
  expectParty({ rooms, adults, children }, price.max_occupancy);
  expectPriced(price, promotion_code);
  await expectSellable(tx, {
    outlet_id,
    room_type_id,
    rate_plan_id: price.rate_plan_id,
    channel: 'WEB',
    start_date,
    end_date,
    booked_on: business_date,
  });
  return price;
}

/** What a night of a type costs, date by date, whatever conditions its sale has; for a calendar of prices. */
export async function pricesByDate(
  tx: Tx,
  room_type_id: string,
  adults: number,
  dates: { start_date: string; end_date: string },
): Promise<Map<string, number>> {
  const wish = { room_type_id, rate_plan_id: null, ...dates, rooms: 1, adults, children: 0 };
  const { nights } = found(await priceStay(tx, wish));
  // A night that has no price yet is not shown as a gift.
  return new Map(
    nights.flatMap(({ date, price_minor, tax_minor }) => (price_minor > 0 ? [[date, price_minor + tax_minor]] : [])),
  );
}
