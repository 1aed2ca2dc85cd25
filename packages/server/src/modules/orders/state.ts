import {
  OPEN_ORDER_STATUSES,
  tableColour,
  type Order,
  type OrderAtTable,
  type OrderLine,
  type OrderRow,
} from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import { DomainError, expectVersion, found } from '../../platform/errors.ts';
import { emit, type Tx } from '../../platform/transaction.ts';
import { freeAfterOrders, lockedNode, showTableStatuses, type LockedNode } from '../floor/index.ts';
import { tradingOutlet } from '../outlets/index.ts';
import { allowedStatuses, type OrderState, type TicketState } from './transitions.ts';

/** An order that nobody else can change until the act ends, with its table and the other orders there. */
export interface LockedOrder extends OrderState {
  node: LockedNode | null;
  others: readonly OrderAtTable[];
  wait_threshold_minutes: number;
  /** The outlet's open business day, which new money belongs to. */
  open_business_date: string;
}

export const ORDER_COLUMNS = `
  o.id, o.outlet_id, o.node_id, o.node_name, o.table_session_id, o.number, o.guest_count, o.status, o.version,
  o.currency, o.net_minor, o.tax_minor, o.total_minor, o.paid_minor, o.total_minor - o.paid_minor as due_minor,
  o.note, o.rounds, o.business_date, o.placed_by_name, o.placed_at, o.waiting_since, o.served_at, o.completed_at,
  o.cancelled_at, o.cancel_reason, o.is_wasted`;

/**
 * Locks an order and its table, then reads what belongs to them. Two statements, because a statement that waited
 * for a lock still sees the other rows as they were before it waited.
 */
export async function lockOrder(tx: Tx, order_id: string): Promise<LockedOrder> {
  const { rows } = await sql<LockedRow>`
    with o as materialized (select * from orders.orders where id = ${order_id} for update),
      node as materialized (${lockedNode(sql`(select node_id from o)`)}),
      outlet as (${tradingOutlet(sql`(select outlet_id from o)`)})
    select ${sql.raw(ORDER_COLUMNS)}, (select to_jsonb(node) from node) as node, outlet.wait_threshold_minutes,
      outlet.business_date as open_business_date
    from o, outlet`.execute(tx.db);
  const { node, wait_threshold_minutes, open_business_date, ...order } = found(rows[0]);
  const parts = await readParts(tx, order.id, order.node_id);
  return { order, ...parts, node, wait_threshold_minutes, open_business_date };
}

/** Refuses if the order was changed since the caller looked (E5). */
export function expectOrderVersion(locked: LockedOrder, version: number | undefined): LockedOrder {
  expectVersion(locked.order.version, version);
  return locked;
}

type LockedRow = Omit<OrderRow, 'line_count'> & {
  node: LockedNode | null;
  wait_threshold_minutes: number;
  open_business_date: string;
};

/** Finds and locks the order that a kitchen ticket belongs to. */
export async function lockOrderOfTicket(tx: Tx, ticket_id: string): Promise<LockedOrder> {
  const { rows } = await sql<{ order_id: string }>`
    select order_id from orders.kitchen_tickets where id = ${ticket_id}`.execute(tx.db);
  return lockOrder(tx, found(rows[0]).order_id);
}

async function readParts(
  tx: Tx,
  order_id: string,
  node_id: string | null,
): Promise<Pick<LockedOrder, 'lines' | 'tickets' | 'others'>> {
  const { rows } = await sql<{ lines: OrderLine[]; tickets: TicketState[]; others: OrderAtTable[] }>`
    select ${linesOf(sql`${order_id}`)} as lines,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'station_id', t.station_id, 'round', t.round,
        'status', t.status) order by t.id)
        from orders.kitchen_tickets t where t.order_id = ${order_id}), '[]') as tickets,
      ${openOrdersAt(sql`${node_id}::uuid`, order_id)} as others`.execute(tx.db);
  return rows[0]!;
}

/** The lines of an order as one value, in the order they were asked for. */
export function linesOf(order_id: RawBuilder<unknown>): RawBuilder<OrderLine[]> {
  return sql<OrderLine[]>`coalesce((
    select jsonb_agg(to_jsonb(l) - 'tenant_id' - 'order_id' order by l.round, l.position)
    from orders.lines l where l.order_id = ${order_id}), '[]')`;
}

