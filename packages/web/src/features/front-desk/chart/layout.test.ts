import type { Chart, ChartStay } from '@hostelry/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../rooms/nights.ts';
import type { Piece } from './drops.ts';
import { openNights, piecesOf, placeOn, stack, withMoved } from './layout.ts';

const day = (n: number) => addDays('2026-03-20', n);
const span = { from: day(0), to: day(14) };
const stay = (id: string, from: number, to: number, stretches: ChartStay['stretches'] = []) =>
  ({
    id,
    status: 'CONFIRMED',
    start_date: day(from),
    end_date: day(to),
    stretches,
    room_type_id: 'D',
  }) as unknown as ChartStay;

describe('the layout of the chart', () => {
  it('stands from the middle of the arrival to the middle of the departure, cut at the edges', () => {
    expect(placeOn(span, day(2), day(5))).toEqual({ from: 2.5, days: 3, cutStart: false, cutEnd: false });
    expect(placeOn(span, day(-3), day(1))).toEqual({ from: 0, days: 1.5, cutStart: true, cutEnd: false });
    expect(placeOn(span, day(-3), day(-1))).toBeNull();
    expect(placeOn(span, day(14), day(15))).toBeNull();
  });

  it('knows the nights that no room covers', () => {
    const split = stay('a', 0, 6, [{ room_id: 'r', start_date: day(1), end_date: day(3) }]);
    expect(openNights(split)).toEqual([
      { start_date: day(0), end_date: day(1) },
      { start_date: day(3), end_date: day(6) },
    ]);
  });

  it('stacks those who wait so that none covers another', () => {
    const one = fc.record({ from: fc.nat(12), nights: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 15 }), (waiting) => {
        const pieces: Piece[] = waiting.map(({ from, nights }, n) => ({
          stay: stay(String(n), from, from + nights),
          room_id: null,
          start_date: day(from),
          end_date: day(from + nights),
        }));
        const placed = stack(pieces);
        expect(placed).toHaveLength(pieces.length);
        for (const a of placed)
          for (const b of placed)
            if (a !== b && a.line === b.line)
              expect(a.piece.end_date <= b.piece.start_date || b.piece.end_date <= a.piece.start_date).toBe(true);
      }),
    );
  });

  it('shows a moved stay at once where it was let go', () => {
    const chart = { ...span, stays: [stay('a', 1, 3)], rooms: [] } as unknown as Chart;
    const { unassigned } = piecesOf(chart);
    const after = withMoved(chart, unassigned[0]!, {
      room_id: 'r',
      start_date: day(2),
      end_date: day(4),
      room_type_id: 'D',
    });
    expect(piecesOf(after).unassigned).toEqual([]);
    expect(piecesOf(after).inRoom.get('r')).toMatchObject([{ start_date: day(2), end_date: day(4) }]);
  });
});
