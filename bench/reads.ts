import fastify from 'fastify';
import pg from 'pg';
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadHttp } from './http.ts';
import { openRestaurant } from './orders.ts';
import { addDays, openHotel } from './reservations.ts';
import type { BenchHouse, Figure } from './support.ts';

interface Read {
  what: string;
  path: string;
  sql: string;
  values: unknown[];
}

/** Reads beside a bare Fastify that sends one equivalent query without tenants, permissions or schemas. */
export async function benchReads(house: BenchHouse): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { what, path, sql, values } of await readsOf(house)) {
    const http = await loadHttp(house, { method: 'GET', path, seconds: 5 });
    if (http.refused > 0) throw new Error(`${path} refused ${http.refused} reads`);
    const ceiling = await bareFastify(house.admin_url, sql, values);
    figures.push({
      what,
      unit: '/s',
      figure: http.per_second,
      ceiling,
      ceiling_is: 'bare Fastify + one query, same rows',
      limited_by: 'one Node thread and the round trips of the tenant’s transaction',
    });
  }
  return figures;
}

async function readsOf(house: BenchHouse): Promise<Read[]> {
  const hotel = await openHotel(house);
  const restaurant = await openRestaurant(house);
  const to = addDays(hotel.first_night, 27);
  return [
    {
      what: 'read the menu (30 items)',
      path: `/menu?outlet_id=${restaurant.outlet_id}`,
      sql: 'select id, name, price_minor, station_id, is_available, allergens from menu.items where tenant_id = $1 and outlet_id = $2 order by name',
      values: [house.tenant_id, restaurant.outlet_id],
    },
    {
      what: 'read the availability grid (8 types × 28 nights)',
      path: `/inventory/calendar?outlet_id=${hotel.outlet_id}&from=${hotel.first_night}&to=${to}`,
      sql: `select t.id, t.code, d.date, d.physical, d.sold, d.held, d.blocked, d.out_of_order from rooms.room_types t join rooms.inventory_days d
        on d.tenant_id = t.tenant_id and d.room_type_id = t.id where t.tenant_id = $1 and t.outlet_id = $2 and d.date between $3 and $4 order by t.code, d.date`,
      values: [house.tenant_id, hotel.outlet_id, hotel.first_night, to],
    },
    {
      what: 'list the floor (400 tables with colours)',
      path: `/service-nodes?outlet_id=${restaurant.outlet_id}&limit=200`,
      sql: 'select * from floor.nodes where tenant_id = $1 and outlet_id = $2 order by name limit 200',
      values: [house.tenant_id, restaurant.outlet_id],
    },
  ];
}

async function bareFastify(url: string, sql: string, values: unknown[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url)], {
    env: { ...process.env, BENCH_URL: url, BENCH_SQL: sql, BENCH_VALUES: JSON.stringify(values) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resume) =>
    child.stdout!.once('data', (chunk: Buffer) => resume(chunk.toString().trim())),
  );
  const result = await autocannon({ url: `http://127.0.0.1:${port}/`, connections: 16, duration: 5 });
  const gone = new Promise((resume) => child.once('exit', resume));
  child.kill('SIGTERM');
  await gone;
  return result['2xx'] / result.duration;
}

/** The bare server is a process of its own, as Hostelry is. */
if (process.env.BENCH_SQL) {
  const pool = new pg.Pool({ connectionString: process.env.BENCH_URL, max: 16 });
  const app = fastify();
  app.get(
    '/',
    async () =>
      (await pool.query({ name: 'q', text: process.env.BENCH_SQL!, values: JSON.parse(process.env.BENCH_VALUES!) }))
        .rows,
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  console.log((app.server.address() as { port: number }).port);
}
