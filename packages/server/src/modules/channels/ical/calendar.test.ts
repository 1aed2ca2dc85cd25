import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import ical from 'node-ical';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createUser,
  NOW,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../../test/support/house.ts';
import { addDays } from '../../../platform/clock.ts';
import { taskContext } from '../../../platform/jobs.ts';
import { miscountedNights, openRoomType } from '../../reservations/testing.ts';
import { fetchFeed } from './fetch-feed.ts';
import { readCalendar } from './read-calendar.ts';
import { stretchesOf, writeCalendar } from './write-calendar.ts';

const event = (uid: string, start: string, end: string, more = '') =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;VALUE=DATE:${start}\r\nDTEND;VALUE=DATE:${end}\r\n${more}END:VEVENT\r\n`;
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n${events.join('')}END:VCALENDAR\r\n`;
const datesOf = (text: string, timezone = 'Europe/Lisbon') =>
  readCalendar(text, timezone).map(({ lines: [line] }) => [line!.start_date, line!.end_date]);

describe('reading a calendar', () => {
  it('R15 takes DTEND as exclusive, and gives an event without an end one night', () => {
    expect(datesOf(calendar(event('a', '20260701', '20260704')))).toEqual([['2026-07-01', '2026-07-04']]);
    const open = 'BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20260701\r\nEND:VEVENT\r\n';
    expect(datesOf(calendar(open))).toEqual([['2026-07-01', '2026-07-02']]);
  });

  it('R15 refuses whatever is not a whole calendar', () => {
    const whole = calendar(event('a', '20260701', '20260704'), event('b', '20260801', '20260804'));
    for (let length = 0; length < whole.trimEnd().length; length += 7)
      expect(() => readCalendar(whole.slice(0, length), 'UTC')).toThrow();
    for (const text of ['', '<html>sorry</html>', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VCALENDAR'])
      expect(() => readCalendar(text, 'UTC')).toThrow();
  });

  it('R16 finds the property’s own dates in any time zone, across changes of the clock', () => {
    const timed = (start: string, end: string) =>
      calendar(`BEGIN:VEVENT\r\nUID:t\r\nDTSTART${start}\r\nDTEND${end}\r\nEND:VEVENT\r\n`);
    // Late in the evening in New York is the next day in Lisbon.
    const evening = timed(';TZID=America/New_York:20260701T210000', ';TZID=America/New_York:20260703T110000');
    expect(datesOf(evening)).toEqual([['2026-07-02', '2026-07-03']]);
    expect(datesOf(evening, 'America/New_York')).toEqual([['2026-07-01', '2026-07-03']]);
    expect(datesOf(timed(':20260328T233000Z', ':20260329T230000Z'))).toEqual([['2026-03-28', '2026-03-30']]);
    expect(datesOf(timed(':20260701T150000', ':20260702T110000'), 'Asia/Tokyo')).toEqual([
      ['2026-07-01', '2026-07-02'],
    ]);
    const zone = process.env.TZ;
    for (const TZ of ['America/Sao_Paulo', 'Pacific/Kiritimati', 'UTC']) {
      process.env.TZ = TZ;
      expect(datesOf(calendar(event('a', '20260328', '20260330')))).toEqual([['2026-03-28', '2026-03-30']]);
    }
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('tells a recurring event from a booking, counts SEQUENCE before LAST-MODIFIED, and passes over our own events', () => {
    const [first] = readCalendar(calendar(event('a', '20260701', '20260702', 'RRULE:FREQ=DAILY;COUNT=3\r\n')), 'UTC');
    expect(first!.problem).toBe('RECURRING');
    const revision = (more: string) =>
      readCalendar(calendar(event('a', '20260701', '20260702', more)), 'UTC')[0]!.revision;
    expect(revision('SEQUENCE:1\r\n')).toBeGreaterThan(revision('LAST-MODIFIED:20991231T000000Z\r\n'));
    expect(readCalendar(calendar(event('x@stays.hostelry', '20260701', '20260702')), 'UTC')).toEqual([]);
  });
});

describe('writing a calendar', () => {
  it('R15 R16 gives back every stretch as whole days with an exclusive end, and the same text for the same stretches', () => {
    const nights = fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 60 });
    fc.assert(
      fc.property(nights, (offsets) => {
        const dates = offsets.sort((a, b) => a - b).map((offset) => addDays('2026-02-20', offset));
        const stretches = stretchesOf('type', dates, (date) => addDays(date, 1));
        const { text, etag } = writeCalendar('Double', stretches);
        expect(writeCalendar('Double', stretches)).toEqual({ text, etag });
        const read = Object.values(ical.sync.parseICS(text)).flatMap((part) =>
          part?.type === 'VEVENT'
            ? datesOf(calendar(event('x', plain(part.start as Date), plain(part.end as Date))))
            : [],
        );
        expect(read).toEqual(stretches.map(({ start_date, end_date }) => [start_date, end_date]));
        expect(read.flatMap(([from, to]) => nightsBetween(from!, to!))).toEqual(dates);
      }),
      { numRuns: 40 },
    );
  });
});

const plain = (date: Date) =>
  `${date.getFullYear()}${String(date.getMonth() + 1).padStart(2, '0')}${String(date.getDate()).padStart(2, '0')}`;
const nightsBetween = (from: string, to: string) => {
  const dates: string[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) dates.push(date);
  return dates;
};

describe('a feed', () => {
  let house: TestHouse;
  let tenant: TestTenant;
  let manager: string;
  let feed_id: string;
  let type_id: string;
  let export_url: string;
  let answer: (headers: Record<string, string>) => { status: number; text: string; etag?: string; cut?: boolean };
  let url: string;
  const server = createServer((request, response) => {
    const { status, text, etag, cut } = answer(request.headers as Record<string, string>);
    const length = Buffer.byteLength(text) + (cut ? 100 : 0);
    response.writeHead(status, { 'content-length': length, ...(etag ? { etag } : {}) }).write(text);
    if (cut) setTimeout(() => response.destroy(), 10);
    else response.end();
  });

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/their.ics`;
    house = await openTestHouse();
    house.config.allow_internal_addresses = true;
    tenant = await house.createTenant();
    const grant = { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id } as const;
    ({ token: manager } = await createUser(house, tenant, [grant]));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await house.stop();
  });
  let made = 0;
  beforeEach(async () => {
    house.clock.set(NOW);
    made += 1;
    const range = { start_date: '2026-06-15', end_date: '2026-09-01' };
    const type = await tenant.act((tx) =>
      openRoomType(tx, tenant.hotel_id, { code: `T${made}`, units: 2, ...range, price_minor: 9_000 }),
    );
    type_id = type.id;
    const channel = { outlet_id: tenant.hotel_id, name: `Holiday site ${made}`, kind: 'ICAL' };
    const { id } = (await send(house, manager, 'POST', '/channels', channel)).body.data;
    const opened = await send(house, manager, 'POST', `/channels/${id}/feeds`, {
      room_type_id: type.id,
      import_url: url,
    });
    expect(opened.status).toBe(201);
    ({ id: feed_id, export_url } = opened.body.data);
  });

  const fetchNow = () => fetchFeed(taskContext(house), tenant.tenant_id, feed_id);
  const hear = async (text: string, more: { status?: number; etag?: string; cut?: boolean } = {}) => {
    answer = () => ({ status: 200, text, ...more });
    await fetchNow();
  };
  const stays = async () =>
    (
      await house.admin.query(
        `select r.status, r.start_date::text, r.end_date::text, r.is_overbooked, b.guest_name from reservations.reservations r
         join reservations.bookings b on b.id = r.booking_id where r.room_type_id = $1 order by r.start_date, r.created_at`,
        [type_id],
      )
    ).rows;
  const feed = async () =>
    (await house.admin.query('select error, counts, empty_fetches from channels.feeds where id = $1', [feed_id]))
      .rows[0];

  it('R15 books each event once by its id, follows its changes and its cancellation', async () => {
    const ana = (start: string, end: string, more = '') => event('ana', start, end, `SUMMARY:Ana\r\n${more}`);
    await hear(calendar(ana('20260701', '20260704')));
    await hear(calendar(ana('20260701', '20260704')));
    const booked = { start_date: '2026-07-01', end_date: '2026-07-04', guest_name: 'Ana', is_overbooked: false };
    expect(await stays()).toEqual([{ ...booked, status: 'CONFIRMED' }]);
    await hear(calendar(ana('20260702', '20260706', 'SEQUENCE:1\r\n')));
    expect(await stays()).toMatchObject([{ start_date: '2026-07-02', end_date: '2026-07-06', status: 'CONFIRMED' }]);
    // An old copy of the calendar, from a cache on the way, does not turn it back.
    await hear(calendar(ana('20260701', '20260704')));
    expect(await stays()).toMatchObject([{ start_date: '2026-07-02' }]);
    await hear(
      calendar(ana('20260702', '20260706', 'SEQUENCE:2\r\nSTATUS:CANCELLED\r\n'), event('bo', '20260801', '20260802')),
    );
    expect(await stays()).toMatchObject([{ status: 'CANCELLED' }, { status: 'CONFIRMED', start_date: '2026-08-01' }]);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('R15 a failed, truncated, foreign or empty fetch frees nothing; a whole one without the event does', async () => {
    const both = calendar(event('ana', '20260701', '20260704'), event('bo', '20260801', '20260802'));
    await hear(both, { etag: '"1"' });
    const before = await stays();
    expect(before).toHaveLength(2);
    const bad = [
      ['sorry', { status: 500 }],
      [both.slice(0, 150), {}],
      [both, { cut: true }],
      ['<html>maintenance</html>', {}],
      ['', {}],
      [calendar(), {}],
    ] as const;
    for (const [text, more] of bad) {
      await hear(text, more);
      expect(await stays()).toEqual(before);
      expect((await feed()).error).not.toBeNull();
    }
    answer = (headers) =>
      headers['if-none-match'] === '"1"' ? { status: 304, text: '' } : { status: 200, text: both, etag: '"1"' };
    await fetchNow();
    await fetchNow();
    expect([await stays(), (await feed()).error]).toEqual([before, null]);
    await hear(calendar(event('bo', '20260801', '20260802')));
    expect((await stays()).map((stay) => stay.status)).toEqual(['CANCELLED', 'CONFIRMED']);
    // It comes back: the same booking lives again.
    await hear(both);
    expect((await stays()).map((stay) => stay.status)).toEqual(['CONFIRMED', 'CONFIRMED']);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('R15 an empty calendar is believed when it stays empty, or when a person says so', async () => {
    await hear(calendar(event('ana', '20260701', '20260704')));
    await hear(calendar());
    await hear(calendar());
    expect((await stays())[0].status).toBe('CONFIRMED');
    await hear(calendar());
    expect((await stays())[0].status).toBe('CANCELLED');
    await hear(calendar(event('bo', '20260701', '20260704')));
    const upload = (text: string, token: string | null = manager) =>
      send(house, token, 'POST', `/calendar-feeds/${feed_id}/upload`, { text });
    expect((await upload('no calendar')).body.error.details.fields[0].field).toBe('text');
    expect((await upload(calendar())).body.data).toMatchObject({ events: 0, cancelled: 1 });
    expect((await stays()).map((stay) => stay.status)).toEqual(['CANCELLED', 'CANCELLED']);
  });

  it('R14 books beyond what the house has, flags it, and gives it the next free room', async () => {
    const events = ['ana', 'bo', 'cy'].map((uid) => event(uid, '20260710', '20260712'));
    await hear(calendar(...events));
    expect((await stays()).map((stay) => stay.is_overbooked)).toEqual([false, false, true]);
    const list = async () =>
      (await send(house, manager, 'GET', `/overbooked-stays?outlet_id=${tenant.hotel_id}`)).body.data.filter(
        (stay: { room_type_id: string }) => stay.room_type_id === type_id,
      );
    const [stay] = await list();
    expect(stay.lost_dates).toEqual(['2026-07-10', '2026-07-11']);
    const resolve = () => send(house, manager, 'POST', `/overbooked-stays/${stay.reservation_id}/resolve`, {});
    expect((await resolve()).body.data).toEqual({ nights_missing: 2 });
    await hear(calendar(...events.slice(1)));
    expect((await resolve()).body.data).toEqual({ nights_missing: 0 });
    expect(await list()).toEqual([]);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('R15 shows full nights to whoever knows the address, without names, and says when nothing changed', async () => {
    const path = () => new URL(export_url).pathname.replace('/api/v1', '');
    const empty = await send(house, null, 'GET', path());
    expect([empty.status, empty.body.includes('VEVENT')]).toEqual([200, false]);
    await hear(
      calendar(event('a', '20260710', '20260712', 'SUMMARY:Secret Name\r\n'), event('b', '20260710', '20260713')),
    );
    const full = await send(house, null, 'GET', path());
    expect(full.body).toContain('DTSTART;VALUE=DATE:20260710');
    expect(full.body).toContain('DTEND;VALUE=DATE:20260712');
    expect(full.body).not.toContain('Secret');
    const etag = full.headers.etag as string;
    expect(etag).not.toBe(empty.headers.etag);
    expect((await send(house, null, 'GET', path(), undefined, { 'if-none-match': etag })).status).toBe(304);
    const old = path();
    const rotated = await send(house, manager, 'POST', `/calendar-feeds/${feed_id}/rotate`);
    export_url = rotated.body.data.export_url;
    expect((await send(house, null, 'GET', old)).status).toBe(404);
    expect((await send(house, null, 'GET', path())).status).toBe(200);
  });

  it('A1 A2 is fetched at once for whoever keeps channels here, and only where there is an address to fetch', async () => {
    const fetchIt = (token: string | null, id = feed_id) => send(house, token, 'POST', `/calendar-feeds/${id}/fetch`);
    const at = async (role: 'STAFF' | 'MANAGER', scope_id: string) =>
      (await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id }])).token;
    const other = await house.createTenant('Other');
    const stranger = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]);
    const tokens = [
      null,
      await at('STAFF', tenant.hotel_id),
      await at('MANAGER', tenant.restaurant_id),
      stranger.token,
      manager,
    ];
    const key = `feed:${feed_id}`;
    await house.admin.query('select graphile_worker.remove_job($1)', [key]);
    const statuses = tokens.map(async (token) => (await fetchIt(token)).status);
    expect(await Promise.all(statuses)).toEqual([401, 403, 403, 404, 200]);
    const { rows } = await house.admin.query('select key from graphile_worker.jobs where key = $1', [key]);
    expect(rows).toEqual([{ key }]);
    await send(house, manager, 'PATCH', `/calendar-feeds/${feed_id}`, { import_url: null });
    expect((await fetchIt(manager)).body.error.details.fields[0].field).toBe('import_url');
  });

  it('never leads into the house’s own network', async () => {
    house.config.allow_internal_addresses = false;
    answer = () => ({ status: 200, text: calendar() });
    await fetchNow();
    house.config.allow_internal_addresses = true;
    expect((await feed()).error).toContain('own network');
  });
});
