import { mayBecome, ORDER, ORDER_STATUSES, type OrderLine } from '@hostelry/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedStatuses,
  bumpTicket,
  cancelOrder,
  joinRound,
  moveOrder,
  payOrder,
  recallTicket,
  type OrderState,
} from './transitions.ts';

const NOW = '2026-06-15T20:00:00.000Z';
const LATER = '2026-06-15T20:30:00.000Z';

const line = (id: string, ticket_id: string, round = 1): OrderLine => ({
  id,
  ticket_id,
  round,
  position: 0,
  menu_item_id: 'm',
  name: 'Dish',
  quantity: 1,
  unit_price_minor: 1_000,
  modifiers: [],
  modifiers_minor: 0,
  tax_rate_bp: 0,
  is_tax_inclusive: true,
  net_minor: 1_000,
  tax_minor: 0,
  gross_minor: 1_000,
  note: null,
  seat: null,
  course: null,
  status: 'SENT',
});

/** Two lines on the grill's ticket and one on the bar's. */
const fresh = (): OrderState => ({
  order: {
    id: 'o',
    outlet_id: 'x',
    node_id: null,
    node_name: null,
    table_session_id: null,
    number: 1,
    guest_count: 2,
    status: 'PLACED',
    version: 1,
    currency: 'EUR',
    net_minor: 3_000,
    tax_minor: 0,
    total_minor: 3_000,
    paid_minor: 0,
    due_minor: 3_000,
    note: null,
    rounds: 1,
    business_date: '2026-06-15',
    placed_by_name: 'x',
    placed_at: NOW,
    waiting_since: NOW,
    served_at: null,
    completed_at: null,
    cancelled_at: null,
    cancel_reason: null,
    is_wasted: null,
  },
  lines: [line('a', 'grill'), line('b', 'grill'), line('c', 'bar')],
  tickets: [
    { id: 'grill', station_id: 'grill', round: 1, status: 'OPEN' },
    { id: 'bar', station_id: 'bar', round: 1, status: 'OPEN' },
  ],
});
const statusesOf = (state: OrderState) => [state.order.status, ...state.tickets.map((ticket) => ticket.status)];
const refusal = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error as { code: string; details: any };
  }
  throw new Error('nothing was refused');
};

type Step = (state: OrderState) => OrderState;
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...ORDER_STATUSES).map(
    (to): Step =>
      (state) =>
        moveOrder(state, to, LATER),
  ),
  fc.constantFrom('grill', 'bar').map(
    (id): Step =>
      (state) =>
        bumpTicket(state, id, LATER),
  ),
  fc.constantFrom('grill', 'bar').map(
    (id): Step =>
      (state) =>
        recallTicket(state, id, LATER),
  ),
  fc.constant<Step>((state) => cancelOrder(state, { reason: 'gone' }, LATER)),
  fc.constantFrom(500, 1_000, 3_000).map(
    (amount): Step =>
      (state) =>
        amount <= state.order.due_minor ? payOrder(state, amount, LATER) : state,
  ),
);

