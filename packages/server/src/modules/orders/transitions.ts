import {
  KITCHEN_TICKET,
  mayBecome,
  nextStatuses,
  ORDER,
  type OrderLine,
  type OrderLineStatus,
  type OrderRow,
  type OrderStatus,
  type TicketStatus,
} from '@hostelry/contracts';
import { badField, DomainError } from '../../platform/errors.ts';
import { rollUp, totalsOf } from './rules.ts';

/** An order with everything that moves with it. Transitions are pure: they give the state that should be. */
export interface OrderState {
  order: Omit<OrderRow, 'line_count'>;
  lines: readonly OrderLine[];
  tickets: readonly TicketState[];
}

export interface TicketState {
  id: string;
  station_id: string | null;
  round: number;
  status: TicketStatus;
}

const IN_KITCHEN: readonly OrderLineStatus[] = ['NEW', 'HELD', 'SENT', 'PREPARING'];

/**
 * The statuses that a person may move the order to. A served order is placed again only by a new round, and
 * completed only by paying.
 */
export function allowedStatuses({ status, due_minor }: Pick<OrderRow, 'status' | 'due_minor'>): OrderStatus[] {
  return nextStatuses(ORDER, status).filter(
    (to) => (to !== 'PLACED' || status === 'DRAFT') && (to !== 'COMPLETED' || due_minor === 0),
  );
}

/** Moves the whole order to a status, and its lines and tickets with it. */
export function moveOrder(state: OrderState, to: OrderStatus, now: string): OrderState {
  const { order } = state;
  const possible = mayBecome(ORDER, order.status, to) && !(order.status === 'SERVED' && to === 'PLACED');
  if (!possible)
    throw new DomainError('ILLEGAL_TRANSITION', { from: order.status, to, allowed: allowedStatuses(order) });
  switch (to) {
    case 'PREPARING':
      return settle(
        withLines(state, (status) => (status === 'SERVED' || status === 'VOIDED' ? status : 'PREPARING')),
        now,
      );
    case 'READY':
      return settle(
        withLines(state, (status) => (IN_KITCHEN.includes(status) ? 'READY' : status)),
        now,
      );
    case 'SERVED':
      return settle(
        withLines(state, (status) => (status === 'VOIDED' ? status : 'SERVED')),
        now,
      );
    case 'CANCELLED':
      return cancelOrder(state, {}, now);
    default:
      throw new DomainError(
        'RULE_VIOLATION',
        { due_minor: order.due_minor },
        'The order completes by itself once everything is served and paid.',
      );
  }
}

export interface Cancellation {
  reason?: string;
  is_wasted?: boolean;
}

/** Whether the kitchen has started, so that cancelling takes a manager, a reason and food. */
export function isStarted(status: OrderStatus): boolean {
  return status === 'PREPARING' || status === 'READY';
}

/** Cancels an order: free before the kitchen starts, with a reason after, never once served. */
export function cancelOrder(state: OrderState, { reason, is_wasted }: Cancellation, now: string): OrderState {
  const { order } = state;
  if (!mayBecome(ORDER, order.status, 'CANCELLED'))
    throw new DomainError('ILLEGAL_TRANSITION', {
      from: order.status,
      to: 'CANCELLED',
      allowed: allowedStatuses(order),
    });
  if (order.paid_minor > 0)
    throw new DomainError(
      'RULE_VIOLATION',
      { paid_minor: order.paid_minor },
      'Money was taken for this order; give it back first.',
    );
  if (isStarted(order.status) && !reason) throw badField('reason', 'is required once the kitchen has started');
  const cancelled = withLines(state, () => 'VOIDED');
  return settle(
    {
      ...cancelled,
      order: {
        ...cancelled.order,
        cancel_reason: reason ?? null,
        is_wasted: isStarted(order.status) ? (is_wasted ?? true) : false,
        cancelled_at: now,
      },
    },
    now,
  );
}

