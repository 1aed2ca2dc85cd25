import type { NewOrder, NewOrderLine, Order, OrderAtTable, OrderLine } from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import { DomainError, found, unknownReference } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { lockedNode, seatByOrder, type LockedNode } from '../../floor/index.ts';
import { orderableItems, type OrderableItem } from '../../menu/index.ts';
import { tradingOutlet, type TradingOutlet } from '../../outlets/index.ts';
import { priceLines, totalsOf, type PricedLine } from '../rules.ts';
import { openOrdersAt, presentOrder, showTable } from '../state.ts';
import type { OrderState, TicketState } from '../transitions.ts';

/**
 * Takes an order: prices it from the menu, seats the table if nobody did, and hands each station its ticket.
 * The order exists if and only if its tickets do, because one statement writes both.
 */
export async function placeOrder(tx: Tx, asked: NewOrder): Promise<Order> {
  const { outlet, node, items } = await readFacts(tx, asked);
  const round = makeRound(priceLines(asked.lines, items, asked.outlet_id), 1);
  const draft = draftOrder(tx, asked, outlet, node, round);
  if (node && !draft.table_session_id) draft.table_session_id = await seatByOrder(tx, node, draft.guest_count);
  const { number, others } = await writeOrder(tx, draft, round);
  const order = { ...draft, number };
  const { id, outlet_id, node_id, node_name, status, total_minor } = order;
  emit(tx, {
    type: 'order.placed',
    aggregate_type: 'order',
    aggregate_id: id,
    outlet_id,
    data: { order_id: id, number, node_id, node_name, status, total_minor, line_count: round.lines.length },
  });
  const after = { number, node_name, total_minor, lines: asked.lines };
  audit(tx, { action: 'orders.place', entity_type: 'order', entity_id: id, outlet_id, after });
  await showTable(tx, { node, others, wait_threshold_minutes: outlet.wait_threshold_minutes }, order);
  return presentOrder({ order, ...round });
}

function draftOrder(
  tx: Tx,
  asked: NewOrder,
  outlet: TradingOutlet,
  node: LockedNode | null,
  round: Round,
): OrderState['order'] {
  const totals = totalsOf(round.lines);
  const now = tx.now.toISOString();
  return {
    id: newId(),
    outlet_id: asked.outlet_id,
    node_id: node?.id ?? null,
    node_name: node?.name ?? null,
    table_session_id: node?.table_session_id ?? null,
    number: 0,
    guest_count: asked.guest_count ?? 1,
    status: 'PLACED',
    version: 1,
    currency: outlet.currency,
    ...totals,
    paid_minor: 0,
    due_minor: totals.total_minor,
    note: asked.note ?? null,
    rounds: 1,
    business_date: outlet.business_date,
    placed_by_name: tx.actor.name,
    placed_at: now,
    waiting_since: now,
    served_at: null,
    completed_at: null,
    cancelled_at: null,
    cancel_reason: null,
    is_wasted: null,
  };
}

async function readFacts(
  tx: Tx,
  asked: NewOrder,
): Promise<{ outlet: TradingOutlet; node: LockedNode | null; items: OrderableItem[] }> {
  const { rows } = await sql<{ outlet: TradingOutlet | null; node: LockedNode | null; items: OrderableItem[] }>`
    with node as materialized (${lockedNode(asked.node_id ?? null)}), outlet as (${tradingOutlet(asked.outlet_id)}),
      items as (${orderableItems(itemIds(asked.lines))})
    select (select to_jsonb(outlet) from outlet) as outlet, (select to_jsonb(node) from node) as node,
      coalesce((select jsonb_agg(to_jsonb(items)) from items), '[]') as items`.execute(tx.db);
  const { outlet, node, items } = rows[0]!;
  if (!found(outlet).is_active)
    throw new DomainError('RULE_VIOLATION', { outlet_id: asked.outlet_id }, 'This outlet is closed.');
  if (asked.node_id && node?.outlet_id !== asked.outlet_id) throw unknownReference('node_id');
  if (node?.is_blocked) throw new DomainError('CONFLICT', { node_id: node.id }, `${node.name} is blocked.`);
  return { outlet: outlet!, node, items };
}

