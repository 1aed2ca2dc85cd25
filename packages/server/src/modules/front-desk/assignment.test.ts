import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/clock.ts';
import { firstFit, oneNightGaps, planRooms, type House, type RoomToGive, type StayToPlace } from './assignment.ts';

const TODAY = '2026-06-15';
const day = (n: number) => addDays(TODAY, n);

const room = (number: string, more: Partial<RoomToGive> = {}): RoomToGive => ({
  id: `room-${number}`,
  number,
  floor: Number(number[0]),
  room_type_id: 'DBL',
  housekeeping_status: 'CLEAN',
  is_accessible: false,
  is_smoking: false,
  view: '',
  features: [],
  connecting_room_ids: [],
  is_occupied: false,
  ...more,
});
const stay = (id: string, from: number, to: number, more: Partial<StayToPlace> = {}): StayToPlace => ({
  id,
  booking_id: id,
  room_type_id: 'DBL',
  start_date: day(from),
  end_date: day(to),
  preferences: [],
  ...more,
});
const house = (rooms: RoomToGive[], taken: [string, number, number][] = []): House => ({
  rooms,
  business_date: TODAY,
  taken: taken.map(([number, from, to]) => ({ room_id: `room-${number}`, start_date: day(from), end_date: day(to) })),
});
const roomOf = (plan: ReturnType<typeof planRooms>, id: string) =>
  plan.placements.find(({ stay_id }) => stay_id === id)?.room_id;

describe('rooms given out by rule', () => {
  it('fit a stay where it leaves no single night behind', () => {
    const plan = planRooms(
      house(
        [room('101'), room('102')],
        [
          ['101', 0, 2],
          ['102', 0, 3],
        ],
      ),
      [stay('a', 3, 5)],
    );
    expect(roomOf(plan, 'a')).toBe('room-102');
    expect(plan.gaps_after).toBe(0);
  });

  it('keep what the guest asked for, and say what could not be kept', () => {
    const plan = planRooms(house([room('101'), room('501', { view: 'RIVER' })]), [
      stay('a', 1, 3, { preferences: ['VIEW', 'BATHTUB', 'EXTRA_PILLOW'] }),
    ]);
    expect(plan.placements[0]).toMatchObject({
      room_id: 'room-501',
      reasons: ['PREFERENCE'],
      preferences_met: ['VIEW'],
      preferences_missed: ['BATHTUB'],
    });
  });

  it('put the rooms of one booking next to each other', () => {
    const plan = planRooms(house([room('101'), room('103'), room('104')], [['101', 5, 6]]), [
      stay('a', 0, 2, { booking_id: 'party' }),
      stay('b', 0, 2, { booking_id: 'party', preferences: [] }),
    ]);
    const [a, b] = [roomOf(plan, 'a')!, roomOf(plan, 'b')!];
    expect([a, b].sort()).not.toEqual(['room-101', 'room-104']);
    const paired = planRooms(house([room('103'), room('105'), room('104')]), [
      stay('a', 0, 2, { booking_id: 'party' }),
      stay('b', 0, 2, { booking_id: 'party' }),
    ]);
    expect(paired.placements.map(({ room_id }) => room_id)).toEqual(['room-103', 'room-104']);
    expect(paired.placements[1]!.reasons).toContain('NEXT_TO_PARTY');
  });

  it('prefer a clean room for whoever arrives today, and do not care for those who come later', () => {
    const rooms = [room('101', { housekeeping_status: 'DIRTY' }), room('102')];
    expect(roomOf(planRooms(house(rooms), [stay('a', 0, 1)]), 'a')).toBe('room-102');
    expect(roomOf(planRooms(house(rooms), [stay('a', 4, 6)]), 'a')).toBe('room-101');
  });

  it('say why a stay got none', () => {
    const plan = planRooms(house([room('101')], [['101', 1, 2]]), [
      stay('a', 0, 3),
      stay('b', 0, 1, { room_type_id: 'STE' }),
    ]);
    expect(plan.left).toEqual([
      { stay_id: 'a', reason: 'NO_ROOM_ALL_NIGHTS' },
      { stay_id: 'b', reason: 'NO_SUCH_ROOMS' },
    ]);
  });
});

