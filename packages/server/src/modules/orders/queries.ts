import type { KitchenTicket, Order, OrderStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { List } from '../../platform/http/list.ts';
import type { Tx } from '../../platform/transaction.ts';
import { STATION_NAMES } from '../menu/index.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';
import { linesOf, ORDER_COLUMNS, presentOrder } from './state.ts';

export const orderList: List = {
  select: `${ORDER_COLUMNS},
    (select count(*)::int from orders.lines l where l.tenant_id = o.tenant_id and l.order_id = o.id) as line_count`,
  from: 'orders.orders o',
  id: 'o.id',
  outlet: 'o.outlet_id',
  search: ['o.number::text', 'o.node_name', 'o.note', 'o.placed_by_name'],
  sort: { placed_at: 'o.placed_at', number: 'o.number', total_minor: 'o.total_minor', status: 'o.status' },
  default_sort: '-placed_at',
};

/** One order with its lines; refuses with NOT_FOUND. */
export async function findOrder(tx: Tx, id: string): Promise<Order> {
  const { rows } = await sql<Order>`
    select ${sql.raw(ORDER_COLUMNS)}, ${linesOf(sql`o.id`)} as lines from orders.orders o where o.id = ${id}`.execute(
    tx.db,
  );
  const { lines, ...order } = found(rows[0]);
  return presentOrder({ order, lines, tickets: [] });
}

export interface BoardFilter {
  outlet_id: string;
  station_id?: string;
  status: 'OPEN' | 'BUMPED';
}

const MOST_OPEN = 500;
const MOST_BUMPED = 30;

/** What the kitchen works on, oldest first; or what it finished last, newest first. */
export async function kitchenBoard(tx: Tx, { outlet_id, station_id, status }: BoardFilter): Promise<KitchenTicket[]> {
  const isOpen = status === 'OPEN';
  const { rows } = await sql<KitchenTicket>`
    select t.id, t.outlet_id, t.order_id, o.number as order_number, o.note as order_note, o.status as order_status,
      o.node_id, o.node_name, o.guest_count, o.placed_by_name,
      t.station_id, s.name as station_name, t.round, t.status, t.opened_at, t.bumped_at,
      extract(epoch from coalesce(t.bumped_at, ${tx.now}) - t.opened_at)::int as age_seconds,
      coalesce(t.bumped_at, ${tx.now}) - t.opened_at > make_interval(mins => w.wait_threshold_minutes) as is_late,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'quantity', l.quantity, 'modifiers',
          l.modifiers, 'note', l.note, 'seat', l.seat, 'course', l.course, 'status', l.status)
          order by l.course nulls first, l.position)
        from orders.lines l where l.tenant_id = t.tenant_id and l.ticket_id = t.id), '[]') as lines
    from orders.kitchen_tickets t
    join orders.orders o on o.tenant_id = t.tenant_id and o.id = t.order_id
    join ${sql.raw(OUTLET_TERMS)} w on w.id = t.outlet_id
    left join ${sql.raw(STATION_NAMES)} s on s.id = t.station_id
    where t.outlet_id = ${outlet_id}
      and t.status = ${sql.lit(status)} ${station_id ? sql`and t.station_id = ${station_id}` : sql``}
    order by ${isOpen ? sql`t.opened_at, t.id` : sql`t.bumped_at desc, t.id desc`}
    limit ${isOpen ? MOST_OPEN : MOST_BUMPED}`.execute(tx.db);
  return rows;
}

/** An open order as somebody who works through them needs it. */
export interface OpenOrder {
  id: string;
  status: OrderStatus;
  node_id: string | null;
  table_session_id: string | null;
  due_minor: number;
  rounds: number;
  placed_by: string;
  waiting_since: string;
  open_ticket_ids: string[];
}

/** Every open order of an outlet, oldest first. */
export async function openOrdersOf(tx: Tx, outlet_id: string): Promise<OpenOrder[]> {
  const { rows } = await sql<OpenOrder>`
    select o.id, o.status, o.node_id, o.table_session_id, o.total_minor - o.paid_minor as due_minor, o.rounds,
      o.placed_by, o.waiting_since,
      coalesce((select jsonb_agg(t.id order by t.id) from orders.kitchen_tickets t where t.tenant_id = o.tenant_id
        and t.order_id = o.id and t.status = 'OPEN'), '[]') as open_ticket_ids
    from orders.orders o where o.outlet_id = ${outlet_id} and o.status in ('PLACED', 'PREPARING', 'READY', 'SERVED')
      order by o.placed_at, o.id`.execute(tx.db);
  return rows;
}
