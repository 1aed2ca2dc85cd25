/** What may be done with an order now. A forbidden act stays visible and says why, as a key of `orders:refused`. */
import type { Order, OrderRow, OrderStatus } from '@hostelry/contracts';
import { mayBecome, ORDER } from '@hostelry/contracts/lifecycles';
import type { Permission } from '@hostelry/contracts/permissions';

export type Refusal =
  'permission' | 'status' | 'needs_manager' | 'already_served' | 'nothing_due' | 'closed' | 'part_paid';

export interface Act<N extends string> {
  name: N;
  refused?: Refusal;
}

export type OrderAct = Act<'round' | 'serve' | 'cash' | 'cancel'>;

type May = (permission: Permission) => boolean;

const act = <N extends string>(name: N, refused: Refusal | false | undefined): Act<N> =>
  refused ? { name, refused } : { name };

const isClosed = (status: OrderStatus) => status === 'COMPLETED' || status === 'CANCELLED';

/** Everything that can be done with an order, in the order of the buttons. */
export function orderActs(order: Order | OrderRow, may: May): OrderAct[] {
  const { status } = order;
  const closed = isClosed(status) && 'closed';
  const moves = (to: OrderStatus): Refusal | false =>
    closed || (!may('orders.progress') ? 'permission' : !mayBecome(ORDER, status, to) && 'status');
  return [
    act('serve', moves('SERVED')),
    act('round', closed || (!may('orders.place') && 'permission')),
    act('cash', closed || (!may('payments.take') ? 'permission' : order.due_minor <= 0 && 'nothing_due')),
    act('cancel', closed || cancelRefusal(order, may)),
  ];
}

/** Free before the kitchen started; afterwards it costs food and takes a manager; once served it is a refund, not a cancellation. */
function cancelRefusal(order: Order | OrderRow, may: May): Refusal | false {
  if (!mayBecome(ORDER, order.status, 'CANCELLED')) return 'already_served';
  if (order.paid_minor > 0) return 'part_paid';
  if (order.status === 'PREPARING' || order.status === 'READY') return !may('orders.cancel') && 'needs_manager';
  return !may('orders.place') && 'permission';
}

/** Whether the kitchen has started, so that cancelling needs a reason and a word about the food. */
export const isStarted = ({ status }: Pick<Order, 'status'>) => status === 'PREPARING' || status === 'READY';
