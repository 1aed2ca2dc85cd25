/** Arithmetic of stays and of the availability grid. Nights are civil dates, so no timezone can shift them. */
import type { InventoryCalendar, InventoryNight } from '@hostelry/contracts/rooms';
import type { Static } from 'typebox';

export type Calendar = Static<typeof InventoryCalendar>;
export type CalendarType = Calendar['room_types'][number];
export type Night = Static<typeof InventoryNight>;

/** A run of nights of one room type, both ends included. */
export interface NightRange {
  room_type_id: string;
  first: string;
  last: string;
}

const DAY_MS = 86_400_000;
const instantOf = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** The civil date so many days later; earlier when negative. */
export const addDays = (date: string, days: number): string =>
  new Date(instantOf(date) + days * DAY_MS).toISOString().slice(0, 10);

/** Nights between an arrival and a departure. */
export const nightsBetween = (start: string, end: string): number =>
  Math.round((instantOf(end) - instantOf(start)) / DAY_MS);

/** So many dates, one after the other. */
export const datesFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, day) => addDays(first, day));

/** Saturday or Sunday. */
export const isWeekend = (date: string): boolean => [0, 6].includes(new Date(instantOf(date)).getUTCDay());

/** Whether the text is a civil date that exists; an address can hold anything. */
export const isCivilDate = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instantOf(text)) && addDays(text, 0) === text;

/** The range between two nights of one row, whichever was touched first. */
export const rangeOf = (room_type_id: string, one: string, other: string): NightRange =>
  one <= other ? { room_type_id, first: one, last: other } : { room_type_id, first: other, last: one };

/** Whether a night of a row lies in the range. */
export const holds = (range: NightRange | null, room_type_id: string, date: string): boolean =>
  range !== null && range.room_type_id === room_type_id && range.first <= date && date <= range.last;

export const LEVELS = ['open', 'low', 'tight', 'full'] as const;
export type Level = (typeof LEVELS)[number];

/** Rooms that could be sold that night, were nobody in them. */
export const sellableOf = (night: Night): number => Math.max(0, night.physical + night.sell_limit - night.out_of_order);

/** How full a night is: the tint of its cell. */
export function levelOf(available: number, sellable: number): Level {
  if (available <= 0) return 'full';
  const share = available / Math.max(1, sellable);
  if (share <= 0.15) return 'tight';
  return share <= 0.4 ? 'low' : 'open';
}

/** One night of the whole house. */
export interface HouseNight {
  available: number;
  /** Rooms available: physical without out of order. The base of the occupancy. */
  base: number;
  sold: number;
  /** The most rooms that the house takes that night; null where the types count for themselves. */
  limit: number | null;
  /** Sold ÷ base; 0 where there is nothing to sell. */
  occupancy: number;
}

/** The house's totals per date; a date on which no type is loaded is absent. */
export function houseNights(types: readonly CalendarType[], limits: Calendar['house'] = []): Map<string, HouseNight> {
  const house = new Map<string, HouseNight>();
  for (const night of types.flatMap((type) => type.nights)) {
    const sum = house.get(night.date) ?? { available: 0, base: 0, sold: 0, limit: null, occupancy: 0 };
    sum.available += Math.max(0, night.available);
    sum.base += Math.max(0, night.physical - night.out_of_order);
    sum.sold += night.sold;
    sum.occupancy = sum.base === 0 ? 0 : sum.sold / sum.base;
    house.set(night.date, sum);
  }
  // A limit on the house is less than what its types have left together.
  for (const { date, most_units, available } of limits) {
    const night = house.get(date);
    if (!night) continue;
    night.limit = most_units;
    night.available = Math.max(0, Math.min(night.available, available));
  }
  return house;
}

/** Units of a type that are free on every night of a stay; null when a night is not loaded. */
export function unitsOver(type: CalendarType, start: string, end: string): number | null {
  const nights = type.nights.filter(({ date }) => start <= date && date < end);
  if (nights.length === 0 || nights.length < nightsBetween(start, end)) return null;
  return Math.max(0, Math.min(...nights.map(({ available }) => available)));
}
