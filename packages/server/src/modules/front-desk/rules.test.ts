import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, nightsOf } from '../../platform/clock.ts';
import { housePosition, readinessOf } from './rules.ts';

const FROM = '2026-03-20';
const TO = '2026-04-05';

describe('the house’s position', () => {
  it('counts who comes, who goes and who sleeps, night by night', () => {
    const stays = [
      { start_date: '2026-03-18', end_date: '2026-03-21' },
      { start_date: '2026-03-20', end_date: '2026-03-22' },
    ];
    const nights = [{ date: '2026-03-20', rooms: 3, sold: 2, available: 1 }];
    expect(housePosition(stays, nights, FROM, TO).slice(0, 2)).toEqual([
      { date: '2026-03-20', arrivals: 1, departures: 0, in_house: 2, available: 1, occupancy_bp: 6_667 },
      { date: '2026-03-21', arrivals: 0, departures: 1, in_house: 1, available: null, occupancy_bp: null },
    ]);
  });

  it('says nothing of occupancy where no room can be sold', () => {
    const nights = [{ date: FROM, rooms: 0, sold: 0, available: 0 }];
    expect(housePosition([], nights, FROM, TO)[0]).toMatchObject({ available: 0, occupancy_bp: null });
  });

  it('R16 in house of a night = the night before + who comes − who goes, across the change of the clocks', () => {
    const stay = fc
      .record({ start: fc.integer({ min: -10, max: 20 }), nights: fc.integer({ min: 1, max: 12 }) })
      .map(({ start, nights }) => ({ start_date: addDays(FROM, start), end_date: addDays(FROM, start + nights) }));
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 20 }), (stays) => {
        const days = housePosition(stays, [], FROM, TO);
        expect(days.map(({ date }) => date)).toEqual(nightsOf(FROM, TO));
        days.slice(1).forEach((day, index) => {
          expect(day.in_house).toBe(days[index]!.in_house + day.arrivals - day.departures);
        });
      }),
    );
  });
});

describe('a room for a guest who arrives', () => {
  const room = (room_status: 'DIRTY' | 'PICKUP' | 'CLEAN' | 'INSPECTED', is_occupied = false) =>
    readinessOf({ room_id: 'r', room_status, is_occupied });
  it('is ready when clean and empty, and says what is missing otherwise', () => {
    expect([room('CLEAN'), room('INSPECTED'), room('PICKUP'), room('DIRTY')]).toEqual([
      'READY',
      'READY',
      'NOT_CLEAN',
      'NOT_CLEAN',
    ]);
    expect(room('CLEAN', true)).toBe('OCCUPIED');
    expect(readinessOf({ room_id: null, room_status: null, is_occupied: false })).toBe('NO_ROOM');
  });
});
