import { randomBytes } from 'node:crypto';
import {
  MOST_NIGHTS_PER_STAY,
  RESERVATION,
  type BOOKING_SOURCES,
  type Guarantee,
  type NewBooking,
  type ReservationStatus,
} from '@hostelry/contracts';
import type { Static } from 'typebox';
import { daysBetween, nightsOf } from '../../platform/clock.ts';
import { badField, DomainError } from '../../platform/errors.ts';
import { apportion } from '../../platform/money.ts';
import { stayTotal, type CancellationTerms } from '../rates/index.ts';
import { nightKey, type RoomNight } from '../rooms/index.ts';

/** One party's stay as it is to be booked: some rooms of one type over the same nights. */
export interface StayToBook {
  outlet_id: string;
  room_type_id: string;
  status: ReservationStatus;
  start_date: string;
  end_date: string;
  rooms: number;
  adults: number;
  children: number;
  guest: { name: string; email: string | null; phone: string | null } | null;
  rate_plan_id: string | null;
  /** What one room costs, night by night; empty for a day use. */
  nightly_prices_minor: readonly number[];
  /** What exclusive taxes and fees add to one room, night by night; nothing if left out. */
  nightly_taxes_minor?: readonly number[];
  cancellation_terms?: CancellationTerms | null;
  guarantee?: Guarantee;
  quote_id?: string | null;
  block?: BlockClaim;
  /** What the desk knows beyond the sale itself. */
  desk?: DeskNotes;
  currency: string;
  source: (typeof BOOKING_SOURCES)[number];
  external_key: string | null;
  channel: string | null;
  channel_id?: string;
  market_segment: string | null;
  country: string | null;
  meal_plan: string | null;
  booked_on: string;
  cancelled_on: string | null;
}

/** Who sends a booking, what was said about it, and until when it is only an option. */
export interface DeskNotes {
  company_id: string | null;
  company_name: string | null;
  notes: string;
  arrival_time: string | null;
  option_expires_at: string | null;
  /** Who sleeps in the rooms, where that is not the guest who books. */
  guest_name: string | null;
}

/** The group's block that a stay is picked up from, and the nights for which the block keeps a room. */
export interface BlockClaim {
  id: string;
  company_id: string | null;
  dates: readonly string[];
}

/** A booking ready to be written. */
export interface DraftBooking extends Omit<
  StayToBook,
  'guest' | 'nightly_prices_minor' | 'nightly_taxes_minor' | 'room_type_id'
> {
  id: string;
  confirmation_code: string;
  guest: (NonNullable<StayToBook['guest']> & { id: string }) | null;
  total_minor: number;
  /** What is in the total beside the rooms' prices. */
  tax_minor: number;
  reservations: DraftReservation[];
}

export interface DraftReservation {
  id: string;
  room_type_id: string;
  status: ReservationStatus;
  start_date: string;
  end_date: string;
  adults: number;
  children: number;
  total_minor: number;
  tax_minor: number;
  rate_plan_id: string | null;
  meal_plan: string | null;
  /** Its own, where the rooms of the booking are sold under different ones. */
  cancellation_terms: CancellationTerms | null;
  guest_name: string | null;
  arrival_time: string | null;
  /** What holds its room while it is an option. */
  hold_id: string | null;
  nights: { date: string; price_minor: number; tax_minor: number }[];
}

/** Whether a reservation of this status takes its rooms off the market. */
export function claimsRooms(status: ReservationStatus): boolean {
  return status === 'CONFIRMED' || status === 'IN_HOUSE' || status === 'CHECKED_OUT';
}

/** Turns a stay into a booking with one reservation per room; the party is spread evenly over the rooms. */
export function draftBooking(stay: StayToBook, newId: () => string, confirmation_code: string): DraftBooking {
  const { guest, nightly_prices_minor, nightly_taxes_minor, room_type_id, ...booking } = stay;
  const dates = nightsOf(stay.start_date, stay.end_date);
  if (dates.length !== nightly_prices_minor.length) throw new RangeError('a stay needs one price per night');
  const nights = dates.map((date, index) => ({
    date,
    price_minor: nightly_prices_minor[index]!,
    tax_minor: nightly_taxes_minor?.[index] ?? 0,
  }));
  const room_tax = stayTotal(nights.map((night) => night.tax_minor));
  const room_total = stayTotal(nightly_prices_minor) + room_tax;
  const [adults, children] = [stay.adults, stay.children].map((people) =>
    apportion(people, Array<number>(stay.rooms).fill(1)),
  );
  return {
    ...booking,
    id: newId(),
    confirmation_code,
    guest: guest && { id: newId(), ...guest },
    total_minor: room_total * stay.rooms,
    tax_minor: room_tax * stay.rooms,
    reservations: Array.from({ length: stay.rooms }, (_, room) => ({
      id: newId(),
      room_type_id,
      status: stay.status,
      start_date: stay.start_date,
      end_date: stay.end_date,
      adults: adults![room]!,
      children: children![room]!,
      total_minor: room_total,
      tax_minor: room_tax,
      rate_plan_id: stay.rate_plan_id,
      meal_plan: stay.meal_plan,
      cancellation_terms: null,
      guest_name: stay.desk?.guest_name ?? null,
      arrival_time: stay.desk?.arrival_time ?? null,
      hold_id: null,
      nights,
    })),
  };
}

