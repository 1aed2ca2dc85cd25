/** From the server's chart to rows and bars. Pure, so that what a desk sees can be tested without one. */
import type { Chart, ChartRoom, ChartStay } from '@hostelry/contracts';
import { nightsBetween } from '../../rooms/nights.ts';
import type { Piece } from './drops.ts';

export type GroupBy = 'type' | 'floor';

export interface RoomGroup {
  key: string;
  label: string;
  rooms: ChartRoom[];
}

/** The rooms in groups: by type in the house's own order, or by floor from below. */
export function groupRooms(chart: Chart, by: GroupBy, floorLabel: (floor: number) => string): RoomGroup[] {
  if (by === 'floor') {
    const floors = [...new Set(chart.rooms.map(({ floor }) => floor))].sort((a, b) => a - b);
    return floors.map((floor) => ({
      key: `floor-${floor}`,
      label: floorLabel(floor),
      rooms: chart.rooms.filter((room) => room.floor === floor),
    }));
  }
  return chart.room_types
    .map(({ id, name }) => ({ key: id, label: name, rooms: chart.rooms.filter((room) => room.room_type_id === id) }))
    .filter(({ rooms }) => rooms.length > 0);
}

/** The pieces that stand in each room, and those without a room, by type. */
export function piecesOf(chart: Chart): { inRoom: Map<string, Piece[]>; unassigned: Piece[] } {
  const inRoom = new Map<string, Piece[]>();
  const unassigned: Piece[] = [];
  for (const stay of chart.stays) {
    for (const stretch of stay.stretches) {
      const pieces = inRoom.get(stretch.room_id) ?? [];
      pieces.push({ stay, ...stretch });
      inRoom.set(stretch.room_id, pieces);
    }
    if (stay.status === 'CHECKED_OUT') continue;
    for (const open of openNights(stay)) unassigned.push({ stay, room_id: null, ...open });
  }
  return { inRoom, unassigned };
}

/** The nights of a stay that no room covers. */
export function openNights(stay: ChartStay): { start_date: string; end_date: string }[] {
  const open: { start_date: string; end_date: string }[] = [];
  let from = stay.start_date;
  for (const { start_date, end_date } of stay.stretches) {
    if (start_date > from) open.push({ start_date: from, end_date: start_date });
    if (end_date > from) from = end_date;
  }
  if (from < stay.end_date) open.push({ start_date: from, end_date: stay.end_date });
  return open;
}

/** Puts pieces under one another so that none covers another: the lane grows by as many lines as it needs. */
export function stack(pieces: readonly Piece[]): { piece: Piece; line: number }[] {
  const ends: string[] = [];
  return [...pieces]
    .sort((a, b) =>
      a.start_date < b.start_date ? -1 : a.start_date > b.start_date ? 1 : a.stay.id < b.stay.id ? -1 : 1,
    )
    .map((piece) => {
      const free = ends.findIndex((end) => end <= piece.start_date);
      const line = free === -1 ? ends.length : free;
      ends[line] = piece.end_date;
      return { piece, line };
    });
}

export interface Place {
  /** Days from the first date of the chart; half days, because a guest comes and goes in the middle of one. */
  from: number;
  days: number;
  /** Whether it begins before, or goes on behind, what is on screen. */
  cutStart: boolean;
  cutEnd: boolean;
}

/** Where a stretch stands on a chart of so many days; null where it is not on it at all. */
export function placeOn(chart: { from: string; to: string }, start_date: string, end_date: string): Place | null {
  const span = nightsBetween(chart.from, chart.to);
  const [start, end] = [nightsBetween(chart.from, start_date) + 0.5, nightsBetween(chart.from, end_date) + 0.5];
  if (end <= 0 || start >= span) return null;
  const [from, to] = [Math.max(0, start), Math.min(span, end)];
  return { from, days: to - from, cutStart: start < 0, cutEnd: end > span };
}

/** The piece that covers a night of a room. */
export const pieceAt = (pieces: readonly Piece[] | undefined, date: string): Piece | undefined =>
  pieces?.find(({ start_date, end_date }) => start_date <= date && date < end_date);

/** Whether the words of a search fit a stay. */
export function fits(stay: ChartStay, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return false;
  return [stay.guest_name, stay.confirmation_code].some((text) => text?.toLowerCase().includes(wanted));
}

/** The chart as it will be once an act is done: shown at once, corrected by what the server says. */
export function withMoved(
  chart: Chart,
  piece: Piece,
  after: { room_id: string | null; start_date: string; end_date: string; room_type_id: string },
): Chart {
  const whole = piece.start_date === piece.stay.start_date || piece.stay.status === 'IN_HOUSE';
  return {
    ...chart,
    stays: chart.stays.map((stay) => {
      if (stay.id !== piece.stay.id) return stay;
      const others = stay.stretches.filter(
        (stretch) => !(stretch.room_id === piece.room_id && stretch.start_date === piece.start_date),
      );
      const { room_id, start_date, end_date, room_type_id } = after;
      const moved = room_id ? [{ room_id, start_date, end_date }] : [];
      return {
        ...stay,
        room_type_id,
        start_date: whole && others.length === 0 ? start_date : stay.start_date,
        end_date,
        stretches: [...others, ...moved].sort((a, b) => (a.start_date < b.start_date ? -1 : 1)),
      };
    }),
  };
}