describe('the life of an order', () => {
  it('becomes ready ticket by ticket, and goes back when one is recalled', () => {
    const half = bumpTicket(fresh(), 'grill', NOW);
    expect(statusesOf(half)).toEqual(['PREPARING', 'BUMPED', 'OPEN']);
    const ready = bumpTicket(half, 'bar', NOW);
    expect(statusesOf(ready)).toEqual(['READY', 'BUMPED', 'BUMPED']);
    expect(statusesOf(recallTicket(ready, 'grill', NOW))).toEqual(['PREPARING', 'OPEN', 'BUMPED']);
  });

  it('takes the tickets along when the whole order moves', () => {
    expect(statusesOf(moveOrder(fresh(), 'SERVED', NOW))).toEqual(['SERVED', 'BUMPED', 'BUMPED']);
    expect(statusesOf(moveOrder(fresh(), 'CANCELLED', NOW))).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
  });

  it('is complete once it is both served and paid, whichever comes last', () => {
    expect(payOrder(moveOrder(fresh(), 'SERVED', NOW), 3_000, NOW).order.status).toBe('COMPLETED');
    expect(moveOrder(payOrder(fresh(), 3_000, NOW), 'SERVED', NOW).order.status).toBe('COMPLETED');
    expect(payOrder(moveOrder(fresh(), 'SERVED', NOW), 2_999, NOW).order).toMatchObject({
      status: 'SERVED',
      due_minor: 1,
    });
    expect(refusal(() => moveOrder(moveOrder(fresh(), 'SERVED', NOW), 'COMPLETED', NOW))).toMatchObject({
      code: 'RULE_VIOLATION',
      details: { due_minor: 3_000 },
    });
  });

  it('is placed again by a new round, which waits from now; an unserved order keeps its wait', () => {
    const round = {
      lines: [{ ...line('d', 'second', 2) }],
      tickets: [{ id: 'second', station_id: 'bar', round: 2, status: 'OPEN' as const }],
    };
    expect(joinRound(moveOrder(fresh(), 'SERVED', NOW), round, LATER).order).toMatchObject({
      status: 'PLACED',
      waiting_since: LATER,
      total_minor: 4_000,
      rounds: 2,
      served_at: null,
    });
    expect(joinRound(fresh(), round, LATER).order).toMatchObject({
      status: 'PLACED',
      waiting_since: NOW,
      total_minor: 4_000,
    });
    expect(refusal(() => joinRound(moveOrder(fresh(), 'CANCELLED', NOW), round, LATER)).code).toBe(
      'ILLEGAL_TRANSITION',
    );
  });

  it('is cancelled freely before the kitchen starts, with a reason after, never once served or partly paid', () => {
    expect(cancelOrder(fresh(), {}, NOW).order).toMatchObject({
      status: 'CANCELLED',
      total_minor: 0,
      due_minor: 0,
      is_wasted: false,
    });
    const started = moveOrder(fresh(), 'PREPARING', NOW);
    expect(refusal(() => cancelOrder(started, {}, NOW))).toMatchObject({
      code: 'BAD_INPUT',
      details: { fields: [{ field: 'reason' }] },
    });
    expect(cancelOrder(started, { reason: 'left' }, NOW).order).toMatchObject({
      status: 'CANCELLED',
      cancel_reason: 'left',
      is_wasted: true,
    });
    expect(refusal(() => cancelOrder(moveOrder(fresh(), 'SERVED', NOW), { reason: 'x' }, NOW))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      details: { from: 'SERVED', to: 'CANCELLED' },
    });
    expect(refusal(() => cancelOrder(payOrder(fresh(), 1, NOW), {}, NOW)).code).toBe('RULE_VIOLATION');
  });

  it('refuses every step that the lifecycle does not name, and says what is possible', () => {
    expect(refusal(() => moveOrder(moveOrder(fresh(), 'SERVED', NOW), 'READY', NOW))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      details: { from: 'SERVED', to: 'READY', allowed: [] },
    });
    expect(refusal(() => moveOrder(fresh(), 'PLACED', NOW)).details.allowed).toEqual([
      'PREPARING',
      'READY',
      'SERVED',
      'CANCELLED',
    ]);
  });

  it('never leaves the lifecycle, whatever people press', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
        let state = fresh();
        for (const step of steps) {
          const from = state.order.status;
          try {
            state = step(state);
          } catch {
            continue;
          }
          const { status, total_minor, paid_minor, due_minor } = state.order;
          // Serving what is paid passes through SERVED on its way to COMPLETED.
          const isLegal =
            from === status ||
            mayBecome(ORDER, from, status) ||
            (status === 'COMPLETED' && mayBecome(ORDER, from, 'SERVED'));
          if (!isLegal) throw new Error(`${from} became ${status}`);
          expect(due_minor).toBe(total_minor - paid_minor);
          expect(due_minor).toBeGreaterThanOrEqual(0);
          expect(status === 'COMPLETED').toBe(due_minor === 0 && state.lines.every((one) => one.status === 'SERVED'));
          for (const to of allowedStatuses(state.order).filter((next) => next !== 'CANCELLED' && next !== 'COMPLETED'))
            expect(() => moveOrder(state, to, LATER)).not.toThrow();
        }
      }),
    );
  });
});
