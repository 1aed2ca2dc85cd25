import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORDER_STATUSES } from './lifecycles.ts';
import { isOverdue, tableColour, type OrderAtTable } from './table-colour.ts';

const NOW = new Date('2026-06-15T20:00:00Z');
const THRESHOLD = 15;
const waited = (minutes: number, status: OrderAtTable['status']): OrderAtTable => ({
  status,
  waiting_since: new Date(NOW.getTime() - minutes * 60_000).toISOString(),
});
const anyOrder = fc
  .record({ status: fc.constantFrom(...ORDER_STATUSES), minutes: fc.integer({ min: 0, max: 120 }) })
  .map(({ status, minutes }) => waited(minutes, status));

describe('the colour of a table', () => {
  it.each([
    ['BLUE', []],
    ['BLUE', [waited(90, 'COMPLETED'), waited(90, 'CANCELLED'), waited(90, 'DRAFT')]],
    ['GREEN', [waited(90, 'SERVED')]],
    ['GREEN', [waited(90, 'SERVED'), waited(90, 'COMPLETED')]],
    ['YELLOW', [waited(3, 'PLACED')]],
    ['YELLOW', [waited(90, 'READY')]],
    ['YELLOW', [waited(90, 'SERVED'), waited(1, 'PREPARING')]],
    ['YELLOW', [waited(15, 'PLACED')]],
    ['RED', [waited(15.1, 'PLACED')]],
    ['RED', [waited(16, 'PREPARING'), waited(1, 'READY'), waited(1, 'SERVED')]],
  ] as const)('is %s for %j', (colour, orders) => {
    expect(tableColour(orders, NOW, THRESHOLD)).toBe(colour);
  });

  it('does not depend on the order of the orders', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyOrder)
          .chain((orders) => fc.tuple(fc.constant(orders), fc.shuffledSubarray(orders, { minLength: orders.length }))),
        ([orders, shuffled]) => tableColour(orders, NOW, THRESHOLD) === tableColour(shuffled, NOW, THRESHOLD),
      ),
    );
  });

  it('never gets calmer by another open order', () => {
    const urgency = ['BLUE', 'GREEN', 'YELLOW', 'RED'];
    fc.assert(
      fc.property(
        fc.array(anyOrder),
        anyOrder,
        (orders, another) =>
          urgency.indexOf(tableColour([...orders, another], NOW, THRESHOLD)) >=
          urgency.indexOf(tableColour(orders, NOW, THRESHOLD)),
      ),
    );
  });

  it('never turns back from red by waiting longer', () => {
    fc.assert(
      fc.property(fc.array(anyOrder), fc.integer({ min: 0, max: 600 }), (orders, minutes) => {
        const later = new Date(NOW.getTime() + minutes * 60_000);
        return tableColour(orders, NOW, THRESHOLD) !== 'RED' || tableColour(orders, later, THRESHOLD) === 'RED';
      }),
    );
  });

  it('is red exactly when some order is overdue', () => {
    fc.assert(
      fc.property(
        fc.array(anyOrder),
        (orders) =>
          (tableColour(orders, NOW, THRESHOLD) === 'RED') === orders.some((order) => isOverdue(order, NOW, THRESHOLD)),
      ),
    );
  });
});
