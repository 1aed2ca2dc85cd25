import type { AssignmentReason, HousekeepingStatus, NO_ROOM_REASONS } from '@hostelry/contracts';
import { addDays } from '../../platform/clock.ts';

/**
 * Which room for whom. A stay gets one room for all its nights, or none: nobody is asked to move. Rooms that are taken,
 * by guests with a room of their own or by repairs, are never touched, and so neither is what a person decided.
 */
export interface RoomToGive {
  id: string;
  number: string;
  floor: number;
  room_type_id: string;
  housekeeping_status: HousekeepingStatus;
  is_accessible: boolean;
  is_smoking: boolean;
  view: string;
  features: readonly string[];
  connecting_room_ids: readonly string[];
  /** Whether somebody is in it now. */
  is_occupied: boolean;
}

export interface TakenStretch {
  room_id: string;
  start_date: string;
  end_date: string;
}

export interface StayToPlace {
  id: string;
  booking_id: string;
  room_type_id: string;
  start_date: string;
  end_date: string;
  preferences: readonly string[];
}

export interface Placement {
  stay_id: string;
  room_id: string;
  reasons: AssignmentReason[];
  preferences_met: string[];
  preferences_missed: string[];
}

export interface Plan {
  placements: Placement[];
  left: { stay_id: string; reason: (typeof NO_ROOM_REASONS)[number] }[];
  /** Single free nights between two stretches, over all the rooms. */
  gaps_before: number;
  gaps_after: number;
}

export interface House {
  rooms: readonly RoomToGive[];
  taken: readonly TakenStretch[];
  business_date: string;
}

/** What a guest may ask of a room, and whether a room grants it; other wishes are for housekeeping and the kitchen. */
const GRANTS: Record<string, (room: RoomToGive, floors: { lowest: number; highest: number }) => boolean> = {
  HIGH_FLOOR: (room, { lowest, highest }) =>
    room.features.includes('HIGH_FLOOR') || room.floor > (lowest + highest) / 2,
  LOW_FLOOR: (room, { lowest, highest }) => room.floor <= (lowest + highest) / 2,
  QUIET_ROOM: (room) => room.features.includes('QUIET') || room.view === 'COURTYARD' || room.view === 'GARDEN',
  NEAR_LIFT: (room) => room.features.includes('NEAR_LIFT'),
  VIEW: (room) => ['RIVER', 'SEA', 'GARDEN', 'CITY'].includes(room.view),
  BATHTUB: (room) => room.features.includes('BATHTUB'),
  ACCESSIBLE: (room) => room.is_accessible,
  NON_SMOKING: (room) => !room.is_smoking,
  COT: (room) => room.features.includes('COT_FITS'),
};

/** Rooms as the plan fills them: who is in each, in order of date. */
type Filled = Map<string, TakenStretch[]>;

interface Choice {
  room: RoomToGive;
  met: string[];
  missed: string[];
  adjacent: boolean;
  ready: boolean;
  gaps: number;
  candidates: number;
}

type Better = (one: Choice, other: Choice) => number;

const byWishes: Better = (a, b) => b.met.length - a.met.length;
const byParty: Better = (a, b) => Number(b.adjacent) - Number(a.adjacent);
const byGaps: Better = (a, b) => a.gaps - b.gaps;
const byReady: Better = (a, b) => Number(b.ready) - Number(a.ready);
const byNumber: Better = (a, b) =>
  a.room.number.localeCompare(b.room.number, 'en', { numeric: true }) || (a.room.id < b.room.id ? -1 : 1);

const inOrder =
  (...rules: Better[]): Better =>
  (a, b) => {
    for (const rule of rules) {
      const verdict = rule(a, b);
      if (verdict !== 0) return verdict;
    }
    return 0;
  };

const FIRST_FIT = byNumber;
/** What a careful clerk would try: the guest's wishes first, or the house's gaps first. */
const WAYS: readonly Better[] = [
  inOrder(byWishes, byParty, byGaps, byReady, byNumber),
  inOrder(byGaps, byWishes, byParty, byReady, byNumber),
  FIRST_FIT,
];

/**
 * Gives rooms to stays. Every way of a careful clerk is tried, and the first free room as well; of the plans that place
 * the most stays and leave no more one-night gaps than the first free room would, the one that keeps the most wishes wins.
 */
export function planRooms(house: House, stays: readonly StayToPlace[]): Plan {
  const plans = WAYS.map((better) => fill(house, stays, better));
  const most = Math.max(...plans.map((plan) => plan.placements.length));
  const full = plans.filter((plan) => plan.placements.length === most);
  const first_fit = plans.at(-1)!;
  const bound =
    first_fit.placements.length === most ? first_fit.gaps_after : Math.min(...full.map((plan) => plan.gaps_after));
  const wishes = (plan: Plan) => plan.placements.reduce((sum, { preferences_met }) => sum + preferences_met.length, 0);
  return full
    .filter((plan) => plan.gaps_after <= bound)
    .reduce((best, plan) =>
      wishes(plan) > wishes(best) || (wishes(plan) === wishes(best) && plan.gaps_after < best.gaps_after) ? plan : best,
    );
}

