import type { ReservationStatus } from '@hostelry/contracts';
import { DomainError, found } from '../platform/errors.ts';
import { addDays, nightsOf } from '../platform/clock.ts';
import { systemActor } from '../platform/actor.ts';
import type { Database, Tx } from '../platform/transaction.ts';
import { findOutlet } from '../modules/outlets/index.ts';
import {
  bookRooms,
  bookStays,
  cancelBooking,
  lockBooking,
  saleTermsOf,
  someConfirmedBooking,
  type StayToBook,
} from '../modules/reservations/index.ts';
import { createRoom, createRoomType, preloadInventory, roomTypesOf } from '../modules/rooms/index.ts';
import { giveRooms } from './hotel-desk.ts';
import { openGuestFolios } from './hotel-folios.ts';
import type { DemoGroup } from './group.ts';
import { decideWhatToSell } from './hotel-inventory.ts';
import { priceRooms, quoteRooms } from './hotel-rates.ts';
import { GUEST_NAMES } from './guest-names.ts';
import { closePastDays } from './hotel-audit.ts';
import { picker, seededRandom, type Picker } from './random.ts';

/** 60 rooms, ten on each of six floors, counted out by type from the first floor up. */
const TYPES = [
  { code: 'SGL', name: 'Single', units: 10, base_occupancy: 1, max_occupancy: 1, price_minor: 8_900 },
  { code: 'DBL', name: 'Double', units: 22, base_occupancy: 2, max_occupancy: 3, price_minor: 12_900 },
  { code: 'TWN', name: 'Twin', units: 14, base_occupancy: 2, max_occupancy: 2, price_minor: 12_500 },
  { code: 'FAM', name: 'Family', units: 8, base_occupancy: 3, max_occupancy: 5, price_minor: 17_900 },
  { code: 'STE', name: 'Suite with river view', units: 6, base_occupancy: 2, max_occupancy: 4, price_minor: 24_900 },
] as const;
type DemoType = (typeof TYPES)[number];

const ROOMS_PER_FLOOR = 10;
const PAST_NIGHTS = 14;
const OPEN_NIGHTS = 400;
const STAYS = { CHECKED_OUT: 18, IN_HOUSE: 28, NO_SHOW: 2, CANCELLED: 9, CONFIRMED: 64 } as const;

/** The demo's city hotel: its rooms and prices, an open calendar, and the bookings of a hotel in full swing. */
export async function seedHotel(database: Database, group: DemoGroup): Promise<void> {
  // The books are brought in quietly: nobody wants a hundred notifications of bookings made before they started.
  await database.inTenant(systemActor(group.tenant_id, 'import'), async (tx) => {
    const outlet = found(await findOutlet(tx, group.hotel_id));
    const room_type_ids = await openRooms(tx, outlet);
    const pick = picker(seededRandom(20_260_615));
    await bookStays(tx, demoStays(outlet, room_type_ids, pick));
    await closePastDays(tx, outlet, PAST_NIGHTS);
    await decideWhatToSell(tx, outlet, room_type_ids);
    await giveRooms(tx, outlet);
    await openGuestFolios(tx, group.hotel_id);
    await quoteRooms(tx, outlet, room_type_ids.get('DBL')!);
  });
}

async function openRooms(
  tx: Tx,
  outlet: { id: string; kind: string; business_date: string },
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  let room = 0;
  for (const { units, price_minor: _, ...details } of TYPES) {
    const type = await createRoomType(tx, outlet, { outlet_id: outlet.id, total_units: units, ...details });
    ids.set(type.code, type.id);
    await preloadInventory(tx, type, {
      start_date: addDays(outlet.business_date, -PAST_NIGHTS),
      end_date: addDays(outlet.business_date, OPEN_NIGHTS),
    });
    for (let unit = 0; unit < units; unit += 1, room += 1) {
      const floor = 1 + Math.floor(room / ROOMS_PER_FLOOR);
      const housekeeping_status = room % 7 === 3 ? 'DIRTY' : room % 11 === 5 ? 'INSPECTED' : 'CLEAN';
      await createRoom(tx, type, {
        room_type_id: type.id,
        number: `${floor}${String(1 + (room % ROOMS_PER_FLOOR)).padStart(2, '0')}`,
        floor,
        housekeeping_status,
      });
    }
  }
  await priceRooms(
    tx,
    outlet,
    TYPES.map((type) => ({ ...type, id: ids.get(type.code)! })),
  );
  return ids;
}

/** Stays around the business date, each on nights that still have a room. */
function demoStays(
  outlet: { id: string; currency: string; business_date: string },
  room_type_ids: ReadonlyMap<string, string>,
  pick: Picker,
): StayToBook[] {
  const taken = new Map<string, number>();
  const stays: StayToBook[] = [];
  for (const [status, wanted] of Object.entries(STAYS) as [ReservationStatus, number][]) {
    for (let made = 0, tries = 0; made < wanted && tries < wanted * 20; tries += 1) {
      const type = pick.weighted(TYPES, (candidate) => candidate.units);
      const dates = datesOf(status, outlet.business_date, pick);
      const rooms = status === 'CONFIRMED' && pick.below(8) === 0 ? 2 : 1;
      const nights = nightsOf(dates.start_date, dates.end_date).map((night) => `${type.code} ${night}`);
      if (nights.some((night) => (taken.get(night) ?? 0) + rooms > type.units)) continue;
      for (const night of nights) taken.set(night, (taken.get(night) ?? 0) + rooms);
      stays.push(stayOf(outlet, type, room_type_ids.get(type.code)!, status, dates, rooms, pick));
      made += 1;
    }
  }
  return stays;
}

