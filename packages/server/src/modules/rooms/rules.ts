import { nightsOf } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';

/** The counters of one room type on one night. */
export interface NightCounters {
  date: string;
  physical: number;
  out_of_order: number;
  sold: number;
  blocked: number;
  held: number;
  sell_limit: number;
  /** The property sells nothing of the type on this night. */
  is_closed?: boolean;
  /** What the house as a whole can still take, on nights that limit it. */
  house_available?: number | null;
}

/** Units that can still be sold on a night (R1): of the type, and of the house where it is limited as a whole. */
export function availableUnits(night: Omit<NightCounters, 'date'>): number {
  const own = night.physical + night.sell_limit - night.out_of_order - night.sold - night.blocked - night.held;
  if (night.is_closed) return Math.min(own, 0);
  return Math.min(own, night.house_available ?? own);
}

/** Why a night has no more units: the property closed it, limits the house as a whole, or the type itself is full. */
export type ShortageRule = 'CLOSED' | 'HOUSE_LIMIT' | 'AVAILABILITY';

/** A night of one room type. */
export interface RoomNight {
  room_type_id: string;
  date: string;
}

/** One line for a map: a room type and a night. */
export function nightKey(night: RoomNight): string {
  return `${night.room_type_id} ${night.date}`;
}

/** How many units each night is asked for, in the order in which nights are locked: by room type, then by date. */
export function demandPerNight(nights: Iterable<RoomNight>): Map<string, RoomNight & { units: number }> {
  const demand = new Map<string, RoomNight & { units: number }>();
  for (const night of nights) {
    const known = demand.get(nightKey(night));
    if (known) known.units += 1;
    else demand.set(nightKey(night), { room_type_id: night.room_type_id, date: night.date, units: 1 });
  }
  return new Map([...demand].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** By how many units each counter of a night moves; what is left out stays. */
export interface CounterMove extends RoomNight {
  sold?: number;
  held?: number;
  blocked?: number;
  out_of_order?: number;
}

/** One move per night: a statement can touch a row only once. */
export function mergeMoves(moves: readonly CounterMove[]): Required<CounterMove>[] {
  const merged = new Map<string, Required<CounterMove>>();
  for (const { room_type_id, date, sold = 0, held = 0, blocked = 0, out_of_order = 0 } of moves) {
    const known = merged.get(nightKey({ room_type_id, date }));
    if (!known) merged.set(nightKey({ room_type_id, date }), { room_type_id, date, sold, held, blocked, out_of_order });
    else {
      known.sold += sold;
      known.held += held;
      known.blocked += blocked;
      known.out_of_order += out_of_order;
    }
  }
  return [...merged.values()];
}

/** The answer to "are so many units free on every night of the stay"; refuses, naming the first, when a night was never loaded. */
export function answerCheck(
  room_type_id: string,
  stay: { start_date: string; end_date: string; quantity?: number },
  nights: readonly { date: string; available: number }[],
): { available: boolean; units: number; nights: { date: string; available: number }[] } {
  const loaded = new Map(nights.map((night) => [night.date, night.available]));
  const missing = nightsOf(stay.start_date, stay.end_date).find((date) => !loaded.has(date));
  if (missing) throw new DomainError('NIGHTS_NOT_LOADED', { date: missing, room_type_id });
  const units = Math.max(0, Math.min(...loaded.values()));
  return {
    available: units >= (stay.quantity ?? 1),
    units,
    nights: nights.map(({ date, available }) => ({ date, available })),
  };
}

/** A night with what is free on it. */
export type FreeNight = NightCounters & RoomNight & { outlet_id?: string; available: number };

type Demand = RoomNight & { units: number };

/** Whether every night is there with the units asked for; who asks for none is never short. */
export function hasEnough(demand: readonly Demand[], nights: ReadonlyMap<string, { available: number }>): boolean {
  return demand.every((night) => night.units <= (nights.get(nightKey(night))?.available ?? -1));
}

/** Refuses unless every night has the units asked for, naming the first that has not and the rule (R12): all nights or nothing (R4). */
export function expectEnough(demand: readonly Demand[], nights: ReadonlyMap<string, FreeNight>): void {
  for (const { date, room_type_id } of demand)
    if (!nights.has(nightKey({ date, room_type_id })))
      throw new DomainError('NIGHTS_NOT_LOADED', { date, room_type_id });
  const inHouse = new Map<string, number>();
  for (const { units, ...night } of demand) {
    const free = nights.get(nightKey(night))!;
    if (units > 0 && units > free.available) throw refusalOn(free, units, ruleOf(free));
    if (free.house_available === null || free.house_available === undefined) continue;
    const house = `${free.outlet_id} ${night.date}`;
    const wanted = (inHouse.get(house) ?? 0) + units;
    inHouse.set(house, wanted);
    if (units > 0 && wanted > free.house_available) throw refusalOn(free, wanted, 'HOUSE_LIMIT');
  }
}

function ruleOf(night: FreeNight): ShortageRule {
  if (night.is_closed) return 'CLOSED';
  const own = availableUnits({ ...night, house_available: null });
  return night.available < own ? 'HOUSE_LIMIT' : 'AVAILABILITY';
}

function refusalOn(night: FreeNight, wanted: number, rule: ShortageRule): DomainError {
  const { date, room_type_id } = night;
  const available = Math.max(0, night.available);
  const details = { rule, date, room_type_id, available, wanted };
  if (rule === 'CLOSED') return new DomainError('RESTRICTED', details, `This room type is closed to sale on ${date}.`);
  if (rule === 'HOUSE_LIMIT')
    return new DomainError('SOLD_OUT', details, `On ${date} the house as a whole takes only ${available} more rooms.`);
  return new DomainError('SOLD_OUT', details);
}