const OPEN = sql.raw(OPEN_ORDER_STATUSES.map((status) => `'${status}'`).join(', '));

/** The open orders at a table, besides one, as far as its colour depends on them. */
export function openOrdersAt(node_id: RawBuilder<unknown>, besides: string): RawBuilder<OrderAtTable[]> {
  return sql<OrderAtTable[]>`coalesce((
    select jsonb_agg(jsonb_build_object('status', status, 'waiting_since', waiting_since))
    from orders.orders where node_id = ${node_id} and status in (${OPEN}) and id <> ${besides}), '[]')`;
}

/** Writes what a transition changed, tells it, and brings the table's colour in line. */
export async function saveOrder(tx: Tx, before: LockedOrder, after: OrderState): Promise<Order> {
  const was = new Map(before.lines.map((line) => [line.id, line.status]));
  const lines = after.lines.filter((line) => was.has(line.id) && was.get(line.id) !== line.status);
  const ticketWas = new Map(before.tickets.map((ticket) => [ticket.id, ticket.status]));
  const tickets = after.tickets.filter(
    (ticket) => ticketWas.has(ticket.id) && ticketWas.get(ticket.id) !== ticket.status,
  );
  const { order } = after;
  const version = order.version + 1;
  const { rows } = await sql`
    with changed_lines as (
      update orders.lines l set status = c.status
      from unnest(${lines.map((line) => line.id)}::uuid[], ${lines.map((line) => line.status)}::text[]) as c(id, status)
      where l.tenant_id = ${tx.tenant_id} and l.id = c.id
    ), changed_tickets as (
      update orders.kitchen_tickets t set
        status = c.status, bumped_at = case when c.status = 'BUMPED' then ${tx.now}::timestamptz end
      from unnest(${tickets.map((ticket) => ticket.id)}::uuid[], ${tickets.map((ticket) => ticket.status)}::text[])
        as c(id, status)
      where t.tenant_id = ${tx.tenant_id} and t.id = c.id
    )
    update orders.orders set
      status = ${order.status}, version = ${version}, rounds = ${order.rounds}, waiting_since = ${order.waiting_since},
      net_minor = ${order.net_minor}, tax_minor = ${order.tax_minor}, total_minor = ${order.total_minor},
      paid_minor = ${order.paid_minor}, served_at = ${order.served_at}, completed_at = ${order.completed_at},
      cancelled_at = ${order.cancelled_at}, cancel_reason = ${order.cancel_reason}, is_wasted = ${order.is_wasted}
    where tenant_id = ${tx.tenant_id} and id = ${order.id} and version = ${order.version}
    returning id`.execute(tx.db);
  if (rows.length === 0) throw new DomainError('STALE_VERSION');
  tellStatus(tx, before.order, { ...order, version });
  await showTable(tx, before, order);
  return presentOrder({ ...after, order: { ...order, version } });
}

function tellStatus(tx: Tx, before: LockedOrder['order'], after: LockedOrder['order']): void {
  if (before.status === after.status) return;
  emit(tx, {
    type: 'order.status_changed',
    aggregate_type: 'order',
    aggregate_id: after.id,
    outlet_id: after.outlet_id,
    data: {
      order_id: after.id,
      number: after.number,
      node_id: after.node_id,
      node_name: after.node_name,
      from: before.status,
      to: after.status,
      version: after.version,
    },
  });
}

/** The colour that an order's table should have, with the order as it is now. */
export async function showTable(
  tx: Tx,
  at: Pick<LockedOrder, 'node' | 'others' | 'wait_threshold_minutes'>,
  order: OrderAtTable,
): Promise<void> {
  if (!at.node) return;
  const to = tableColour([...at.others, order], tx.now, at.wait_threshold_minutes);
  await showTableStatuses(tx, [{ node: at.node, to }]);
  if (to === 'BLUE') await freeAfterOrders(tx, at.node);
}

/** The order as the API shows it. */
export function presentOrder({ order, lines }: OrderState): Order {
  return { ...order, allowed: allowedStatuses(order), lines: [...lines] };
}
