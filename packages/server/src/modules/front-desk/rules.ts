import type { BoardStay, ChartStay, HousePosition, HousekeepingStatus } from '@hostelry/contracts';
import { addDays, nightsOf } from '../../platform/clock.ts';

/** A night of the house over all its room types. */
export interface HouseNight {
  date: string;
  rooms: number;
  sold: number;
  available: number;
}

/** What the house expects night by night: who comes, who goes, who sleeps here, what is left to sell. */
export function housePosition(
  stays: readonly Pick<ChartStay, 'start_date' | 'end_date'>[],
  nights: readonly HouseNight[],
  from: string,
  to: string,
): HousePosition[] {
  const known = new Map(nights.map((night) => [night.date, night]));
  const days = nightsOf(from, to).map((date) => ({ date, arrivals: 0, departures: 0, in_house: 0 }));
  const at = new Map(days.map((day) => [day.date, day]));
  for (const { start_date, end_date } of stays) {
    const arrival = at.get(start_date);
    if (arrival) arrival.arrivals += 1;
    const departure = at.get(end_date);
    if (departure) departure.departures += 1;
    const first = start_date > from ? start_date : from;
    for (let date = first; date < end_date && date < to; date = addDays(date, 1)) at.get(date)!.in_house += 1;
  }
  return days.map((day) => {
    const night = known.get(day.date);
    return {
      ...day,
      available: night?.available ?? null,
      occupancy_bp: night && night.rooms > 0 ? Math.round((night.sold * 10_000) / night.rooms) : null,
    };
  });
}

/** Whether the guest could have the room now. */
export function readinessOf(room: {
  room_id: string | null;
  room_status: HousekeepingStatus | null;
  is_occupied: boolean;
}): BoardStay['readiness'] {
  if (!room.room_id || !room.room_status) return 'NO_ROOM';
  if (room.is_occupied) return 'OCCUPIED';
  return room.room_status === 'CLEAN' || room.room_status === 'INSPECTED' ? 'READY' : 'NOT_CLEAN';
}

/** The numbers over a board, whatever filter narrows its rows. */
export function countBoard(stays: readonly (BoardStay & { is_done: boolean })[]) {
  const due = stays.filter((stay) => !stay.is_done);
  return {
    due: due.length,
    done: stays.length - due.length,
    unassigned: due.filter((stay) => stay.readiness === 'NO_ROOM').length,
    not_ready: due.filter((stay) => stay.readiness === 'NOT_CLEAN' || stay.readiness === 'OCCUPIED').length,
    vip: due.filter((stay) => stay.vip_level > 0).length,
    guests: due.reduce((sum, stay) => sum + stay.adults + stay.children, 0),
  };
}
