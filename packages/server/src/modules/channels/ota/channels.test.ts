import fc from 'fast-check';
import type { RemoteRevision } from '@hostelry/contracts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createUser,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../../test/support/house.ts';
import { startSimulatedAgent, type SimulatedAgent } from '../../../adapters/channels/simulated-agent.ts';
import { addDays, nightsOf } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import { taskContext } from '../../../platform/jobs.ts';
import { miscountedNights, openRoomType } from '../../reservations/testing.ts';
import { markDirtyReaction } from './mark-dirty.ts';
import { pullChannel } from './pull.ts';
import { pushChannel } from './push.ts';

const ACCESS = { key: 'hotel-1', secret: 'a secret of the agent' };
let house: TestHouse;
let tenant: TestTenant;
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
let agent: SimulatedAgent;
let type: { id: string };
let channel: { id: string; version: number };
beforeAll(async () => {
  house = await openTestHouse();
  house.config.allow_internal_addresses = true;
  tenant = await house.createTenant();
  const as = async (role: 'MANAGER' | 'STAFF', scope_id: string) =>
    (await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id }])).token;
  manager = await as('MANAGER', tenant.hotel_id);
  desk = await as('STAFF', tenant.hotel_id);
  elsewhere = await as('MANAGER', tenant.restaurant_id);
  const other = await house.createTenant('Other');
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  agent = await startSimulatedAgent(ACCESS);
  const range = { start_date: '2026-06-15', end_date: '2026-09-15', price_minor: 12_000 };
  type = await tenant.act((tx) => openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 3, ...range }));
  const wanted = {
    outlet_id: tenant.hotel_id,
    name: 'Agent',
    kind: 'OTA',
    url: agent.url,
    remote_property_id: 'P1',
    ...ACCESS,
  };
  channel = (await send(house, manager, 'POST', '/channels', wanted)).body.data;
  const mapping = { room_type_id: type.id, remote_room_id: 'R1', remote_rate_id: 'FLEX' };
  await send(house, manager, 'POST', `/channels/${channel.id}/mappings`, mapping);
});
afterAll(async () => {
  await agent.stop();
  await house.stop();
});

const context = () => taskContext(house);
const pull = () => pullChannel(context(), tenant.tenant_id, channel.id);
const push = () => pushChannel(context(), tenant.tenant_id, channel.id);
const line = (arrival: string, departure: string, more: object = {}) => ({
  line: '1',
  room_id: 'R1',
  rate_id: 'FLEX',
  arrival,
  departure,
  adults: 2,
  children: 0,
  nights: nightsOf(arrival, departure).map((date) => ({ date, price_minor: 11_000 })),
  ...more,
});
const said = (booking_id: string, revision: number, more: Partial<RemoteRevision> = {}): RemoteRevision => ({
  booking_id,
  revision,
  status: revision === 1 ? 'new' : 'modified',
  guest: { name: 'Ana Sousa', email: 'ana@example.com' },
  currency: 'EUR',
  lines: [line('2026-07-01', '2026-07-03')],
  ...more,
});
const staysOf = async (booking_id: string) =>
  (
    await house.admin.query(
      `select b.external_key, b.source, b.channel, r.status, r.start_date::text, r.end_date::text, r.total_minor::int, r.is_overbooked,
         coalesce(r.guest_name, b.guest_name) as guest_name
       from reservations.bookings b join reservations.reservations r on r.booking_id = b.id
       where b.external_key like '%' || $1 || '%' order by b.external_key`,
      [` ${booking_id} `],
    )
  ).rows;

