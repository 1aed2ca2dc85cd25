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
}

/** Units that can still be sold on a night (R1). */
export function availableUnits(night: Omit<NightCounters, 'date'>): number {
  return night.physical + night.sell_limit - night.out_of_order - night.sold - night.blocked - night.held;
}

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

/** Refuses unless every night has the units asked for, naming the first that has not: all nights or nothing (R4). */
export function expectEnough(
  demand: Iterable<RoomNight & { units: number }>,
  available: ReadonlyMap<string, number>,
): void {
  let short: (RoomNight & { units: number; available: number }) | null = null;
  for (const night of demand) {
    const units = available.get(nightKey(night));
    if (units === undefined)
      throw new DomainError('NIGHTS_NOT_LOADED', { date: night.date, room_type_id: night.room_type_id });
    if (units < night.units && !short) short = { ...night, available: Math.max(0, units) };
  }
  if (short) {
    throw new DomainError('SOLD_OUT', {
      date: short.date,
      room_type_id: short.room_type_id,
      available: short.available,
      wanted: short.units,
    });
  }
}
