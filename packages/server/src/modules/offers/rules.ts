import { randomBytes } from 'node:crypto';
import { MOST_NIGHTS_PER_STAY } from '@hostelry/contracts';
import { daysBetween } from '../../platform/clock.ts';
import { badField } from '../../platform/errors.ts';
import type { PricedStay, PricedType } from '../rates/index.ts';
import type { FreeStay } from '../rooms/index.ts';

/** Who comes, as asked: rooms, adults and children of the whole party. */
export interface AskedParty {
  rooms?: number | undefined;
  adults?: number | undefined;
  children?: number | undefined;
  child_ages?: readonly number[] | undefined;
}

export interface Party {
  rooms: number;
  adults: number;
  children: number;
  child_ages?: readonly number[] | undefined;
}

/** The party with what was left out: one adult a room, and as many children as ages were said. */
export function wholeParty({ rooms = 1, adults = rooms, children, child_ages }: AskedParty): Party {
  return { rooms, adults, children: Math.max(children ?? 0, child_ages?.length ?? 0), child_ages };
}

/** Why a stay cannot be sold: a rule, and the night it is about where it is about one (R12). */
export interface Obstacle {
  rule: string;
  date: string | null;
  value: number | null;
}

/** What stands in the way of a stay, apart from restrictions: who it is for, what is free, and its price. */
export function obstaclesOf(
  type: Pick<PricedType, 'max_occupancy'>,
  party: Party,
  free: FreeStay | undefined,
  priced: Pick<PricedStay, 'unpriced_on' | 'business_date'>,
  start_date: string,
): Obstacle[] {
  const obstacles: Obstacle[] = [];
  if (start_date < priced.business_date) obstacles.push({ rule: 'STAY_IN_PAST', date: start_date, value: null });
  const guests = Math.ceil((party.adults + party.children) / party.rooms);
  if (guests > type.max_occupancy) obstacles.push({ rule: 'OCCUPANCY', date: null, value: type.max_occupancy });
  if (!free) obstacles.push({ rule: 'NOT_LOADED', date: start_date, value: null });
  else if (free.units < party.rooms) {
    const rule = free.tightest.rule === 'AVAILABILITY' ? 'SOLD_OUT' : free.tightest.rule;
    obstacles.push({ rule, date: free.tightest.date, value: free.units });
  }
  if (priced.unpriced_on) obstacles.push({ rule: 'NO_PRICE', date: priced.unpriced_on, value: null });
  return obstacles;
}

/** Refuses dates that no stay has. */
export function expectStayDates(stay: { start_date: string; end_date: string }, field = ''): void {
  const nights = daysBetween(stay.start_date, stay.end_date);
  if (nights < 1) throw badField(`${field}end_date`, 'must be after start_date');
  if (nights > MOST_NIGHTS_PER_STAY)
    throw badField(`${field}end_date`, `must be within ${MOST_NIGHTS_PER_STAY} nights of start_date`);
}

/** Signs without those that look alike. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A short name for a quote that can be read out over the telephone. */
export function newQuoteCode(): string {
  return `Q${Array.from(randomBytes(7), (byte) => SIGNS[byte % SIGNS.length]).join('')}`;
}
