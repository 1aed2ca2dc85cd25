import { createReadStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import type pg from 'pg';

/** For tests only: a second opinion on a booking table, which shares no code with the import. */

export const SAMPLE = fileURLToPath(new URL('./sample/hotel_bookings.csv', import.meta.url));

export function sampleLines(): string[] {
  return readFileSync(SAMPLE, 'utf8').trimEnd().split('\n');
}

/** Room nights of checked-out stays per hotel's first letter and month, counted over the file itself. */
export async function plainCount(path: string): Promise<Record<string, number>> {
  const months = 'January February March April May June July August September October November December'.split(' ');
  const counts: Record<string, number> = {};
  const source = createReadStream(path);
  const rows = (path.endsWith('.gz') ? source.pipe(createGunzip()) : source).pipe(parse({ columns: true }));
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    if (row.reservation_status !== 'Check-Out') continue;
    const nights = Number(row.stays_in_weekend_nights) + Number(row.stays_in_week_nights);
    for (let night = 0; night < nights; night += 1) {
      const date = new Date(
        Date.UTC(
          Number(row.arrival_date_year),
          months.indexOf(row.arrival_date_month!),
          Number(row.arrival_date_day_of_month) + night,
        ),
      );
      const key = `${row.hotel![0]} ${date.toISOString().slice(0, 7)}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return counts;
}

/** The same from the calendar's counters. */
export async function soldPerMonth(db: pg.Pool, outlet_id: string): Promise<Record<string, number>> {
  const { rows } = await db.query<{ key: string; sold: number }>(
    `
    select left(t.code, 1) || ' ' || to_char(d.date, 'YYYY-MM') as key, sum(d.sold)::int as sold
    from rooms.inventory_days d join rooms.room_types t on t.tenant_id = d.tenant_id and t.id = d.room_type_id
    where t.outlet_id = $1 group by 1 having sum(d.sold) > 0`,
    [outlet_id],
  );
  return Object.fromEntries(rows.map((row) => [row.key, row.sold]));
}
