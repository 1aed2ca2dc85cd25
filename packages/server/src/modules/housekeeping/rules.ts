import {
  type GuestState,
  type HousekeepingStatus,
  type OutageStatus,
  type TaskKind,
  type TaskStatus,
} from '@hostelry/contracts';
import { daysBetween } from '../../platform/clock.ts';
import type { StayOfTheDay } from '../reservations/index.ts';

/** How a house cleans. */
export interface CleaningRules {
  linen_every_nights: number;
  turn_down_for: 'NONE' | 'ON_REQUEST' | 'ALL';
}

/** A room as the day finds it. */
export interface RoomToday {
  housekeeping_status: HousekeepingStatus;
  is_out_of_order: boolean;
  stays: readonly StayOfTheDay[];
}

export interface Service {
  kind: TaskKind;
  is_rush: boolean;
  /** The room is empty and dirty, so work on it that was finished today has to be done again. */
  is_due_again: boolean;
}

const PREFERENCES_FOR_TURN_DOWN = new Set(['TURN_DOWN', 'VIP']);

/** What the guests' side of a room looks like on a date: the desk's truth, in the housekeepers' words. */
export function guestStateOf(stays: readonly StayOfTheDay[], date: string): GuestState {
  const inside = stays.find((stay) => stay.status === 'IN_HOUSE');
  if (inside) return inside.end_date <= date ? 'DUE_OUT' : 'IN_HOUSE';
  if (stays.some(isArriving)) return 'ARRIVAL';
  return stays.some((stay) => stay.status === 'CHECKED_OUT') ? 'DEPARTED' : 'VACANT';
}

/** Whether the guest is still to come. */
export function isArriving(stay: StayOfTheDay): boolean {
  return stay.status === 'CONFIRMED' || stay.status === 'OPTIONAL';
}

/** What a room needs on a date: at most one cleaning, and a turn-down in the evening. */
export function servicesOf(room: RoomToday, rules: CleaningRules, date: string): Service[] {
  if (room.is_out_of_order) return [];
  const is_rush = room.stays.some(isArriving);
  const cleaning = cleaningOf(room, rules, date);
  const is_due_again = isDirty(room) && !room.stays.some((stay) => stay.status === 'IN_HOUSE');
  const services: Service[] = cleaning ? [{ kind: cleaning, is_rush, is_due_again }] : [];
  if (wantsTurnDown(room.stays, rules, date)) services.push({ kind: 'TURN_DOWN', is_rush: false, is_due_again: false });
  return services;
}

function isDirty(room: RoomToday): boolean {
  return room.housekeeping_status === 'DIRTY' || room.housekeeping_status === 'PICKUP';
}

function cleaningOf(room: RoomToday, rules: CleaningRules, date: string): TaskKind | null {
  const inside = room.stays.find((stay) => stay.status === 'IN_HOUSE');
  if (inside && inside.end_date <= date) return 'DEPARTURE';
  if (inside && inside.start_date < date) {
    return daysBetween(inside.start_date, date) % rules.linen_every_nights === 0 ? 'LINEN' : 'STAYOVER';
  }
  // Who came today found the room ready, unless somebody let them in regardless.
  if (!isDirty(room)) return null;
  if (inside) return 'STAYOVER';
  return room.stays.some((stay) => stay.status === 'CHECKED_OUT') ? 'DEPARTURE' : 'VACANT';
}

function wantsTurnDown(stays: readonly StayOfTheDay[], rules: CleaningRules, date: string): boolean {
  if (rules.turn_down_for === 'NONE') return false;
  const tonight = stays.filter((stay) => stay.status !== 'CHECKED_OUT' && stay.end_date > date);
  return rules.turn_down_for === 'ALL'
    ? tonight.length > 0
    : tonight.some((stay) => stay.preferences.some((preference) => PREFERENCES_FOR_TURN_DOWN.has(preference)));
}

/** A task that exists already, as far as planning cares. */
export interface KnownTask {
  id: string;
  room_id: string;
  kind: TaskKind;
  status: TaskStatus;
  is_rush: boolean;
  is_planned: boolean;
}

export interface PlanChanges {
  add: (Service & { room_id: string })[];
  change: (Service & { id: string; room_id: string })[];
  reopen: string[];
  remove: string[];
}

/**
 * What has to change for the day's tasks to fit the house again. Work that somebody has begun, finished or made by hand
 * stays; an open cleaning whose room needs another kind now becomes that kind, and keeps its attendant; finished work is
 * opened again where the room has been left dirty since. What fits already is left alone, so planning twice changes
 * nothing. Every room of the house has its entry in `wanted`, if only an empty one.
 */
