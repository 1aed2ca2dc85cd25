import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawn, roomBox, seatsOf } from './geometry.ts';

const size = fc.double({ min: 0.5, max: 4, noNaN: true });
const place = fc.double({ min: -30, max: 60, noNaN: true });

describe('seatsOf', () => {
  it('draws as many chairs as the table seats, all outside of the table', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ROUND', 'SQUARE', 'RECT'),
        size,
        size,
        fc.nat(24),
        (shape, width, depth, capacity) => {
          const seats = seatsOf({ shape, width, depth, capacity });
          expect(seats).toHaveLength(capacity);
          for (const { x, y } of seats) {
            const outside =
              shape === 'ROUND'
                ? (x / (width * 50)) ** 2 + (y / (depth * 50)) ** 2 > 1
                : Math.abs(x) > width * 50 || Math.abs(y) > depth * 50;
            expect(outside).toBe(true);
          }
        },
      ),
    );
  });

  it('seats four at a long table along its long sides', () => {
    expect(seatsOf({ shape: 'RECT', width: 1.6, depth: 0.8, capacity: 4 }).map(({ turn }) => turn)).toEqual([
      0, 0, 180, 180,
    ]);
    expect(seatsOf({ shape: 'RECT', width: 0.8, depth: 1.6, capacity: 4 }).map(({ turn }) => turn)).toEqual([
      270, 270, 90, 90,
    ]);
  });
});

describe('roomBox', () => {
  it('holds every table, also those outside the walls', () => {
    const node = fc.record({ pos_x: place, pos_z: place, width: size, depth: size, rotation: fc.constant(0) });
    fc.assert(
      fc.property(fc.array(node), (nodes) => {
        const box = roomBox({ width: 20, depth: 12 }, nodes);
        expect(box.width).toBeGreaterThanOrEqual(2000);
        for (const { pos_x, pos_z } of nodes) {
          expect(pos_x * 100).toBeGreaterThanOrEqual(box.x);
          expect(pos_z * 100).toBeLessThanOrEqual(box.y + box.height);
        }
      }),
    );
  });

  it('has a size even without a floor and without tables', () => {
    expect(roomBox(undefined, [])).toEqual({ x: 0, y: 0, width: 100, height: 100 });
  });
});

describe('drawn', () => {
  it('makes small tables large enough to read and leaves large ones as they are', () => {
    expect(drawn({ width: 0.6, depth: 0.6 })).toEqual({ width: 1.05, depth: 1.05 });
    expect(drawn({ width: 3.6, depth: 1 })).toEqual({ width: 3.6, depth: 1 });
    fc.assert(
      fc.property(size, size, (width, depth) => {
        const table = drawn({ width, depth });
        expect(Math.max(table.width, table.depth)).toBeGreaterThanOrEqual(1.05 - 1e-9);
        expect(table.width / table.depth).toBeCloseTo(width / depth);
      }),
    );
  });
});