/** Makes one booking of several drafts for one party: the first one's guest and code, everybody's rooms, people and money. */
export function joinDrafts(drafts: readonly DraftBooking[]): DraftBooking {
  const [first] = drafts;
  const sum = (of: (draft: DraftBooking) => number) => drafts.reduce((total, draft) => total + of(draft), 0);
  const terms = new Set(drafts.map((draft) => JSON.stringify(draft.cancellation_terms ?? null)));
  const same = <T>(of: (draft: DraftBooking) => T) =>
    drafts.every((draft) => of(draft) === of(first!)) ? of(first!) : null;
  return {
    ...first!,
    start_date: drafts.reduce((least, { start_date }) => (start_date < least ? start_date : least), first!.start_date),
    end_date: drafts.reduce((most, { end_date }) => (end_date > most ? end_date : most), first!.end_date),
    rooms: sum((draft) => draft.rooms),
    adults: sum((draft) => draft.adults),
    children: sum((draft) => draft.children),
    total_minor: sum((draft) => draft.total_minor),
    tax_minor: sum((draft) => draft.tax_minor),
    rate_plan_id: same((draft) => draft.rate_plan_id),
    meal_plan: same((draft) => draft.meal_plan),
    cancellation_terms: terms.size === 1 ? (first!.cancellation_terms ?? null) : null,
    reservations: drafts.flatMap(({ reservations, cancellation_terms = null }) =>
      terms.size === 1 ? reservations : reservations.map((room) => ({ ...room, cancellation_terms })),
    ),
  };
}

/** Rooms of one type and plan over the same nights, as they are asked for. */
export interface RoomLot {
  room_type_id: string;
  rate_plan_id: string | null;
  start_date: string;
  end_date: string;
  rooms: number;
  adults: number;
  children: number;
  child_ages?: readonly number[] | undefined;
  guest_name: string | null;
}

/** What is asked for, lot by lot: rooms of one type, or each room for itself. */
export function lotsOf(input: Omit<Static<typeof NewBooking>, 'guest'>): RoomLot[] {
  const { start_date, end_date, rate_plan_id = null } = input;
  if (!input.rooms) {
    if (!input.room_type_id) throw badField('room_type_id', 'is required where no rooms are given');
    const rooms = input.quantity ?? 1;
    const party = { rooms, adults: input.adults ?? rooms, children: input.children ?? 0, child_ages: input.child_ages };
    return [{ room_type_id: input.room_type_id, rate_plan_id, start_date, end_date, ...party, guest_name: null }];
  }
  if (input.room_type_id) throw badField('room_type_id', 'is left out where rooms are given');
  return input.rooms.map((room) => ({
    room_type_id: room.room_type_id,
    rate_plan_id: room.rate_plan_id ?? rate_plan_id,
    start_date: room.start_date ?? start_date,
    end_date: room.end_date ?? end_date,
    rooms: 1,
    adults: room.adults ?? 1,
    children: room.children ?? 0,
    child_ages: room.child_ages,
    guest_name: room.guest_name?.trim() ?? null,
  }));
}

/** How the counters of each night move, in the order in which nights are locked: one room sold, out of its block where it has one. */
export function claimsOf(bookings: readonly DraftBooking[]): (RoomNight & { sold: number; blocked: number })[] {
  const claims = new Map<string, RoomNight & { sold: number; blocked: number }>();
  for (const { reservations, block } of bookings) {
    for (const { room_type_id, status, nights } of reservations) {
      if (!claimsRooms(status)) continue;
      for (const { date } of nights) {
        const key = nightKey({ room_type_id, date });
        const claim = claims.get(key) ?? { room_type_id, date, sold: 0, blocked: 0 };
        claim.sold += 1;
        if (block?.dates.includes(date)) claim.blocked -= 1;
        claims.set(key, claim);
      }
    }
  }
  return [...claims].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, claim]) => claim);
}

/** Refuses a stay that no hotel can book: no night, too many nights, or an arrival before the open business day. */
export function expectBookableDates(stay: { start_date: string; end_date: string }, business_date: string): void {
  const nights = daysBetween(stay.start_date, stay.end_date);
  if (nights < 1) throw badField('end_date', 'must be after start_date');
  if (nights > MOST_NIGHTS_PER_STAY)
    throw badField('end_date', `must be within ${MOST_NIGHTS_PER_STAY} nights of start_date`);
  if (stay.start_date < business_date)
    throw new DomainError('STAY_IN_PAST', { start_date: stay.start_date, business_date });
}

/** Refuses a party that does not fit into its rooms. */
export function expectParty(party: { adults: number; children: number; rooms: number }, max_occupancy: number): void {
  const most = max_occupancy * party.rooms;
  if (party.adults + party.children > most) {
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'OCCUPANCY', guests: party.adults + party.children, most },
      `${party.rooms} room(s) of this type take at most ${most} guests.`,
    );
  }
}

/** Refuses a cancellation where a room of the booking is past the point at which it can be cancelled. */
export function expectCancellable(statuses: readonly ReservationStatus[]): void {
  const stuck = statuses.find((status) => status !== 'CANCELLED' && !RESERVATION[status].includes('CANCELLED'));
  if (stuck) throw new DomainError('ILLEGAL_TRANSITION', { from: stuck, to: 'CANCELLED', allowed: RESERVATION[stuck] });
}

/** 32 signs without those that look alike, so that a code survives being read out over the telephone. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A code that a guest can say and nobody can guess. */
export function newConfirmationCode(): string {
  return Array.from(randomBytes(8), (byte) => SIGNS[byte % SIGNS.length]).join('');
}
