import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { systemActor } from '../../platform/actor.ts';
import { miscountedNights } from '../reservations/testing.ts';
import { importHotelBookings, type ImportOptions, type InTenant, type Report } from './index.ts';
import { plainCount, SAMPLE, sampleLines, soldPerMonth } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let folder: string;
beforeAll(async () => {
  house = await openTestHouse();
  folder = mkdtempSync(join(tmpdir(), 'hostelry-import-'));
});
beforeEach(async () => {
  tenant = await house.createTenant();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house.stop();
});

const open: InTenant = (act) => house.database.inTenant(systemActor(tenant.tenant_id, 'import'), act);
const bring = (path: string, options: Partial<ImportOptions> = {}, inTenant: InTenant = open): Promise<Report> =>
  importHotelBookings(inTenant, { path, file_name: 'hotel_bookings.csv', outlet_id: tenant.hotel_id, ...options });
const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const countBookings = async () =>
  (
    await house.admin.query('select count(*)::int as n from reservations.bookings where tenant_id = $1', [
      tenant.tenant_id,
    ])
  ).rows[0].n;
const FIGURES = { status: 'COMPLETED', rows_read: 500, refused: 0, known: 0, skipped: 0 };

describe('bringing in the sample', () => {
  it('books every row, and room nights per month equal a plain count over the file', async () => {
    const report = await bring(SAMPLE);
    expect(report).toMatchObject(FIGURES);
    const statuses = sampleLines()
      .slice(1)
      .map((line) => line.split(',').at(-2));
    const of = (status: string) => statuses.filter((each) => each === status).length;
    expect(report).toMatchObject({ stays: of('Check-Out'), cancelled: of('Canceled'), no_shows: of('No-Show') });
    const counted = await plainCount(SAMPLE);
    expect(await soldPerMonth(house.admin, tenant.hotel_id)).toEqual(counted);
    expect(report.room_nights).toBe(Object.values(counted).reduce((sum, nights) => sum + nights, 0));
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('keeps money, dates and origin as the file says', async () => {
    await bring(SAMPLE);
    const { rows } = await house.admin.query(
      `
      select b.start_date::text, b.end_date::text, b.booked_on::text, b.status, b.total_minor::int, b.country, b.market_segment, b.channel, b.guest_name
      from reservations.bookings b where b.tenant_id = $1 and b.total_minor < 0`,
      [tenant.tenant_id],
    );
    expect(rows).toEqual([
      {
        start_date: '2017-03-05',
        end_date: '2017-03-15',
        booked_on: '2016-08-22',
        status: 'CHECKED_OUT',
        total_minor: -6_380,
        country: 'GBR',
        market_segment: 'Groups',
        channel: 'Direct',
        guest_name: null,
      },
    ]);
  });

  it('adds nothing when it is run again', async () => {
    await bring(SAMPLE);
    const events = async () =>
      (
        await house.admin.query(
          `select count(*)::int as n from platform.events where tenant_id = $1 and type in ('reservations.imported', 'inventory.changed')`,
          [tenant.tenant_id],
        )
      ).rows[0].n;
    const [bookings, told] = [await countBookings(), await events()];
    const again = await bring(SAMPLE);
    expect(again).toMatchObject({
      status: 'COMPLETED',
      rows_read: 500,
      known: 500,
      stays: 0,
      cancelled: 0,
      no_shows: 0,
      room_nights: 0,
    });
    expect([await countBookings(), await events()]).toEqual([bookings, told]);
  });

  it('reads gzip, and only the hotel that is asked for', async () => {
    const report = await bring(write('sample.csv.gz', gzipSync(sampleLines().join('\n'))), { hotel: 'City Hotel' });
    const city = sampleLines().filter((line) => line.startsWith('City')).length;
    expect(report).toMatchObject({ status: 'COMPLETED', rows_read: 500, skipped: 500 - city });
    expect(await countBookings()).toBe(city);
  });

  it('takes up a run that was killed between two batches', async () => {
    const lines = sampleLines();
    const twice = write('twice.csv', [...lines, ...lines.slice(1)].join('\n'));
    let batches = 0;
    const dying: InTenant = (act) =>
      open(async (tx) => {
        const result = await act(tx);
        if (tx.outcome.events.some((event) => event.type === 'reservations.imported') && (batches += 1) === 2)
          throw new Error('killed');
        return result;
      });
    await expect(bring(twice, {}, dying)).rejects.toThrow('killed');
    expect(await countBookings()).toBe(500);
    await house.admin.query(
      `update imports.runs set status = 'RUNNING', error = null, finished_at = null where tenant_id = $1`,
      [tenant.tenant_id],
    );
    expect(await bring(twice)).toMatchObject({ status: 'COMPLETED', known: 500 });
    expect(await countBookings()).toBe(1_000);
    expect(await miscountedNights(house.admin)).toEqual([]);
    const { rows } = await house.admin.query('select status from imports.runs where tenant_id = $1 order by id', [
      tenant.tenant_id,
    ]);
    expect(rows.map((row) => row.status)).toEqual(['INTERRUPTED', 'COMPLETED']);
  });
});

describe('rows that cannot be booked', () => {
  it('refuses each with its row number, column and reason, and books the others', async () => {
    const [header, ...rows] = sampleLines() as [string, ...string[]];
    const columns = header.split(',');
    const spoil = (row: string, column: string, value: string) =>
      row
        .split(',')
        .map((cell, i) => (columns[i] === column ? value : cell))
        .join(',');
    const bad = [
      spoil(rows[0]!, 'arrival_date_month', 'Juli'),
      spoil(rows[1]!, 'arrival_date_day_of_month', '32'),
      spoil(rows[2]!, 'stays_in_week_nights', ''),
      spoil(rows[3]!, 'stays_in_weekend_nights', 'two'),
      spoil(rows[4]!, 'hotel', 'Grand Hotel'),
      spoil(rows[5]!, 'adr', '12.5 EUR'),
      spoil(rows[6]!, 'reservation_status', 'Checked-Out'),
      spoil(rows[7]!, 'reservation_status_date', '2015-02-30'),
      rows[8]!.split(',').slice(0, 9).join(','),
    ];
    const report = await bring(write('bad.csv', [header, ...bad, ...rows.slice(9, 20)].join('\n')));
    expect(report).toMatchObject({ status: 'COMPLETED', rows_read: 20, refused: 9 });
    expect(await countBookings()).toBe(11);
    const refused = report.issues
      .filter((issue) => issue.severity === 'REFUSED')
      .map((issue) => [issue.row_number, issue.column_name]);
    expect(refused).toEqual([
      [2, 'arrival_date_month'],
      [3, 'arrival_date_day_of_month'],
      [4, 'stays_in_week_nights'],
      [5, 'stays_in_weekend_nights'],
      [6, 'hotel'],
      [7, 'adr'],
      [8, 'reservation_status'],
      [9, 'reservation_status_date'],
      [10, 'hotel'],
    ]);
    expect(report.issues[0]!.reason).toContain('"Juli" is not one of January');
  });
});

describe('a broken file leaves nothing half-done', () => {
  const lines = sampleLines();
  const zipped = gzipSync(lines.join('\n'));
  it.each<[string, string, string | Buffer, RegExp]>([
    ['a wrong header', 'header.csv', ['a,b,c', ...lines.slice(1)].join('\n'), /header lacks every column/],
    [
      'a header without one column',
      'column.csv',
      [lines[0]!.replace('adr', 'price'), ...lines.slice(1)].join('\n'),
      /header lacks the column\(s\) adr/,
    ],
    ['a gzip that was cut off', 'cut.csv.gz', zipped.subarray(0, zipped.length - 2_000), /ends too early/],
    [
      'a damaged gzip',
      'damaged.csv.gz',
      Buffer.concat([zipped.subarray(0, 3_000), Buffer.alloc(500, 7), zipped.subarray(3_500)]),
      /damaged/,
    ],
    [
      'a quote that never closes',
      'quote.csv',
      [...lines.slice(0, 300), `"${lines[300]}`, ...lines.slice(301)].join('\n'),
      /not valid CSV/,
    ],
    ['an empty file', 'empty.csv', '', /empty/],
    ['a header alone', 'alone.csv', `${lines[0]}\n`, /no rows/],
  ])('%s', async (_, name, content, reason) => {
    await expect(bring(write(name, content))).rejects.toThrow(reason);
    expect(await countBookings()).toBe(0);
    const { rows } = await house.admin.query(
      `select (select count(*) from rooms.room_types where tenant_id = $1)::int as types,
      (select count(*) from rooms.inventory_days where tenant_id = $1)::int as nights, (select string_agg(status || ' ' || error, '') from imports.runs where tenant_id = $1) as run`,
      [tenant.tenant_id],
    );
    expect(rows[0]).toMatchObject({ types: 0, nights: 0, run: expect.stringMatching(reason) });
    expect(rows[0].run).toMatch(/^FAILED/);
  });

  it('a file that is not there, a hotel the table does not know, an outlet that is no hotel', async () => {
    await expect(bring(join(folder, 'nowhere.csv'))).rejects.toThrow('There is no file');
    await expect(bring(SAMPLE, { hotel: 'Grand Hotel' })).rejects.toThrow('knows no hotel "Grand Hotel"');
    await expect(bring(SAMPLE, { outlet_id: tenant.cafe_id })).rejects.toThrow('is not a hotel');
  });
});
