import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { loadHttp } from './http.ts';
import { perSecond, rawClients, type BenchHouse, type Figure } from './support.ts';

const TABLES = 400;
const ITEMS = 30;
const CONNECTIONS = 16;

export interface Restaurant {
  outlet_id: string;
  node_ids: string[];
  item_ids: string[];
  station_ids: string[];
}

/** Orders per second over HTTP with table, tickets and everything on, beside the same rows by hand-made SQL. */
export async function benchOrders(house: BenchHouse): Promise<Figure[]> {
  const restaurant = await openRestaurant(house);
  const http = await loadHttp(house, {
    method: 'POST',
    path: '/orders',
    connections: CONNECTIONS,
    body: () => orderBody(restaurant),
  });
  if (http.refused > 0) throw new Error(`${http.refused} orders were refused, so the figure would not be of orders`);
  const ceiling = await rawOrders(house, restaurant);
  return [
    {
      what: 'place a 3-line order (table, 2 kitchen tickets)',
      unit: '/s',
      figure: http.per_second,
      ceiling,
      ceiling_is: 'the same rows by prepared SQL, five round trips',
      limited_by: 'one Node thread: HTTP, JSON, pricing, statement round trips',
    },
  ];
}

export async function openRestaurant(house: BenchHouse): Promise<Restaurant> {
  const brand = await house.api('POST', '/brands', { name: 'Bench Tables', corporate_id: `BENCH-${randomUUID()}` });
  const outlet = await house.api('POST', '/outlets', {
    brand_id: brand.id,
    name: 'Bench Restaurant',
    kind: 'RESTAURANT',
    timezone: 'UTC',
    currency: 'EUR',
    city: 'Lisbon',
    seating_capacity: 1_600,
  });
  const outlet_id: string = outlet.id;
  const stations = await Promise.all(
    ['Hot', 'Cold'].map((name) => house.api('POST', '/kitchen/stations', { outlet_id, name })),
  );
  const items = await Promise.all(
    Array.from({ length: ITEMS }, (_, n) =>
      house.api('POST', '/menu/items', {
        outlet_id,
        name: `Dish ${n}`,
        price_minor: 900 + n,
        station_id: stations[n % 2].id,
      }),
    ),
  );
  const nodes = await Promise.all(
    Array.from({ length: TABLES }, (_, n) =>
      house.api('POST', '/service-nodes', {
        outlet_id,
        name: `T${n}`,
        node_type: 'TABLE',
        pos_x: n % 20,
        pos_y: 0,
        pos_z: Math.floor(n / 20),
        capacity: 4,
      }),
    ),
  );
  const idOf = (row: { id: string }) => row.id;
  return { outlet_id, node_ids: nodes.map(idOf), item_ids: items.map(idOf), station_ids: stations.map(idOf) };
}

const oneOf = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)]!;

export function orderBody({ outlet_id, node_ids, item_ids }: Restaurant) {
  const first = Math.floor(Math.random() * (item_ids.length - 3));
  return {
    outlet_id,
    node_id: oneOf(node_ids),
    guest_count: 2,
    lines: [0, 1, 2].map((n) => ({ menu_item_id: item_ids[first + n]!, quantity: 1 + n })),
  };
}

async function rawOrders(house: BenchHouse, restaurant: Restaurant): Promise<number> {
  const clients = await rawClients(house.admin_url, CONNECTIONS);
  const rate = await perSecond(CONNECTIONS, 6, (worker) => rawOrder(clients[worker]!, house.tenant_id, restaurant));
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

/** The least a careful hand could do: lock the table, read the prices, write everything in one statement, log it, commit. */
async function rawOrder(
  client: pg.Client,
  tenant_id: string,
  { outlet_id, node_ids, item_ids, station_ids }: Restaurant,
): Promise<void> {
  const [order, node] = [randomUUID(), oneOf(node_ids)];
  const first = Math.floor(Math.random() * (item_ids.length - 3));
  await client.query('begin');
  await client.query({
    name: 'facts',
    text: 'select n.id, n.current_status, n.table_session_id from floor.nodes n where tenant_id = $1 and id = $2 for update',
    values: [tenant_id, node],
  });
  await client.query({
    name: 'items',
    text: 'select id, name, price_minor, station_id from menu.items where tenant_id = $1 and id = any($2)',
    values: [tenant_id, item_ids.slice(first, first + 3)],
  });
  await client.query({
    name: 'place',
    text: RAW_ORDER,
    values: [
      tenant_id,
      order,
      outlet_id,
      node,
      randomUUID(),
      randomUUID(),
      station_ids[0],
      station_ids[1],
      [randomUUID(), randomUUID(), randomUUID()],
      item_ids.slice(first, first + 3),
    ],
  });
  await client.query({
    name: 'log',
    text: RAW_LOG,
    values: [tenant_id, order, randomUUID(), outlet_id, JSON.stringify({ order_id: order, node_id: node })],
  });
  await client.query('commit');
}

const RAW_ORDER = `
  with o as (insert into orders.orders (tenant_id, id, outlet_id, node_id, guest_count, status, currency, net_minor, tax_minor, total_minor, business_date, placed_by, placed_by_name, placed_at, waiting_since)
    values ($1, $2, $3, $4, 2, 'PLACED', 'EUR', 5400, 0, 5400, current_date, $2, 'Bench', now(), now())),
  t as (insert into orders.kitchen_tickets (tenant_id, id, outlet_id, order_id, station_id, round, opened_at)
    select $1, i, $3, $2, s, 1, now() from unnest(array[$5, $6]::uuid[], array[$7, $8]::uuid[]) as x(i, s)),
  l as (insert into orders.lines (tenant_id, id, order_id, ticket_id, round, position, menu_item_id, name, quantity, unit_price_minor, tax_rate_bp, is_tax_inclusive, net_minor, tax_minor, gross_minor, status)
    select $1, x.id, $2, $5, 1, x.n, x.item, 'Dish', 2, 900, 0, true, 1800, 0, 1800, 'SENT' from unnest($9::uuid[], $10::uuid[]) with ordinality as x(id, item, n))
  update floor.nodes set current_status = 'YELLOW', status_since = now() where tenant_id = $1 and id = $4 and current_status <> 'YELLOW'`;

const RAW_LOG = `
  with e as (insert into platform.events (tenant_id, outlet_id, type, aggregate_type, aggregate_id, data, actor, occurred_at)
    values ($1, $4, 'order.placed', 'order', $2, $5::jsonb, '{}', now()))
  insert into platform.audit_entries (tenant_id, id, outlet_id, action, entity_type, entity_id, after, actor_kind, actor_id, actor_name, occurred_at)
  values ($1, $3, $4, 'orders.place', 'order', $2, $5::jsonb, 'user', $2, 'Bench', now())`;
