import type { ChartRoom, ChartStay } from '@hostelry/contracts';
import { describe, expect, it } from 'vitest';
import { dropOf, targetOf, type Piece } from './drops.ts';

const TODAY = '2026-06-15';
const room = (id: string, room_type_id = 'DBL') => ({ id, room_type_id }) as ChartRoom;
const rooms = new Map([room('101'), room('102'), room('501', 'STE')].map((one) => [one.id, one]));

const piece = (more: Partial<ChartStay> = {}, room_id: string | null = '101'): Piece => {
  const stay = {
    id: 's',
    status: 'CONFIRMED',
    room_type_id: 'DBL',
    start_date: '2026-06-16',
    end_date: '2026-06-19',
    version: 4,
    stretches: [],
    ...more,
  } as unknown as ChartStay;
  return { stay, room_id, start_date: stay.start_date, end_date: stay.end_date };
};
const drop = (one: Piece, handle: 'move' | 'start' | 'end', days: number, room_id: string | null) =>
  dropOf(one, targetOf(one, handle, days, room_id), rooms, TODAY);

describe('letting go of a stay', () => {
  it('where it was does nothing', () => {
    expect(drop(piece(), 'move', 0, '101')).toEqual({ kind: 'nothing' });
  });

  it('on another room of its type gives that room, and undo gives the old one back', () => {
    expect(drop(piece(), 'move', 0, '102')).toMatchObject({
      request: { path: 'stays/s/assign-room', body: { room_id: '102', version: 4 } },
      undo: { path: 'stays/s/assign-room', body: { room_id: '101' } },
    });
    expect(drop(piece({}, null), 'move', 0, '102')).toMatchObject({ undo: { path: 'stays/s/unassign-room' } });
  });

  it('on the lane takes the room away, but not from who is in it', () => {
    expect(drop(piece(), 'move', 0, null)).toMatchObject({ request: { path: 'stays/s/unassign-room' } });
    const inside = piece({ status: 'IN_HOUSE', start_date: '2026-06-14' });
    expect(drop(inside, 'move', 0, null)).toEqual({ kind: 'refused', why: 'IN_HOUSE_NEEDS_ROOM' });
  });

  it('on another type or other dates asks for the price first', () => {
    expect(drop(piece(), 'move', 0, '501')).toMatchObject({
      price: { room_type_id: 'STE' },
      request: { body: { room_type_id: 'STE', room_id: '501' } },
    });
    expect(drop(piece(), 'move', 2, '102')).toMatchObject({
      price: { start_date: '2026-06-18', end_date: '2026-06-21' },
      request: { path: 'stays/s/change', body: { room_id: '102' } },
      undo: { body: { start_date: '2026-06-16', end_date: '2026-06-19', room_id: '101' } },
    });
    expect(drop(piece(), 'end', 1, '101')).toMatchObject({ price: { end_date: '2026-06-20' } });
  });

  it('moves a guest in house only after a question, and never their arrival', () => {
    const inside = piece({ status: 'IN_HOUSE', start_date: '2026-06-14' });
    expect(drop(inside, 'move', 0, '102')).toMatchObject({ ask: 'MOVE_NOW', request: { path: 'stays/s/move-room' } });
    expect(drop(inside, 'move', 0, '501')).toMatchObject({ ask: 'MOVE_TYPE' });
    expect(drop(inside, 'move', 1, '101')).toEqual({ kind: 'refused', why: 'ARRIVED' });
    const long = piece({ status: 'IN_HOUSE', start_date: '2026-06-10' });
    expect(drop(long, 'end', -5, '101')).toEqual({ kind: 'refused', why: 'PAST' });
  });

  it('is refused where no house could do it', () => {
    expect(drop(piece(), 'end', -3, '101')).toEqual({ kind: 'refused', why: 'NO_NIGHT' });
    expect(drop(piece(), 'start', -2, '101')).toEqual({ kind: 'refused', why: 'PAST' });
    expect(drop(piece({ status: 'CHECKED_OUT' }), 'move', 0, '102')).toEqual({ kind: 'refused', why: 'OVER' });
    expect(drop(piece({ status: 'OPTIONAL' }), 'end', 1, '101')).toEqual({ kind: 'refused', why: 'OPTION' });
    const half = { ...piece(), end_date: '2026-06-18' };
    expect(drop(half, 'move', 0, '102')).toEqual({ kind: 'refused', why: 'SPLIT' });
  });
});
