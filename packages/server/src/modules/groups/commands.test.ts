import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { miscountedNights, openRoomType } from '../reservations/testing.ts';
import { bookRooms, cancelBooking, lockBooking, saleTermsOf } from '../reservations/index.ts';
import { returnPickup } from './commands/return-pickup.ts';
import { releaseOverdueBlocks } from './commands/step-block.ts';

let house: TestHouse;
let tenant: TestTenant;
let type: { id: string };
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const scoped = (role: 'MANAGER' | 'STAFF', scope_id: string) => [{ role, scope: 'OUTLET' as const, scope_id }];
  ({ token: manager } = await createUser(house, tenant, scoped('MANAGER', tenant.hotel_id)));
  ({ token: desk } = await createUser(house, tenant, scoped('STAFF', tenant.hotel_id)));
  ({ token: elsewhere } = await createUser(house, tenant, scoped('MANAGER', tenant.cafe_id)));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  type = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, {
      code: 'DBL',
      units: 10,
      start_date: '2026-06-15',
      end_date: '2026-12-01',
      price_minor: 10_000,
    }),
  );
});
afterAll(() => house.stop());

let codes = 0;
const newBlock = async (start_date: string, end_date: string, units: number, more: object = {}) => {
  const { body, status } = await send(house, manager, 'POST', '/blocks', {
    outlet_id: tenant.hotel_id,
    code: `B${(codes += 1)}`,
    name: 'Wedding',
    start_date,
    end_date,
    allotments: [{ room_type_id: type.id, units, price_minor: 8_000 }],
    ...more,
  });
  expect([status, body.error]).toEqual([201, undefined]);
  return body.data as { id: string; version: number };
};
const step = (id: string, status: string, more: object = {}) =>
  send(house, manager, 'POST', `/blocks/${id}/status`, { status, ...more });
const list = async (id: string, guest_name: string, start_date: string, end_date: string) => {
  const { body } = await send(house, desk, 'POST', `/blocks/${id}/rooming-list`, {
    guest_name,
    guest_email: `${guest_name.replaceAll(' ', '.').toLowerCase()}@example.com`,
    room_type_id: type.id,
    start_date,
    end_date,
  });
  return body.data.rooming_list.at(-1).id as string;
};
const countersOn = async (date: string) =>
  (
    await house.admin.query(`select sold, blocked from rooms.inventory_days where room_type_id = $1 and date = $2`, [
      type.id,
      date,
    ])
  ).rows[0];

/** Nights whose `blocked` differs from what live blocks keep (R5). */
const misblocked = async () =>
  (
    await house.admin.query(`
    select d.date::text, d.blocked, coalesce(sum(a.allotted - a.picked_up) filter (where k.status in ('OPTIONAL', 'CONFIRMED')), 0)::int as kept
    from rooms.inventory_days d
    left join groups.allotments a on a.tenant_id = d.tenant_id and a.room_type_id = d.room_type_id and a.date = d.date
    left join groups.blocks k on k.tenant_id = a.tenant_id and k.id = a.block_id
    group by d.tenant_id, d.room_type_id, d.date, d.blocked
    having d.blocked <> coalesce(sum(a.allotted - a.picked_up) filter (where k.status in ('OPTIONAL', 'CONFIRMED')), 0)`)
  ).rows;
const mispicked = async () =>
  (
    await house.admin.query(`
    select a.date::text from groups.allotments a left join groups.pickups p
      on p.tenant_id = a.tenant_id and p.block_id = a.block_id and p.room_type_id = a.room_type_id and p.date = a.date
    group by a.tenant_id, a.block_id, a.room_type_id, a.date, a.picked_up having a.picked_up <> coalesce(sum(p.units), 0)`)
  ).rows;
const expectCounted = async () =>
  expect([await misblocked(), await mispicked(), await miscountedNights(house.admin)]).toEqual([[], [], []]);

