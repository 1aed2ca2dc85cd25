/** A change of a stay: what is different, what that does to each night, and whether its price has to be asked. */
import type { StayChange } from '@hostelry/contracts/stays';
import type { PriceChanged, StayDetails } from '../queries.ts';

export interface StayValues {
  start_date: string;
  end_date: string;
  room_type_id: string;
  rate_plan_id: string | null;
  adults: number;
  children: number;
  guest_name: string;
  arrival_time: string;
  departure_time: string;
  price: 'KEEP' | 'REPRICE';
  override: boolean;
}

export const valuesOf = (stay: StayDetails): StayValues => ({
  start_date: stay.start_date,
  end_date: stay.end_date,
  room_type_id: stay.room_type_id,
  rate_plan_id: stay.rate_plan_id,
  adults: stay.adults,
  children: stay.children,
  guest_name: stay.guest_name ?? '',
  arrival_time: stay.arrival_time ?? '',
  departure_time: stay.departure_time ?? '',
  price: 'KEEP',
  override: false,
});

/** Only what differs, so that nothing is written that nobody touched. */
export function changeOf(stay: StayDetails, values: StayValues): StayChange {
  const before = valuesOf(stay);
  const { guest_name, arrival_time, departure_time, price, override, ...sale } = values;
  const change: Record<string, unknown> = Object.fromEntries(
    Object.entries(sale).filter(([name, value]) => before[name as keyof StayValues] !== value),
  );
  if (guest_name.trim() && guest_name.trim() !== before.guest_name) change.guest_name = guest_name.trim();
  if (arrival_time !== before.arrival_time) change.arrival_time = arrival_time || null;
  if (departure_time !== before.departure_time) change.departure_time = departure_time || null;
  if (price === 'REPRICE') change.price = price;
  if (override && Object.keys(change).length > 0) change.override = true;
  return change as StayChange;
}

const PRICED = ['start_date', 'end_date', 'room_type_id', 'rate_plan_id', 'adults', 'children', 'price'] as const;

/** Whether the change touches what is sold, so that its price is asked before it is made. */
export const touchesSale = (change: StayChange): boolean => PRICED.some((name) => change[name] !== undefined);

export interface NightRow {
  date: string;
  /** What the night costs with its taxes; null where the stay has no such night. */
  before_minor: number | null;
  after_minor: number | null;
}

/** Both prices of every night side by side. */
export function nightRows({ before, after }: Pick<PriceChanged, 'before' | 'after'>): NightRow[] {
  const price = (nights: PriceChanged['before']) =>
    new Map(nights.map(({ date, price_minor, tax_minor }) => [date, price_minor + tax_minor]));
  const [old, fresh] = [price(before), price(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].toSorted().map((date) => ({
    date,
    before_minor: old.get(date) ?? null,
    after_minor: fresh.get(date) ?? null,
  }));
}
