/** What letting go of a stay somewhere on the chart means: which act, whether the price is asked first, how it is undone. */
import type { ChartRoom, ChartStay } from '@hostelry/contracts';
import { addDays, nightsBetween } from '../../rooms/nights.ts';

export type Handle = 'move' | 'start' | 'end';

/** A piece of a stay as the chart shows it: in a room, or waiting for one. */
export interface Piece {
  stay: ChartStay;
  room_id: string | null;
  start_date: string;
  end_date: string;
}

export interface Target {
  room_id: string | null;
  start_date: string;
  end_date: string;
}

export interface Request {
  path: string;
  body: Record<string, unknown>;
}

export type Drop =
  | { kind: 'nothing' }
  | { kind: 'refused'; why: 'OVER' | 'ARRIVED' | 'SPLIT' | 'PAST' | 'NO_NIGHT' | 'IN_HOUSE_NEEDS_ROOM' | 'OPTION' }
  | {
      kind: 'act';
      request: Request;
      /** Ask the server for the price before and after, and a person where they differ. */
      price?: Record<string, unknown>;
      /** A guest who is in house is moved only after a question: it dirties a room. */
      ask?: 'MOVE_NOW' | 'MOVE_TYPE';
      undo?: Request;
      after: Target & { room_type_id: string };
    };

/** Where the handle of a piece has been dragged to by so many days, onto a room or the lane. */
export function targetOf(piece: Piece, handle: Handle, days: number, room_id: string | null): Target {
  if (handle === 'start')
    return { room_id: piece.room_id, start_date: addDays(piece.start_date, days), end_date: piece.end_date };
  if (handle === 'end')
    return { room_id: piece.room_id, start_date: piece.start_date, end_date: addDays(piece.end_date, days) };
  return { room_id, start_date: addDays(piece.start_date, days), end_date: addDays(piece.end_date, days) };
}

/** What the drop is. The server decides again; this only spares people what cannot be, and says why. */
export function dropOf(
  piece: Piece,
  target: Target,
  rooms: ReadonlyMap<string, ChartRoom>,
  business_date: string,
): Drop {
  const { stay } = piece;
  const sameDates = target.start_date === piece.start_date && target.end_date === piece.end_date;
  const sameRoom = target.room_id === piece.room_id;
  if (sameDates && sameRoom) return { kind: 'nothing' };
  if (!['CONFIRMED', 'OPTIONAL', 'IN_HOUSE'].includes(stay.status)) return { kind: 'refused', why: 'OVER' };
  if (nightsBetween(target.start_date, target.end_date) < 1) return { kind: 'refused', why: 'NO_NIGHT' };
  if (!sameDates && stay.status === 'OPTIONAL') return { kind: 'refused', why: 'OPTION' };
  const refused = refusalOf(piece, target, business_date);
  if (refused) return { kind: 'refused', why: refused };
  const room_type_id = (target.room_id && rooms.get(target.room_id)?.room_type_id) || stay.room_type_id;
  if (sameDates) return roomDrop(piece, target, room_type_id);
  return datesDrop(piece, target, room_type_id);
}

function refusalOf(piece: Piece, target: Target, business_date: string) {
  const { stay } = piece;
  const whole = piece.start_date === stay.start_date && piece.end_date === stay.end_date;
  if (stay.status === 'IN_HOUSE') {
    if (target.start_date !== piece.start_date) return 'ARRIVED';
    if (target.end_date < business_date) return 'PAST';
    if (target.room_id === null && piece.room_id !== null) return 'IN_HOUSE_NEEDS_ROOM';
    return whole || piece.end_date === stay.end_date ? null : 'SPLIT';
  }
  if (target.start_date !== piece.start_date && target.start_date < business_date) return 'PAST';
  return whole ? null : 'SPLIT';
}

function roomDrop(piece: Piece, target: Target, room_type_id: string): Drop {
  const { stay } = piece;
  const path = `stays/${stay.id}`;
  const version = stay.version;
  const after = { ...target, room_type_id };
  const changesType = room_type_id !== stay.room_type_id;
  if (target.room_id === null)
    return {
      kind: 'act',
      request: { path: `${path}/unassign-room`, body: { version } },
      undo: { path: `${path}/assign-room`, body: { room_id: piece.room_id } },
      after,
    };
  if (stay.status === 'IN_HOUSE')
    return {
      kind: 'act',
      request: { path: `${path}/move-room`, body: { room_id: target.room_id, version } },
      ask: changesType ? 'MOVE_TYPE' : 'MOVE_NOW',
      after,
    };
  if (changesType) {
    const change = { room_type_id, room_id: target.room_id };
    return {
      kind: 'act',
      request: { path: `${path}/change`, body: { ...change, version } },
      price: { room_type_id },
      undo: { path: `${path}/change`, body: { room_type_id: stay.room_type_id, room_id: piece.room_id } },
      after,
    };
  }
  return {
    kind: 'act',
    request: { path: `${path}/assign-room`, body: { room_id: target.room_id, version } },
    undo: piece.room_id
      ? { path: `${path}/assign-room`, body: { room_id: piece.room_id } }
      : { path: `${path}/unassign-room`, body: {} },
    after,
  };
}

function datesDrop(piece: Piece, target: Target, room_type_id: string): Drop {
  const { stay } = piece;
  const start_date = stay.status === 'IN_HOUSE' ? stay.start_date : target.start_date;
  const dates = { start_date, end_date: target.end_date };
  const type = room_type_id === stay.room_type_id ? {} : { room_type_id };
  const room = target.room_id === piece.room_id ? {} : { room_id: target.room_id };
  const path = `stays/${stay.id}/change`;
  return {
    kind: 'act',
    request: { path, body: { ...dates, ...type, ...room, version: stay.version } },
    price: { ...dates, ...type },
    undo: {
      path,
      body: {
        start_date: stay.start_date,
        end_date: stay.end_date,
        ...(Object.keys(type).length > 0 ? { room_type_id: stay.room_type_id } : {}),
        ...(Object.keys(room).length > 0 ? { room_id: piece.room_id } : {}),
      },
    },
    after: { ...target, room_type_id },
  };
}