export function planChanges(wanted: ReadonlyMap<string, readonly Service[]>, known: readonly KnownTask[]): PlanChanges {
  const changes: PlanChanges = { add: [], change: [], reopen: [], remove: [] };
  const byRoom = new Map<string, KnownTask[]>();
  for (const task of known) byRoom.set(task.room_id, [...(byRoom.get(task.room_id) ?? []), task]);
  for (const [room_id, services] of wanted) planRoom(changes, room_id, services, byRoom.get(room_id) ?? []);
  return changes;
}

function planRoom(
  changes: PlanChanges,
  room_id: string,
  services: readonly Service[],
  tasks: readonly KnownTask[],
): void {
  const untouched = tasks.filter((task) => task.is_planned && task.status === 'OPEN');
  const spare = untouched.filter((task) => !services.some((service) => service.kind === task.kind));
  for (const service of services) {
    const same = tasks.find((task) => task.kind === service.kind);
    if (same && service.is_due_again && (same.status === 'DONE' || same.status === 'INSPECTED'))
      changes.reopen.push(same.id);
    else if (same && same.is_rush !== service.is_rush && untouched.includes(same)) {
      changes.change.push({ ...service, id: same.id, room_id });
    }
    if (same) continue;
    const other = spare.findIndex((task) => isCleaning(task.kind) === isCleaning(service.kind));
    if (other < 0) changes.add.push({ ...service, room_id });
    else changes.change.push({ ...service, id: spare.splice(other, 1)[0]!.id, room_id });
  }
  changes.remove.push(...spare.map((task) => task.id));
}

/** The kinds after which a room is clean. Turning down a bed is no cleaning. */
export function isCleaning(kind: TaskKind): boolean {
  return kind !== 'TURN_DOWN';
}

const DEFAULT_MINUTES: Record<TaskKind, number> = {
  DEPARTURE: 35,
  STAYOVER: 20,
  LINEN: 30,
  VACANT: 25,
  TURN_DOWN: 10,
  DEEP_CLEAN: 90,
};

export interface Credit {
  room_type_id: string | null;
  kind: TaskKind;
  minutes: number;
}

/** What a kind of work counts in a type of room: the type's own minutes, else the house's, else what is usual. */
export function minutesFor(credits: readonly Credit[], room_type_id: string, kind: TaskKind): number {
  const own = credits.find((credit) => credit.kind === kind && credit.room_type_id === room_type_id);
  const house = credits.find((credit) => credit.kind === kind && credit.room_type_id === null);
  return (own ?? house)?.minutes ?? DEFAULT_MINUTES[kind];
}

/** Every kind with the minutes that the house counts for it, and the exceptions of types. */
export function allCredits(credits: readonly Credit[]): Credit[] {
  const kinds = Object.keys(DEFAULT_MINUTES) as TaskKind[];
  return [
    ...kinds.map((kind) => ({ room_type_id: null, kind, minutes: minutesFor(credits, '', kind) })),
    ...credits.filter((credit) => credit.room_type_id !== null),
  ];
}

/** Where an outage stands on a business date. */
export function outageStatusOf(
  outage: { start_date: string; end_date: string; returned_at: string | null },
  business_date: string,
): OutageStatus {
  if (outage.end_date === outage.start_date) return 'CANCELLED';
  if (outage.returned_at !== null || outage.end_date <= business_date) return 'ENDED';
  return outage.start_date > business_date ? 'PLANNED' : 'CURRENT';
}

/** What the desk believes of a room: somebody is in, or nobody. */
export function deskSays(stays: readonly StayOfTheDay[]): 'OCCUPIED' | 'VACANT' {
  return stays.some((stay) => stay.status === 'IN_HOUSE') ? 'OCCUPIED' : 'VACANT';
}

/** SLEEP: somebody is in a room that the desk has as empty. SKIP: nobody is in one that it has as occupied. */
export function discrepancyOf(desk: 'OCCUPIED' | 'VACANT', seen: 'OCCUPIED' | 'VACANT'): 'SLEEP' | 'SKIP' | null {
  if (desk === seen) return null;
  return seen === 'OCCUPIED' ? 'SLEEP' : 'SKIP';
}

const MORNING_HOUR = 6;

/** Whether it is the hour at which a house in a time zone plans its day. */
export function isMorning(timezone: string, instant: Date): boolean {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', hourCycle: 'h23' }).format(
    instant,
  );
  return Number(hour) === MORNING_HOUR;
}