function datesOf(status: ReservationStatus, today: string, pick: Picker): { start_date: string; end_date: string } {
  const nights = 1 + pick.below(5);
  const from = (days: number, length = nights) => ({
    start_date: addDays(today, days),
    end_date: addDays(today, days + length),
  });
  switch (status) {
    case 'CHECKED_OUT':
      return from(-nights - pick.below(6));
    case 'IN_HOUSE': {
      const since = 1 + pick.below(4);
      return from(-since, since + pick.below(5));
    }
    case 'NO_SHOW':
      return from(-1 - pick.below(3));
    // Half of what is to come arrives within the week, the rest over three months.
    default:
      return from(pick.below(2) === 0 ? pick.below(7) : pick.below(90));
  }
}

function stayOf(
  outlet: { id: string; currency: string; business_date: string },
  type: DemoType,
  room_type_id: string,
  status: ReservationStatus,
  dates: { start_date: string; end_date: string },
  rooms: number,
  pick: Picker,
): StayToBook {
  const lead_days = 1 + pick.below(60);
  const before = dates.start_date < outlet.business_date ? dates.start_date : outlet.business_date;
  return {
    ...dates,
    ...partyOf(type, rooms, pick),
    outlet_id: outlet.id,
    room_type_id,
    status,
    guest: guestOf(pick),
    rate_plan_id: null,
    nightly_prices_minor: nightsOf(dates.start_date, dates.end_date).map(() => type.price_minor),
    currency: outlet.currency,
    source: 'DIRECT',
    external_key: null,
    meal_plan: null,
    market_segment: null,
    channel: pick.one(['Web', 'Telephone', 'Walk-in', 'Travel agent']),
    country: null,
    booked_on: addDays(before, -lead_days),
    cancelled_on: status === 'CANCELLED' ? addDays(before, -pick.below(lead_days)) : null,
  };
}

function partyOf(type: DemoType, rooms: number, pick: Picker): { rooms: number; adults: number; children: number } {
  const adults = Math.min(2, type.max_occupancy);
  return { rooms, adults: adults * rooms, children: type.code === 'FAM' ? 1 + pick.below(2) : 0 };
}

function guestOf(pick: Picker): NonNullable<StayToBook['guest']> {
  const name = pick.one(GUEST_NAMES);
  const address = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .trim()
    .replaceAll(/ +/g, '.');
  return {
    name,
    email: `${address}@example.com`,
    phone: `+351 9${pick.below(10)}${String(pick.below(10_000_000)).padStart(7, '0')}`,
  };
}

/** As many bookings as the demo's hotel has ahead of it before the simulator only cancels, so that it never fills up. */
const MOST_AHEAD = 180;

/** The simulator's beat: now and then somebody books, more rarely somebody cancels. */
export async function liveHotel(database: Database, group: DemoGroup, random: () => number, _now: Date): Promise<void> {
  const chance = random();
  if (chance > 0.03) return;
  const pick = picker(random);
  try {
    await database.inTenant(group.actor, async (tx) => {
      const crowded = await someConfirmedBooking(tx, group.hotel_id, MOST_AHEAD);
      await (crowded || chance < 0.008 ? cancelOne(tx, group, pick) : bookOne(tx, group, pick));
    });
  } catch (error) {
    // A guest who finds the house full, or the desk busy, goes elsewhere; that is part of a hotel's day.
    if (!(error instanceof DomainError)) throw error;
  }
}

async function bookOne(tx: Tx, group: DemoGroup, pick: Picker): Promise<void> {
  const types = await roomTypesOf(tx, group.hotel_id);
  const type = pick.weighted(TYPES, (candidate) => candidate.units);
  const room_type_id = types.get(type.code)?.id;
  const outlet = found(await findOutlet(tx, group.hotel_id));
  const start_date = addDays(outlet.business_date, pick.below(60));
  const end_date = addDays(start_date, 1 + pick.below(4));
  const terms = room_type_id && (await saleTermsOf(tx, room_type_id, null, { start_date, end_date }));
  // A person may have renamed the demo's types; the simulator then leaves the hotel to them.
  if (!terms) return;
  const { name, email, phone } = guestOf(pick);
  const { adults, children } = partyOf(type, 1, pick);
  await bookRooms(tx, terms, {
    room_type_id: terms.room_type_id,
    start_date,
    end_date,
    quantity: 1,
    adults,
    children,
    guest: { name, email: email ?? undefined, phone: phone ?? undefined },
  });
}

async function cancelOne(tx: Tx, group: DemoGroup, pick: Picker): Promise<void> {
  const id = await someConfirmedBooking(tx, group.hotel_id, pick.below(40));
  const booking = id && (await lockBooking(tx, id));
  if (booking) await cancelBooking(tx, booking, { reason: 'Plans changed' });
}