describe('whatever the house looks like', () => {
  const scene = fc
    .record({
      rooms: fc.integer({ min: 1, max: 6 }),
      taken: fc.array(fc.record({ room: fc.nat(5), from: fc.nat(14), nights: fc.integer({ min: 1, max: 4 }) }), {
        maxLength: 8,
      }),
      stays: fc.array(
        fc.record({
          from: fc.nat(14),
          nights: fc.integer({ min: 1, max: 5 }),
          booking: fc.nat(4),
          preferences: fc.subarray(['HIGH_FLOOR', 'QUIET_ROOM', 'VIEW', 'BATHTUB']),
        }),
        { maxLength: 12 },
      ),
    })
    .map(({ rooms, taken, stays }) => {
      const all = Array.from({ length: rooms }, (_, n) =>
        room(`${1 + (n % 3)}0${n}`, { view: n % 2 ? 'RIVER' : '', features: n % 3 ? ['QUIET'] : ['BATHTUB'] }),
      );
      const kept: [string, number, number][] = [];
      for (const { room: n, from, nights } of taken) {
        const { number } = all[n % rooms]!;
        if (kept.every(([other, a, b]) => other !== number || b <= from || a >= from + nights))
          kept.push([number, from, from + nights]);
      }
      return {
        house: house(all, kept),
        stays: stays.map(({ from, nights, booking, preferences }, n) =>
          stay(`stay-${String(n).padStart(2, '0')}`, from, from + nights, { booking_id: `b${booking}`, preferences }),
        ),
      };
    });

  it('R6 no room is given twice, and what was taken before stays as it was', () => {
    fc.assert(
      fc.property(scene, ({ house: given, stays }) => {
        const plan = planRooms(given, stays);
        const all = [
          ...given.taken,
          ...plan.placements.map(({ stay_id, room_id }) => ({ ...stays.find(({ id }) => id === stay_id)!, room_id })),
        ];
        for (const one of all)
          for (const other of all)
            if (one !== other && one.room_id === other.room_id)
              expect(one.end_date <= other.start_date || other.end_date <= one.start_date).toBe(true);
        expect(plan.placements.length + plan.left.length).toBe(stays.length);
      }),
    );
  });

  it('no more one-night gaps are left than by taking the first free room, unless more guests have one', () => {
    fc.assert(
      fc.property(scene, ({ house: given, stays }) => {
        const [plan, simple] = [planRooms(given, stays), firstFit(given, stays)];
        expect(plan.placements.length).toBeGreaterThanOrEqual(simple.placements.length);
        if (plan.placements.length === simple.placements.length)
          expect(plan.gaps_after).toBeLessThanOrEqual(simple.gaps_after);
      }),
    );
  });

  it('the same house and stays give the same plan, in whatever order they are told', () => {
    fc.assert(
      fc.property(scene, ({ house: given, stays }) => {
        const again = planRooms({ ...given, rooms: given.rooms.toReversed() }, stays.toReversed());
        expect(again).toEqual(planRooms(given, stays));
      }),
    );
  });

  it('who gets no room finds none free on all nights', () => {
    fc.assert(
      fc.property(scene, ({ house: given, stays }) => {
        const plan = planRooms(given, stays);
        for (const { stay_id } of plan.left) {
          const wanted = stays.find(({ id }) => id === stay_id)!;
          const taken = [
            ...given.taken,
            ...plan.placements.map((each) => ({
              ...stays.find(({ id }) => id === each.stay_id)!,
              room_id: each.room_id,
            })),
          ];
          for (const { id } of given.rooms)
            expect(
              taken.some((t) => t.room_id === id && t.start_date < wanted.end_date && t.end_date > wanted.start_date),
            ).toBe(true);
        }
      }),
    );
  });

  it('count a gap only where it is one night wide', () => {
    const stretch = (from: number, to: number) => ({ start_date: day(from), end_date: day(to) });
    expect(oneNightGaps([stretch(0, 1), stretch(2, 3), stretch(5, 6), stretch(6, 9)])).toBe(1);
  });
});
