import { mayBecome, nextStatuses, RESERVATION, type ReservationStatus, type StayChange } from '@hostelry/contracts';
import { addDays, nightsOf } from '../../../platform/clock.ts';
import { badField, DomainError } from '../../../platform/errors.ts';
import { stayTotal } from '../../rates/index.ts';
import type { CounterMove, RoomNight } from '../../rooms/index.ts';
import type { LockedNight, LockedStay } from './queries.ts';

/** Refuses a step that the life of a reservation does not have. */
export function expectStep(stay: { status: ReservationStatus }, to: ReservationStatus): void {
  if (!mayBecome(RESERVATION, stay.status, to))
    throw new DomainError('ILLEGAL_TRANSITION', {
      from: stay.status,
      to,
      allowed: nextStatuses(RESERVATION, stay.status),
    });
}

/** What a stay's dates, type, plan and party are to be. */
export interface WantedStay {
  start_date: string;
  end_date: string;
  room_type_id: string;
  rate_plan_id: string | null;
  adults: number;
  children: number;
}

/** The stay with what a change says, and the rest as it is. */
export function wantedStay(stay: LockedStay, change: StayChange): WantedStay {
  return {
    start_date: change.start_date ?? stay.start_date,
    end_date: change.end_date ?? stay.end_date,
    room_type_id: change.room_type_id ?? stay.room_type_id,
    rate_plan_id: change.rate_plan_id === undefined ? stay.rate_plan_id : change.rate_plan_id,
    adults: change.adults ?? stay.adults,
    children: change.children ?? stay.children,
  };
}

/**
 * Refuses dates that cannot be: a guest in house has arrived and can leave today at the earliest; one who is expected
 * cannot have come before the open business day.
 */
export function expectChangeableDates(stay: LockedStay, wanted: WantedStay): void {
  if (wanted.end_date <= wanted.start_date) throw badField('end_date', 'must be after start_date');
  if (stay.status === 'IN_HOUSE') {
    if (wanted.start_date !== stay.start_date) throw badField('start_date', 'cannot change once the guest is in house');
    if (wanted.end_date < stay.business_date && wanted.end_date !== stay.end_date)
      throw new DomainError('STAY_IN_PAST', { end_date: wanted.end_date, business_date: stay.business_date });
    if (wanted.room_type_id !== stay.room_type_id)
      throw badField('room_type_id', 'changes by moving the guest to another room');
  } else if (wanted.start_date !== stay.start_date && wanted.start_date < stay.business_date)
    throw new DomainError('STAY_IN_PAST', { start_date: wanted.start_date, business_date: stay.business_date });
}

/** A night with the price it is sold at. */
export type PricedNight = Pick<LockedNight, 'date' | 'price_minor' | 'tax_minor'>;

/**
 * The nights of the changed stay. What has been slept, and with KEEP every night that stays in its type, keeps the
 * price it was sold at; the rest takes the price of today.
 */
export function changedNights(
  stay: LockedStay,
  wanted: WantedStay,
  priced: readonly PricedNight[],
  price: 'KEEP' | 'REPRICE',
): Omit<LockedNight, 'claim'>[] {
  const known = new Map(stay.nights.map((night) => [night.date, night]));
  const fresh = new Map(priced.map((night) => [night.date, night]));
  return nightsOf(wanted.start_date, wanted.end_date).map((date) => {
    const before = known.get(date);
    const slept = stay.status === 'IN_HOUSE' && date < stay.business_date;
    if (before && (slept || (price === 'KEEP' && before.room_type_id === wanted.room_type_id)))
      return { date, room_type_id: before.room_type_id, price_minor: before.price_minor, tax_minor: before.tax_minor };
    const { price_minor, tax_minor } = fresh.get(date)!;
    return { date, room_type_id: wanted.room_type_id, price_minor, tax_minor };
  });
}

/** How the counters move from one set of nights to another: what is given back, what is taken, what stays (R5, R7). */
export function movesBetween(
  before: readonly RoomNight[],
  after: readonly RoomNight[],
): (CounterMove & { sold: number })[] {
  const moves = new Map<string, CounterMove & { sold: number }>();
  const count = ({ room_type_id, date }: RoomNight, sold: number) => {
    const key = `${room_type_id} ${date}`;
    const known = moves.get(key);
    if (known) known.sold += sold;
    else moves.set(key, { room_type_id, date, sold });
  };
  for (const night of before) count(night, -1);
  for (const night of after) count(night, 1);
  return [...moves]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, move]) => move)
    .filter((move) => move.sold !== 0);
}

/** What the nights cost together: their prices, and what comes on top. */
export function totalsOfNights(nights: readonly Pick<LockedNight, 'price_minor' | 'tax_minor'>[]) {
  const tax_minor = stayTotal(nights.map((night) => night.tax_minor));
  return { total_minor: stayTotal(nights.map((night) => night.price_minor)) + tax_minor, tax_minor };
}

/** When a guest who leaves on the business date has left: at least one night stays sold, future ones go back (R8). */
export function earlyDeparture(stay: LockedStay): string {
  const first_possible = addDays(stay.start_date, stay.nights.length > 0 ? 1 : 0);
  const leaves = stay.business_date > first_possible ? stay.business_date : first_possible;
  return leaves < stay.end_date ? leaves : stay.end_date;
}