describe('R14 what an agent sold', () => {
  it('is booked, changed and cancelled once each, at the price it was sold at', async () => {
    agent.tell(said('B1', 1));
    await pull();
    expect(await staysOf('B1')).toMatchObject([
      { source: 'CHANNEL', channel: 'Agent', status: 'CONFIRMED', total_minor: 22_000, guest_name: 'Ana Sousa' },
    ]);
    expect(agent.waiting()).toEqual([]);
    agent.tell(
      said('B1', 2, { lines: [line('2026-07-02', '2026-07-05'), line('2026-07-02', '2026-07-03', { line: '2' })] }),
    );
    agent.tell(
      said('B1', 2, { lines: [line('2026-07-02', '2026-07-05'), line('2026-07-02', '2026-07-03', { line: '2' })] }),
    );
    await pull();
    expect(await staysOf('B1')).toMatchObject([
      { status: 'CONFIRMED', start_date: '2026-07-02', end_date: '2026-07-05' },
      { status: 'CONFIRMED', start_date: '2026-07-02', end_date: '2026-07-03' },
    ]);
    agent.tell(said('B1', 3, { status: 'cancelled' }));
    await pull();
    expect((await staysOf('B1')).map((stay) => stay.status)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('converges from any order, with any repeats, to the last revision', async () => {
    const history = (id: string) => [
      said(id, 1),
      said(id, 2, { lines: [line('2026-07-03', '2026-07-05')] }),
      said(id, 3, { status: 'cancelled' }),
      said(id, 4, { lines: [line('2026-07-04', '2026-07-06'), line('2026-07-04', '2026-07-05', { line: '2' })] }),
      said(id, 5, { lines: [line('2026-07-05', '2026-07-08')], guest: { name: 'Bo Lind' } }),
    ];
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 0, 2, 4, 4, 3], { minLength: 10 });
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), async (places, cancelled) => {
        const id = newId();
        const revisions = history(id);
        if (cancelled) revisions.push(said(id, 6, { status: 'cancelled' }));
        for (const place of [...places, ...(cancelled ? [5, 0] : [])]) agent.tell(revisions[place]!);
        await pull();
        const alive = (await staysOf(id)).filter((stay) => stay.status !== 'CANCELLED');
        const last = {
          status: 'CONFIRMED',
          start_date: '2026-07-05',
          end_date: '2026-07-08',
          total_minor: 33_000,
          guest_name: 'Bo Lind',
        };
        expect(alive).toMatchObject(cancelled ? [] : [last]);
        agent.tell(said(id, 7, { status: 'cancelled' }));
        await pull();
        expect(await miscountedNights(house.admin)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('survives an agent that fails, goes silent, repeats and shuffles', async () => {
    agent.faults = { failure: 0.3, silence: 0.3, repeat: 0.3, shuffle: 0.5 };
    for (const id of ['F1', 'F2', 'F3']) {
      agent.tell(said(id, 1, { lines: [line('2026-08-01', '2026-08-03')] }));
      agent.tell(said(id, 2, { lines: [line('2026-08-02', '2026-08-04')] }));
    }
    for (let tries = 0; tries < 60 && agent.waiting().length > 0; tries += 1) await pull();
    agent.faults = { failure: 0, silence: 0, repeat: 0, shuffle: 0 };
    await pull();
    for (const id of ['F1', 'F2', 'F3'])
      expect(await staysOf(id)).toMatchObject([
        { status: 'CONFIRMED', start_date: '2026-08-02', is_overbooked: false },
      ]);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('is never dropped: beyond the house it is flagged, beyond the calendar the calendar is opened', async () => {
    for (const id of ['O1', 'O2', 'O3', 'O4']) agent.tell(said(id, 1, { lines: [line('2026-08-20', '2026-08-22')] }));
    agent.tell(said('L1', 1, { lines: [line('2027-05-01', '2027-05-03')] }));
    await pull();
    const flags = await Promise.all(
      ['O1', 'O2', 'O3', 'O4', 'L1'].map(async (id) => (await staysOf(id))[0].is_overbooked),
    );
    expect(flags).toEqual([false, false, false, true, false]);
    const list = await send(house, desk, 'GET', '/overbooked-stays');
    const [stay] = list.body.data;
    expect(stay).toMatchObject({ channel_name: 'Agent', lost_dates: ['2026-08-20', '2026-08-21'] });
    const path = `/overbooked-stays/${stay.reservation_id}/resolve`;
    const statuses = await Promise.all(
      [null, desk, elsewhere, stranger].map(async (token) => (await send(house, token, 'POST', path, {})).status),
    );
    expect(statuses).toEqual([401, 403, 403, 404]);
    const other = await tenant.act((tx) =>
      openRoomType(tx, tenant.hotel_id, { code: 'STE', units: 1, start_date: '2026-06-15', end_date: '2026-09-15' }),
    );
    const moved = await send(house, manager, 'POST', path, { room_type_id: other.id });
    expect(moved.body.data).toEqual({ nights_missing: 0 });
    expect(await staysOf('O4')).toMatchObject([{ is_overbooked: false, total_minor: 22_000, status: 'CONFIRMED' }]);
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('waits for a person when it cannot be understood, and is booked as soon as the mapping is there', async () => {
    agent.tell(said('U1', 1, { lines: [line('2026-07-20', '2026-07-22', { room_id: 'R9' })] }));
    agent.tell(said('U2', 1, { lines: [line('2026-07-22', '2026-07-20', { nights: [] })] }));
    agent.tell(said('U3', 1, { currency: 'USD' }));
    agent.tell({ booking_id: 'U4', revision: 1 } as RemoteRevision);
    await pull();
    expect(agent.waiting()).toEqual([]);
    const parking = async () =>
      Object.fromEntries(
        (await send(house, manager, 'GET', '/channel-parking')).body.data.map((each: any) => [each.remote_id, each]),
      );
    const parked = await parking();
    expect(Object.fromEntries(Object.entries(parked).map(([id, each]) => [id, each.problem]))).toEqual({
      U1: 'UNMAPPED_ROOM',
      U2: 'BAD_DATES',
      U3: 'OTHER_CURRENCY',
      U4: 'MALFORMED',
    });
    const mapping = { room_type_id: type.id, remote_room_id: 'R9', remote_rate_id: 'FLEX' };
    expect((await send(house, manager, 'POST', `/channels/${channel.id}/mappings`, mapping)).status).toBe(201);
    expect(await staysOf('U1')).toMatchObject([{ status: 'CONFIRMED', start_date: '2026-07-20' }]);
    for (const act of ['retry', 'dismiss']) {
      const path = `/channel-parking/${parked.U3.id}/${act}`;
      const statuses = await Promise.all(
        [null, desk, elsewhere, stranger, manager].map(
          async (token) => (await send(house, token, 'POST', path)).status,
        ),
      );
      expect(statuses).toEqual([401, 403, 403, 404, 200]);
    }
    expect(Object.keys(await parking()).sort()).toEqual(['U2', 'U4']);
  });
});

describe('what an agent is told', () => {
  it('is availability, prices and rules of the mapped rooms, each change once', async () => {
    await push();
    const told = (date: string) => [agent.availability.get(`R1 ${date}`), agent.rates.get(`R1 FLEX ${date}`)];
    expect(told('2026-09-01')).toEqual([3, 12_000]);
    expect(agent.received.refused).toBe(0);
    const quiet = agent.received.updates;
    await tenant.act((tx) =>
      markDirtyReaction.react(tx, changed({ start_date: '2026-09-01', end_date: '2026-09-10' })),
    );
    await push();
    expect(agent.received.updates).toBe(quiet);
    const stay = { room_type_id: type.id, start_date: '2026-09-01', end_date: '2026-09-03', guest: { name: 'Di' } };
    expect((await send(house, desk, 'POST', '/reservations', stay)).status).toBe(201);
    const rules = [{ rule: 'MIN_STAY_ARRIVAL', value: 3 }];
    const range = { start_date: '2026-09-05', end_date: '2026-09-07' };
    await send(house, manager, 'PUT', '/restrictions', {
      outlet_id: tenant.hotel_id,
      ...range,
      channels: ['AGENT'],
      rules,
    });
    await tenant.act((tx) =>
      markDirtyReaction.react(tx, changed({ start_date: '2026-09-01', end_date: '2026-09-10' })),
    );
    agent.faults.failure = 1;
    await push();
    const failed = await send(house, manager, 'GET', `/channels/${channel.id}`);
    expect(failed.body.data).toMatchObject({ push_error: expect.stringContaining('500'), waiting: 1 });
    agent.faults.failure = 0;
    await push();
    expect([told('2026-09-02'), told('2026-09-03')]).toEqual([
      [2, 12_000],
      [3, 12_000],
    ]);
    expect(agent.restrictions.get('R1 FLEX 2026-09-06')).toEqual({ MIN_STAY_ARRIVAL: 3 });
    // One stretch of availability and one of rules for each mapped room, not one for each night.
    expect(agent.received.updates - quiet).toBe(4);
    expect((await send(house, manager, 'GET', `/channels/${channel.id}`)).body.data).toMatchObject({
      push_error: null,
      waiting: 0,
    });
  });

  it('is told anew by a person who doubts it', async () => {
    agent.availability.clear();
    await send(house, manager, 'POST', `/channels/${channel.id}/refresh`);
    await push();
    expect(agent.availability.get('R1 2026-09-10')).toBe(3);
    expect(agent.availability.get(`R1 ${addDays('2026-06-15', 399)}`)).toBe(0);
  });
});

const changed = (data: object) =>
  ({ type: 'inventory.changed', outlet_id: tenant.hotel_id, data: { room_type_id: type.id, ...data } }) as never;

describe('the routes of channels', () => {
  it('A1 A2 are closed to nobody, to other roles, outlets and tenants', async () => {
    const feed = { room_type_id: type.id };
    const calls: [string, string, object | undefined][] = [
      ['PATCH', `/channels/${channel.id}`, { name: 'Mine' }],
      ['POST', `/channels/${channel.id}/refresh`, undefined],
      ['POST', `/channels/${channel.id}/pull`, undefined],
      ['POST', `/channels/${channel.id}/feeds`, feed],
      ['POST', `/channels/${channel.id}/mappings`, { ...feed, remote_room_id: 'X', remote_rate_id: 'Y' }],
      ['DELETE', `/channels/${channel.id}/mappings/${newId()}`, undefined],
    ];
    for (const [method, path, body] of calls) {
      const statuses = await Promise.all(
        [null, desk, elsewhere, stranger].map(
          async (token) => (await send(house, token, method as 'POST', path, body)).status,
        ),
      );
      expect([path, statuses]).toEqual([path, [401, 403, 403, 404]]);
    }
    for (const path of ['', '/mappings', '/feeds']) {
      const statuses = await Promise.all(
        [desk, elsewhere, stranger].map(
          async (token) => (await send(house, token, 'GET', `/channels/${channel.id}${path}`)).status,
        ),
      );
      expect(statuses).toEqual([200, 403, 404]);
    }
    expect((await send(house, elsewhere, 'GET', '/channels')).body.data).toEqual([]);
  });

  it('name the field that is wrong, and never show what is secret', async () => {
    const base = {
      outlet_id: tenant.hotel_id,
      name: 'Second',
      kind: 'OTA',
      url: agent.url,
      remote_property_id: 'P',
      ...ACCESS,
    };
    const field = async (change: object) => {
      const reply = await send(house, manager, 'POST', '/channels', { ...base, ...change });
      return JSON.stringify([reply.status, reply.body.error?.details]);
    };
    expect(await field({ secret: undefined })).toContain('secret');
    expect(await field({ url: 'ftp://x' })).toContain('url');
    expect(await field({ name: 'Agent' })).toContain('name');
    expect(await field({ outlet_id: tenant.hotel_id, kind: 'FAX' })).toContain('kind');
    const foreign = { room_type_id: newId(), remote_room_id: 'X', remote_rate_id: 'Y' };
    const mapped = await send(house, manager, 'POST', `/channels/${channel.id}/mappings`, foreign);
    expect([mapped.status, JSON.stringify(mapped.body.error.details)]).toEqual([
      422,
      expect.stringContaining('room_type_id'),
    ]);
    const shown = await send(house, manager, 'GET', `/channels/${channel.id}`);
    expect(JSON.stringify(shown.body)).not.toContain(ACCESS.secret);
    const { rows } = await house.admin.query('select credentials_sealed from channels.channels where id = $1', [
      channel.id,
    ]);
    expect(rows[0].credentials_sealed).not.toContain(ACCESS.secret);
    const second = await send(house, manager, 'PATCH', `/channels/${channel.id}`, { name: 'X', version: 99 });
    expect(second.body.error.code).toBe('STALE_VERSION');
    const paused = await send(house, manager, 'PATCH', `/channels/${channel.id}`, { status: 'PAUSED' });
    expect(paused.body.data.status).toBe('PAUSED');
    onTestFinished(
      async () => void (await send(house, manager, 'PATCH', `/channels/${channel.id}`, { status: 'ACTIVE' })),
    );
    const before = agent.received.requests;
    await pull();
    await push();
    expect(agent.received.requests).toBe(before);
  });
});