/** A station has finished its ticket. */
export function bumpTicket(state: OrderState, ticket_id: string, now: string): OrderState {
  expectTicket(state, ticket_id, 'BUMPED');
  return settle(
    withLines(state, (status, line) =>
      line.ticket_id === ticket_id && IN_KITCHEN.includes(status) ? 'READY' : status,
    ),
    now,
  );
}

/** A bumped ticket comes back to its station, for example after a mistake. What was served stays served. */
export function recallTicket(state: OrderState, ticket_id: string, now: string): OrderState {
  expectTicket(state, ticket_id, 'OPEN');
  const isReady = state.lines.some((line) => line.ticket_id === ticket_id && line.status === 'READY');
  if (!isReady)
    throw new DomainError(
      'ILLEGAL_TRANSITION',
      { from: state.order.status, to: 'PREPARING', allowed: allowedStatuses(state.order) },
      'This ticket was served already.',
    );
  return settle(
    withLines(state, (status, line) => (line.ticket_id === ticket_id && status === 'READY' ? 'PREPARING' : status)),
    now,
  );
}

/** Money came in for the order. */
export function payOrder(state: OrderState, amount_minor: number, now: string): OrderState {
  return settle({ ...state, order: { ...state.order, paid_minor: state.order.paid_minor + amount_minor } }, now);
}

/** Another round joins the order; one that was ready or served waits again from now. */
export function joinRound(state: OrderState, added: Pick<OrderState, 'lines' | 'tickets'>, now: string): OrderState {
  const { order } = state;
  if (order.status === 'COMPLETED' || order.status === 'CANCELLED')
    throw new DomainError('ILLEGAL_TRANSITION', { from: order.status, to: 'PLACED', allowed: [] });
  const isWaiting = order.status === 'PLACED' || order.status === 'PREPARING';
  return settle(
    {
      order: { ...order, rounds: order.rounds + 1, waiting_since: isWaiting ? order.waiting_since : now },
      lines: [...state.lines, ...added.lines],
      tickets: [...state.tickets, ...added.tickets],
    },
    now,
  );
}

function expectTicket(state: OrderState, ticket_id: string, to: TicketStatus): void {
  const from = state.tickets.find((ticket) => ticket.id === ticket_id)!.status;
  if (!mayBecome(KITCHEN_TICKET, from, to))
    throw new DomainError('ILLEGAL_TRANSITION', { from, to, allowed: nextStatuses(KITCHEN_TICKET, from) });
}

function withLines(state: OrderState, next: (status: OrderLineStatus, line: OrderLine) => OrderLineStatus): OrderState {
  return { ...state, lines: state.lines.map((line) => ({ ...line, status: next(line.status, line) })) };
}

/** Brings tickets, totals and status in line with the order's lines and payments. */
function settle(state: OrderState, now: string): OrderState {
  const totals = totalsOf(state.lines);
  const due_minor = totals.total_minor - state.order.paid_minor;
  const rolled = rollUp(state.lines);
  const status = rolled === 'SERVED' && due_minor === 0 ? 'COMPLETED' : rolled;
  const isServed = rolled === 'SERVED';
  return {
    lines: state.lines,
    tickets: state.tickets.map((ticket) => ({
      ...ticket,
      status: ticketStatus(state.lines.filter((line) => line.ticket_id === ticket.id)),
    })),
    order: {
      ...state.order,
      ...totals,
      due_minor,
      status,
      served_at: isServed ? (state.order.served_at ?? now) : null,
      completed_at: status === 'COMPLETED' ? (state.order.completed_at ?? now) : null,
    },
  };
}

function ticketStatus(lines: readonly OrderLine[]): TicketStatus {
  if (lines.every((line) => line.status === 'VOIDED')) return 'CANCELLED';
  return lines.some((line) => IN_KITCHEN.includes(line.status)) ? 'OPEN' : 'BUMPED';
}