export function itemIds(lines: readonly NewOrderLine[]): string[] {
  return [...new Set(lines.map((line) => line.menu_item_id))];
}

export interface Round {
  lines: OrderLine[];
  tickets: TicketState[];
}

/** Hands each station its lines on one ticket. */
export function makeRound(priced: readonly PricedLine[], round: number): Round {
  const tickets = [...new Set(priced.map((line) => line.station_id))].map((station_id): TicketState => ({
    id: newId(),
    station_id,
    round,
    status: 'OPEN',
  }));
  const ticketOf = new Map(tickets.map((ticket) => [ticket.station_id, ticket.id]));
  const lines = priced.map(({ station_id, ...line }, position): OrderLine => ({
    id: newId(),
    ticket_id: ticketOf.get(station_id)!,
    round,
    position,
    ...line,
  }));
  return { lines, tickets };
}

async function writeOrder(
  tx: Tx,
  order: OrderState['order'],
  round: Round,
): Promise<{ number: number; others: OrderAtTable[] }> {
  const { rows } = await sql<{ number: number; others: OrderAtTable[] }>`
    with placed as (
      insert into orders.orders (
        tenant_id, id, outlet_id, node_id, node_name, table_session_id, guest_count, status, currency,
        net_minor, tax_minor, total_minor, note, business_date, placed_by, placed_by_name, placed_at, waiting_since)
      values (
        ${tx.tenant_id}, ${order.id}, ${order.outlet_id}, ${order.node_id}, ${order.node_name},
        ${order.table_session_id}, ${order.guest_count}, ${order.status}, ${order.currency},
        ${order.net_minor}, ${order.tax_minor}, ${order.total_minor}, ${order.note}, ${order.business_date},
        ${tx.actor.id}, ${order.placed_by_name}, ${order.placed_at}, ${order.waiting_since})
      returning number
    ), tickets as (${insertTickets(tx, order, round)}), lines as (${insertLines(tx, order.id, round)})
    select (select number from placed) as number,
      ${openOrdersAt(sql`${order.node_id}::uuid`, order.id)} as others`.execute(tx.db);
  return rows[0]!;
}

/** Writes the tickets of a round, as a part of a larger statement. */
export function insertTickets(
  tx: Tx,
  order: { id: string; outlet_id: string },
  { tickets }: Round,
): RawBuilder<unknown> {
  return sql`
    insert into orders.kitchen_tickets (tenant_id, id, outlet_id, order_id, station_id, round, opened_at)
    select ${tx.tenant_id}::uuid, t.id, ${order.outlet_id}::uuid, ${order.id}::uuid, t.station_id, t.round,
      ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(tickets)}::jsonb) as t(id uuid, station_id uuid, round integer)`;
}

/** Writes the lines of a round, as a part of a larger statement. */
export function insertLines(tx: Tx, order_id: string, { lines }: Round): RawBuilder<unknown> {
  return sql`
    insert into orders.lines (
      tenant_id, id, order_id, ticket_id, round, position, menu_item_id, name, quantity, unit_price_minor, modifiers,
      modifiers_minor, tax_rate_bp, is_tax_inclusive, net_minor, tax_minor, gross_minor, note, seat, course, status)
    select
      ${tx.tenant_id}::uuid, l.id, ${order_id}::uuid, l.ticket_id, l.round, l.position, l.menu_item_id, l.name,
      l.quantity, l.unit_price_minor, l.modifiers, l.modifiers_minor, l.tax_rate_bp, l.is_tax_inclusive,
      l.net_minor, l.tax_minor, l.gross_minor, l.note, l.seat, l.course, l.status
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(
      id uuid, ticket_id uuid, round integer, position integer, menu_item_id uuid, name text, quantity integer,
      unit_price_minor bigint, modifiers jsonb, modifiers_minor bigint, tax_rate_bp integer, is_tax_inclusive boolean,
      net_minor bigint, tax_minor bigint, gross_minor bigint, note text, seat integer, course integer, status text)`;
}
