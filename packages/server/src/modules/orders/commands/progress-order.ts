import type { Order, OrderStatus } from '@hostelry/contracts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { saveOrder, type LockedOrder } from '../state.ts';
import * as transitions from '../transitions.ts';
import type { Cancellation, OrderState } from '../transitions.ts';

/** Moves an order to its next status; refuses with ILLEGAL_TRANSITION, naming what is possible. */
export async function changeOrderStatus(tx: Tx, before: LockedOrder, to: OrderStatus): Promise<Order> {
  const after = transitions.moveOrder(before, to, tx.now.toISOString());
  auditMove(tx, 'orders.change_status', before, after);
  return saveOrder(tx, before, after);
}

/** Cancels an order and takes its tickets from the kitchen. */
export async function cancelOrder(tx: Tx, before: LockedOrder, cancellation: Cancellation): Promise<Order> {
  const after = transitions.cancelOrder(before, cancellation, tx.now.toISOString());
  auditMove(tx, 'orders.cancel', before, after, {
    reason: after.order.cancel_reason,
    is_wasted: after.order.is_wasted,
  });
  return saveOrder(tx, before, after);
}

/** A station has finished its ticket; a second bump is refused. */
export async function bumpKitchenTicket(tx: Tx, before: LockedOrder, ticket_id: string): Promise<Order> {
  const after = transitions.bumpTicket(before, ticket_id, tx.now.toISOString());
  tellTicket(tx, 'kitchen.ticket_bumped', before, ticket_id);
  auditMove(tx, 'kitchen.bump', before, after, { ticket_id });
  return saveOrder(tx, before, after);
}

/** A bumped ticket comes back to its station. */
export async function recallKitchenTicket(tx: Tx, before: LockedOrder, ticket_id: string): Promise<Order> {
  const after = transitions.recallTicket(before, ticket_id, tx.now.toISOString());
  tellTicket(tx, 'kitchen.ticket_recalled', before, ticket_id);
  auditMove(tx, 'kitchen.recall', before, after, { ticket_id });
  return saveOrder(tx, before, after);
}

/** Notes that money came in for the order; a served order that is paid up is complete. */
export async function recordPaid(tx: Tx, before: LockedOrder, amount_minor: number): Promise<Order> {
  return saveOrder(tx, before, transitions.payOrder(before, amount_minor, tx.now.toISOString()));
}

function tellTicket(
  tx: Tx,
  type: 'kitchen.ticket_bumped' | 'kitchen.ticket_recalled',
  { order, tickets }: LockedOrder,
  ticket_id: string,
): void {
  const station_id = tickets.find((ticket) => ticket.id === ticket_id)!.station_id;
  emit(tx, {
    type,
    aggregate_type: 'order',
    aggregate_id: order.id,
    outlet_id: order.outlet_id,
    data: { ticket_id, order_id: order.id, number: order.number, node_name: order.node_name, station_id },
  });
}

function auditMove(
  tx: Tx,
  action: string,
  before: OrderState,
  after: OrderState,
  more: Record<string, unknown> = {},
): void {
  audit(tx, {
    action,
    entity_type: 'order',
    entity_id: before.order.id,
    outlet_id: before.order.outlet_id,
    before: { status: before.order.status, version: before.order.version },
    after: { status: after.order.status, ...more },
  });
}
