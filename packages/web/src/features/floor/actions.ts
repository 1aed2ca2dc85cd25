/** What may be done with a table now. A forbidden act stays visible and says why, as a key of `floor:refused`. */
import type { OrderRow, ServiceNode } from '@hostelry/contracts';
import type { Permission } from '@hostelry/contracts/permissions';

export type Refusal = 'permission' | 'blocked' | 'seated' | 'not_seated' | 'open_orders' | 'clean' | 'bill_requested';

export interface TableAct {
  name: 'seat' | 'order' | 'bill' | 'close' | 'clean';
  refused?: Refusal;
}

const act = (name: TableAct['name'], refused: Refusal | false): TableAct => (refused ? { name, refused } : { name });

/** Everything that can be done with a table, in the order of the buttons. */
export function tableActs(
  node: ServiceNode,
  orders: readonly OrderRow[],
  may: (permission: Permission) => boolean,
): TableAct[] {
  const seated = node.table_session_id !== null;
  const operates: Refusal | false = !may('floor.operate') && 'permission';
  return [
    act('seat', operates || (node.is_blocked ? 'blocked' : seated && 'seated')),
    act('order', !may('orders.place') ? 'permission' : node.is_blocked && 'blocked'),
    act('bill', operates || (!seated ? 'not_seated' : node.badges.includes('BILL_REQUESTED') && 'bill_requested')),
    act('close', operates || (!seated ? 'not_seated' : orders.length > 0 && 'open_orders')),
    act('clean', operates || (!node.is_dirty && 'clean')),
  ];
}

/** What somebody at this table most likely wants to do next; it gets the filled button. */
export function nextAct(node: ServiceNode, orders: readonly OrderRow[]): TableAct['name'] | null {
  if (node.is_blocked) return null;
  if (node.is_dirty && node.table_session_id === null) return 'clean';
  if (node.table_session_id === null) return 'seat';
  return orders.length === 0 ? 'order' : null;
}