describe('a block', () => {
  it('keeps no rooms as an inquiry, keeps them once optional, and gives them back when cancelled', async () => {
    const { id } = await newBlock('2026-07-01', '2026-07-03', 4);
    expect(await countersOn('2026-07-01')).toEqual({ sold: 0, blocked: 0 });
    expect((await step(id, 'OPTIONAL')).body.data.status).toBe('OPTIONAL');
    expect(await countersOn('2026-07-02')).toEqual({ sold: 0, blocked: 4 });
    const sold_out = await tenant.act(async (tx) => {
      const stay = { room_type_id: type.id, start_date: '2026-07-01', end_date: '2026-07-02', guest: { name: 'Late' } };
      const terms = (await saleTermsOf(tx, type.id, null, stay))!;
      return bookRooms(tx, terms, { ...stay, quantity: 7 }).catch((error: { code: string }) => error.code);
    });
    expect(sold_out).toBe('SOLD_OUT');
    await step(id, 'CANCELLED', { reason: 'No budget' });
    expect(await countersOn('2026-07-02')).toEqual({ sold: 0, blocked: 0 });
    expect((await step(id, 'CONFIRMED')).body.error).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      details: { allowed: [] },
    });
    await expectCounted();
  });

  it('R10 accepts pickup only once confirmed; the room moves from blocked to sold, shoulder nights come from the market', async () => {
    const { id } = await newBlock('2026-07-10', '2026-07-12', 2);
    const entry = await list(id, 'Early Bird', '2026-07-09', '2026-07-13');
    await step(id, 'OPTIONAL');
    expect((await send(house, desk, 'POST', `/blocks/${id}/pickup`, {})).body.error.code).toBe('BLOCK_NOT_CONFIRMED');
    await step(id, 'CONFIRMED');
    const { body } = await send(house, desk, 'POST', `/blocks/${id}/pickup`, { entry_ids: [entry] });
    expect(body.data.bookings).toHaveLength(1);
    expect([await countersOn('2026-07-09'), await countersOn('2026-07-10')]).toEqual([
      { sold: 1, blocked: 0 },
      { sold: 1, blocked: 1 },
    ]);
    const { rows } = await house.admin.query(
      'select total_minor::int as total, source, block_id from reservations.bookings where id = $1',
      [body.data.bookings[0].id],
    );
    expect(rows).toEqual([{ total: 36_000, source: 'GROUP', block_id: id }]);
    // Again: those who have a booking are not booked twice (E6).
    expect((await send(house, desk, 'POST', `/blocks/${id}/pickup`, {})).body.data.bookings).toEqual([]);
    await expectCounted();
  });

  it('R10 with 12 parallel pickups of 5 rooms gives out exactly 5, though the market has more', async () => {
    const { id } = await newBlock('2026-08-01', '2026-08-03', 5);
    await step(id, 'CONFIRMED');
    const entries: string[] = [];
    for (let guest = 0; guest < 12; guest += 1)
      entries.push(await list(id, `Racer ${guest}`, '2026-08-01', '2026-08-03'));
    const answers = await Promise.all(
      entries.map((entry) => send(house, desk, 'POST', `/blocks/${id}/pickup`, { entry_ids: [entry] })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    const refusals = answers.filter(({ status }) => status !== 200).map(({ body }) => body.error);
    expect(refusals).toHaveLength(7);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: 'SOLD_OUT', details: { rule: 'BLOCK', date: '2026-08-01', left: 0 } });
    expect(await countersOn('2026-08-02')).toEqual({ sold: 5, blocked: 0 });
    await expectCounted();
  });

  it('E6 the same key picks up once', async () => {
    const { id } = await newBlock('2026-08-10', '2026-08-11', 2);
    await step(id, 'CONFIRMED');
    await list(id, 'Once Only', '2026-08-10', '2026-08-11');
    const send_once = () => send(house, desk, 'POST', `/blocks/${id}/pickup`, {}, { 'idempotency-key': 'pickup-once' });
    const [first, second] = [await send_once(), await send_once()];
    expect(second.body).toEqual(first.body);
    expect(await countersOn('2026-08-10')).toEqual({ sold: 1, blocked: 1 });
  });

  it('R5 counts right after wash, growth, pickup, cancellation and release', async () => {
    const { id, version } = await newBlock('2026-09-01', '2026-09-03', 6);
    await step(id, 'CONFIRMED', { version });
    const entry = await list(id, 'Comes Back', '2026-09-01', '2026-09-03');
    const { body } = await send(house, desk, 'POST', `/blocks/${id}/pickup`, { entry_ids: [entry] });
    const put = (allotted: number) =>
      send(house, manager, 'PUT', `/blocks/${id}/allotments`, {
        nights: [{ room_type_id: type.id, date: '2026-09-01', allotted }],
      });
    expect((await put(0)).body.error).toMatchObject({ details: { rule: 'PICKED_UP', picked_up: 1 } });
    expect((await put(11)).body.error.code).toBe('SOLD_OUT');
    expect((await put(3)).status).toBe(200);
    await expectCounted();
    const booking_id = body.data.bookings[0].id as string;
    await tenant.act(async (tx) => cancelBooking(tx, (await lockBooking(tx, booking_id))!, {}));
    for (let times = 0; times < 2; times += 1) await tenant.act((tx) => returnPickup(tx, booking_id));
    expect(await countersOn('2026-09-01')).toEqual({ sold: 0, blocked: 3 });
    await expectCounted();
    await step(id, 'RELEASED');
    expect(await countersOn('2026-09-02')).toEqual({ sold: 0, blocked: 0 });
    await expectCounted();
  });

  it('gives back what it keeps beyond its cutoff, in the sweep or when somebody would be refused for want of it', async () => {
    const blocks = [
      await newBlock('2026-10-01', '2026-10-02', 10, { cutoff_date: '2026-06-16' }),
      await newBlock('2026-10-05', '2026-10-06', 10, { cutoff_date: '2026-06-16' }),
    ];
    for (const { id } of blocks) await step(id, 'CONFIRMED');
    const book = (start_date: string, end_date: string) =>
      send(house, desk, 'POST', '/reservations', {
        room_type_id: type.id,
        start_date,
        end_date,
        guest: { name: 'Walk In' },
      });
    expect((await book('2026-10-01', '2026-10-02')).body.error.code).toBe('SOLD_OUT');
    await house.admin.query(`update outlets.outlets set business_date = '2026-06-16' where id = $1`, [tenant.hotel_id]);
    expect((await book('2026-10-01', '2026-10-02')).status).toBe(201);
    expect(await countersOn('2026-10-05')).toEqual({ sold: 0, blocked: 10 });
    expect(await tenant.act((tx) => releaseOverdueBlocks(tx, null))).toBe(1);
    expect(await countersOn('2026-10-05')).toEqual({ sold: 0, blocked: 0 });
    await house.admin.query(`update outlets.outlets set business_date = '2026-06-15' where id = $1`, [tenant.hotel_id]);
    await expectCounted();
  });
});