/** The plan of whoever takes the first free room; what the others are measured against. */
export const firstFit = (house: House, stays: readonly StayToPlace[]): Plan => fill(house, stays, FIRST_FIT);

function fill(house: House, stays: readonly StayToPlace[], better: Better): Plan {
  const filled: Filled = new Map(house.rooms.map(({ id }) => [id, []]));
  for (const stretch of house.taken) filled.get(stretch.room_id)?.push(stretch);
  const gaps_before = gapsIn(filled);
  const plan: Plan = { placements: [], left: [], gaps_before, gaps_after: 0 };
  const rooms_of_booking = new Map<string, string[]>();
  for (const stay of [...stays].sort(earlierAndLonger)) {
    const choices = choicesFor(stay, house, filled, rooms_of_booking.get(stay.booking_id) ?? []);
    const best = choices.toSorted(better)[0];
    if (!best) {
      const exists = house.rooms.some(({ room_type_id }) => room_type_id === stay.room_type_id);
      plan.left.push({ stay_id: stay.id, reason: exists ? 'NO_ROOM_ALL_NIGHTS' : 'NO_SUCH_ROOMS' });
      continue;
    }
    filled.get(best.room.id)!.push({ room_id: best.room.id, start_date: stay.start_date, end_date: stay.end_date });
    rooms_of_booking.set(stay.booking_id, [...(rooms_of_booking.get(stay.booking_id) ?? []), best.room.id]);
    plan.placements.push(placementOf(stay, best));
  }
  return { ...plan, gaps_after: gapsIn(filled) };
}

/** Whoever comes first, and of those whoever stays longest, is hardest to place later. */
function earlierAndLonger(a: StayToPlace, b: StayToPlace): number {
  if (a.start_date !== b.start_date) return a.start_date < b.start_date ? -1 : 1;
  if (a.end_date !== b.end_date) return a.end_date > b.end_date ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function choicesFor(stay: StayToPlace, house: House, filled: Filled, party: readonly string[]): Choice[] {
  const floors = house.rooms.map(({ floor }) => floor);
  const span = { lowest: Math.min(...floors), highest: Math.max(...floors) };
  const wishes = stay.preferences.filter((wish) => wish in GRANTS);
  const own = house.rooms.filter(
    (room) => room.room_type_id === stay.room_type_id && isFree(filled.get(room.id)!, stay),
  );
  return own.map((room) => ({
    room,
    met: wishes.filter((wish) => GRANTS[wish]!(room, span)),
    missed: wishes.filter((wish) => !GRANTS[wish]!(room, span)),
    adjacent: party.some((id) =>
      isNextTo(
        room,
        house.rooms.find((other) => other.id === id)!,
      ),
    ),
    ready: isReady(room, stay, house.business_date),
    gaps: gapsAround(filled.get(room.id)!, stay),
    candidates: own.length,
  }));
}

function placementOf(stay: StayToPlace, { room, met, missed, adjacent, ready, gaps, candidates }: Choice): Placement {
  const reasons: AssignmentReason[] = [];
  if (met.length > 0) reasons.push('PREFERENCE');
  if (adjacent) reasons.push('NEXT_TO_PARTY');
  if (ready) reasons.push('READY_NOW');
  if (gaps < 0) reasons.push('NO_GAP');
  if (candidates === 1) reasons.push('ONLY_ROOM');
  return {
    stay_id: stay.id,
    room_id: room.id,
    reasons: reasons.length > 0 ? reasons : ['FREE'],
    preferences_met: met,
    preferences_missed: missed,
  };
}

/** Who arrives today would rather not wait for the cleaner. */
function isReady(room: RoomToGive, stay: StayToPlace, business_date: string): boolean {
  const clean = room.housekeeping_status === 'CLEAN' || room.housekeeping_status === 'INSPECTED';
  return stay.start_date <= business_date && clean && !room.is_occupied;
}

function isNextTo(room: RoomToGive, other: RoomToGive): boolean {
  if (room.connecting_room_ids.includes(other.id) || other.connecting_room_ids.includes(room.id)) return true;
  const [a, b] = [Number(room.number), Number(other.number)];
  return room.floor === other.floor && Number.isInteger(a) && Number.isInteger(b) && Math.abs(a - b) === 1;
}

const isFree = (stretches: readonly TakenStretch[], stay: StayToPlace) =>
  stretches.every((taken) => taken.end_date <= stay.start_date || taken.start_date >= stay.end_date);

/** By how many one-night gaps a room has more, or fewer, once the stay is in it. */
function gapsAround(stretches: readonly TakenStretch[], stay: StayToPlace): number {
  return oneNightGaps([...stretches, { room_id: '', ...stay }]) - oneNightGaps(stretches);
}

const gapsIn = (filled: Filled) => [...filled.values()].reduce((sum, stretches) => sum + oneNightGaps(stretches), 0);

/** Nights that stand alone between two stretches: hard to sell, and cleaned twice. */
export function oneNightGaps(stretches: readonly Pick<TakenStretch, 'start_date' | 'end_date'>[]): number {
  const order = stretches.toSorted((a, b) => (a.start_date < b.start_date ? -1 : 1));
  return order.filter(({ start_date }, index) => index > 0 && addDays(order[index - 1]!.end_date, 1) === start_date)
    .length;
}