describe('a rooming list', () => {
  it('is imported whole or not at all, and names the row and field that is wrong', async () => {
    const { id } = await newBlock('2026-11-01', '2026-11-03', 3);
    const path = `/blocks/${id}/rooming-list/import`;
    const csv =
      'guest_name,room_type,start_date,end_date,adults\nAna,DBL,2026-11-01,2026-11-03,2\nBo,XXX,2026-11-01,soon,2\n';
    const wrong = await send(house, desk, 'POST', path, { csv, dry_run: false });
    expect(wrong.body.data.imported).toBe(0);
    expect(wrong.body.data.rows[1]).toMatchObject({ row: 3, errors: [{ field: 'room_type' }, { field: 'end_date' }] });
    const right = csv.replace('XXX', 'dbl').replace('soon', '2026-11-02');
    expect((await send(house, desk, 'POST', path, { csv: right })).body.data.imported).toBe(0);
    expect((await send(house, desk, 'POST', path, { csv: right, dry_run: false })).body.data.imported).toBe(2);
    const { body } = await send(house, desk, 'GET', `/blocks/${id}`);
    expect(body.data.rooming_list.map((entry: { guest_name: string }) => entry.guest_name)).toEqual(['Ana', 'Bo']);
    const bad = await send(house, desk, 'POST', path, { csv: 'name\nAna\n' });
    expect(JSON.stringify(bad.body.error.details)).toContain('csv');
    const entry = body.data.rooming_list[0];
    const changed = await send(house, desk, 'PATCH', `/blocks/${id}/rooming-list/${entry.id}`, { guest_name: 'Anna' });
    expect(changed.body.data.rooming_list[0].guest_name).toBe('Anna');
    expect(
      (await send(house, desk, 'DELETE', `/blocks/${id}/rooming-list/${entry.id}`)).body.data.rooming_list,
    ).toHaveLength(1);
  });
});

describe('strangers', () => {
  it('A1 A2 are turned away', async () => {
    const { id } = await newBlock('2026-11-10', '2026-11-11', 1);
    const entry = await list(id, 'Some Body', '2026-11-10', '2026-11-11');
    const calls = [
      ['PATCH', `/blocks/${id}`, { name: 'X' }],
      ['POST', `/blocks/${id}/status`, { status: 'OPTIONAL' }],
      ['PUT', `/blocks/${id}/allotments`, { nights: [{ room_type_id: type.id, date: '2026-11-10', allotted: 1 }] }],
      ['POST', `/blocks/${id}/pickup`, {}],
      ['POST', `/blocks/${id}/rooming-list/import`, { csv: 'x' }],
      ['PATCH', `/blocks/${id}/rooming-list/${entry}`, { guest_name: 'X' }],
      ['DELETE', `/blocks/${id}/rooming-list/${entry}`, undefined],
      ['GET', `/blocks/${id}`, undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      const statuses = [];
      for (const token of [null, elsewhere, stranger])
        statuses.push((await send(house, token, method, path, body)).status);
      expect([path, statuses]).toEqual([path, [401, 403, 404]]);
    }
    expect((await send(house, desk, 'POST', `/blocks/${id}/status`, { status: 'OPTIONAL' })).status).toBe(403);
    const bad = await send(house, manager, 'POST', '/blocks', {
      outlet_id: tenant.hotel_id,
      code: 'X',
      name: 'X',
      start_date: '2026-11-10',
      end_date: '2026-11-09',
    });
    expect([bad.status, JSON.stringify(bad.body.error.details)]).toEqual([400, expect.stringContaining('end_date')]);
    expect(
      (await send(house, manager, 'GET', `/blocks?outlet_id=${tenant.hotel_id}&q=wedding`)).body.data.length,
    ).toBeGreaterThan(0);
  });
});
