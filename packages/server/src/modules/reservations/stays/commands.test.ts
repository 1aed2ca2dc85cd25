import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse, type TestTenant } from '../../../../../../test/support/house.ts';
import { refusalOf } from '../../../platform/database/constraints.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { miscountedNights, openRoomType } from '../testing.ts';
import {
  assignRoom,
  changeStay,
  checkIn,
  checkOut,
  displaceStays,
  cancelStay,
  markNoShow,
  moveRoom,
  reinstateStay,
  undoCheckIn,
  undoCheckOut,
} from '../index.ts';
import { again, bookStay, misplacedGuests, openRooms } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let double: { id: string; outlet_id: string; code: string };
let suite: { id: string; outlet_id: string; code: string };
let rooms: { id: string; number: string }[];
let suites: { id: string; number: string }[];
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const span = { start_date: '2026-06-01', end_date: '2026-12-01' };
  double = await act((tx) =>
    openRoomType(tx, tenant.hotel_id, { code: 'DBL', units: 6, price_minor: 10_000, ...span }),
  );
  suite = await act((tx) => openRoomType(tx, tenant.hotel_id, { code: 'STE', units: 2, ...span }));
  rooms = await act((tx) => openRooms(tx, double, ['101', '102', '103', '104', '105', '106']));
  suites = await act((tx) => openRooms(tx, suite, ['201', '202']));
});
afterAll(async () => {
  expect(await miscountedNights(house.admin), 'R5 the counters equal a recount').toEqual([]);
  expect(await misplacedGuests(house.admin)).toEqual([]);
  await house.stop();
});

const act = <T>(run: (tx: Tx) => Promise<T>) => tenant.act(run);
const TODAY = '2026-06-15';
const refusal = (run: (tx: Tx) => Promise<unknown>) =>
  act(run).then(
    () => 'nothing was refused',
    (error) => {
      const refused = refusalOf(error) ?? error;
      return { code: refused.code, ...refused.details };
    },
  );
const soldOn = async (type: { id: string }, date: string) =>
  (
    await house.admin.query('select sold from rooms.inventory_days where room_type_id = $1 and date = $2', [
      type.id,
      date,
    ])
  ).rows[0].sold as number;

describe('assigning a room', () => {
  it('R7 moves no counter, R6 takes one stay a night, and lets one follow the other on the same day', async () => {
    const before = await soldOn(double, '2026-07-01');
    const [first, second, next] = await act(async (tx) => [
      await bookStay(tx, double.id, '2026-07-01', '2026-07-03'),
      await bookStay(tx, double.id, '2026-07-02', '2026-07-04'),
      await bookStay(tx, double.id, '2026-07-03', '2026-07-05'),
    ]);
    await act((tx) => assignRoom(tx, first!, { room_id: rooms[0]!.id }));
    await act((tx) => assignRoom(tx, next!, { room_id: rooms[0]!.id }));
    expect(await refusal((tx) => assignRoom(tx, second!, { room_id: rooms[0]!.id }))).toMatchObject({
      code: 'ROOM_TAKEN',
      date: '2026-07-02',
      subject_id: first!.id,
    });
    expect(await soldOn(double, '2026-07-01')).toBe(before + 1);
  });

  it('R6 gives one room to one of many who ask for it at once', async () => {
    const stays = await act(async (tx) => [
      await bookStay(tx, double.id, '2026-07-10', '2026-07-12'),
      await bookStay(tx, double.id, '2026-07-11', '2026-07-13'),
      await bookStay(tx, double.id, '2026-07-09', '2026-07-11'),
      await bookStay(tx, double.id, '2026-07-10', '2026-07-13'),
    ]);
    const answers = await Promise.all(
      stays.map((stay) => refusal(async (tx) => assignRoom(tx, await again(tx, stay), { room_id: rooms[1]!.id }))),
    );
    const won = answers.filter((answer) => answer === 'nothing was refused');
    expect(won.length).toBeGreaterThanOrEqual(1);
    expect(
      answers.filter((answer) => typeof answer === 'object').every((one) => (one as any).code === 'ROOM_TAKEN'),
    ).toBe(true);
  });

  it('refuses a room of another type or hotel', async () => {
    const stay = await act((tx) => bookStay(tx, double.id, '2026-07-20', '2026-07-21'));
    expect(await refusal((tx) => assignRoom(tx, stay, { room_id: suites[0]!.id }))).toMatchObject({
      rule: 'ROOM_TYPE',
    });
  });
});

describe('arriving and leaving', () => {
  it('checks in on the business date into a clean and empty room, and takes it back the same day', async () => {
    const [stay, later] = await act(async (tx) => [
      await bookStay(tx, double.id, TODAY, '2026-06-18'),
      await bookStay(tx, double.id, '2026-06-16', '2026-06-18'),
    ]);
    expect(await refusal((tx) => checkIn(tx, stay!, {}))).toMatchObject({ code: 'ROOM_NOT_READY', rule: 'NO_ROOM' });
    expect(await refusal((tx) => checkIn(tx, later!, { room_id: rooms[2]!.id }))).toMatchObject({ rule: 'TOO_EARLY' });
    await act((tx) => checkIn(tx, stay!, { room_id: rooms[2]!.id }));
    const other = await act((tx) => bookStay(tx, double.id, TODAY, '2026-06-16'));
    expect(await refusal((tx) => checkIn(tx, other, { room_id: rooms[2]!.id }))).toMatchObject({
      rule: 'STILL_OCCUPIED',
    });
    await act(async (tx) => undoCheckIn(tx, await again(tx, stay!), {}));
    expect((await act((tx) => again(tx, stay!))).status).toBe('CONFIRMED');
  });

  it('R8 returns future nights only when a guest leaves early, and leaves the room dirty', async () => {
    const before = { today: await soldOn(double, TODAY), last: await soldOn(double, '2026-06-17') };
    const stay = await act((tx) => bookStay(tx, double.id, TODAY, '2026-06-18'));
    await act((tx) => checkIn(tx, stay, { room_id: rooms[3]!.id }));
    await act(async (tx) => checkOut(tx, await again(tx, stay), {}));
    expect(await soldOn(double, TODAY)).toBe(before.today + 1);
    expect(await soldOn(double, '2026-06-17')).toBe(before.last);
    const { rows } = await house.admin.query('select housekeeping_status from rooms.rooms where id = $1', [
      rooms[3]!.id,
    ]);
    expect(rows[0].housekeeping_status).toBe('DIRTY');
    expect(await act((tx) => again(tx, stay))).toMatchObject({
      status: 'CHECKED_OUT',
      end_date: '2026-06-16',
      total_minor: 10_000,
    });
    const next = await act((tx) => bookStay(tx, double.id, TODAY, '2026-06-16'));
    expect(await refusal((tx) => checkIn(tx, next, { room_id: rooms[3]!.id }))).toMatchObject({ rule: 'NOT_CLEAN' });
    await act(async (tx) => undoCheckOut(tx, await again(tx, stay), {}));
    expect(await refusal((tx) => checkIn(tx, next, { room_id: rooms[3]!.id, force: true }))).toMatchObject({
      rule: 'STILL_OCCUPIED',
    });
  });

  it('E5 lets one of two simultaneous check-ins win', async () => {
    const stay = await act((tx) => bookStay(tx, double.id, TODAY, '2026-06-17'));
    const answers = await Promise.all([
      refusal((tx) => checkIn(tx, stay, { room_id: rooms[4]!.id })),
      refusal((tx) => checkIn(tx, stay, { room_id: rooms[5]!.id })),
    ]);
    expect(answers.filter((answer) => answer === 'nothing was refused')).toHaveLength(1);
  });
});

describe('changing a stay', () => {
  it('R5 takes and gives back exactly the difference, and prices only what is new unless told otherwise', async () => {
    const stay = await act((tx) => bookStay(tx, double.id, '2026-08-01', '2026-08-04'));
    const before = await Promise.all(['2026-08-01', '2026-08-02', '2026-08-05'].map((date) => soldOn(double, date)));
    await act((tx) => changeStay(tx, stay, { start_date: '2026-08-02', end_date: '2026-08-06' }));
    const after = await Promise.all(['2026-08-01', '2026-08-02', '2026-08-05'].map((date) => soldOn(double, date)));
    expect(after).toEqual([before[0]! - 1, before[1], before[2]! + 1]);
    expect((await act((tx) => again(tx, stay))).total_minor).toBe(40_000);
  });

  it('R4 changes nothing where one of the new nights is full', async () => {
    const filler = await act((tx) => bookStay(tx, suite.id, '2026-08-10', '2026-08-11', 2));
    const stay = await act((tx) => bookStay(tx, double.id, '2026-08-09', '2026-08-11'));
    expect(await refusal((tx) => changeStay(tx, stay, { room_type_id: suite.id, rate_plan_id: null }))).toMatchObject({
      code: 'SOLD_OUT',
      date: '2026-08-10',
    });
    expect((await act((tx) => again(tx, stay))).room_type_id).toBe(double.id);
    await act(async (tx) => cancelStay(tx, await again(tx, filler), {}));
    await act((tx) => changeStay(tx, stay, { room_type_id: suite.id, rate_plan_id: null, room_id: suites[0]!.id }));
    expect(await act((tx) => again(tx, stay))).toMatchObject({
      room_type_id: suite.id,
      room_id: suites[0]!.id,
      total_minor: 0,
    });
  });

  it('R7 an upgrade in house moves one unit a night, from the business date on, at the old price', async () => {
    const stay = await act((tx) => bookStay(tx, double.id, TODAY, '2026-06-17'));
    await act((tx) => checkIn(tx, stay, { room_id: rooms[0]!.id }));
    const before = [await soldOn(double, '2026-06-16'), await soldOn(suite, '2026-06-16')];
    await act(async (tx) => moveRoom(tx, await again(tx, stay), { room_id: suites[1]!.id, reason: 'noise' }));
    expect([await soldOn(double, '2026-06-16'), await soldOn(suite, '2026-06-16')]).toEqual([
      before[0]! - 1,
      before[1]! + 1,
    ]);
    expect(await act((tx) => again(tx, stay))).toMatchObject({ room_id: suites[1]!.id, total_minor: 20_000 });
  });

  it('splits a stay to come over two rooms', async () => {
    const stay = await act((tx) => bookStay(tx, double.id, '2026-09-01', '2026-09-05'));
    await act((tx) => assignRoom(tx, stay, { room_id: rooms[0]!.id }));
    await act(async (tx) => moveRoom(tx, await again(tx, stay), { room_id: rooms[1]!.id, from_date: '2026-09-03' }));
    const { rows } = await house.admin.query(
      'select room_id, lower(nights)::text as start_date from rooms.occupancies where subject_id = $1 order by nights',
      [stay.id],
    );
    expect(rows).toEqual([
      { room_id: rooms[0]!.id, start_date: '2026-09-01' },
      { room_id: rooms[1]!.id, start_date: '2026-09-03' },
    ]);
  });
});

describe('a stay that does not happen', () => {
  it('R8 cancels once however often it is asked, frees nights and room, and must win them again to come back', async () => {
    const stay = await act((tx) => bookStay(tx, suite.id, '2026-10-01', '2026-10-03'));
    await act((tx) => assignRoom(tx, stay, { room_id: suites[0]!.id }));
    const sold = await soldOn(suite, '2026-10-01');
    for (let times = 0; times < 2; times += 1)
      await act(async (tx) => cancelStay(tx, await again(tx, stay), { reason: 'ill' }));
    expect(await soldOn(suite, '2026-10-01')).toBe(sold - 1);
    const others = await act((tx) => bookStay(tx, suite.id, '2026-10-02', '2026-10-03', 2));
    expect(await refusal(async (tx) => reinstateStay(tx, await again(tx, stay), {}))).toMatchObject({
      code: 'SOLD_OUT',
      date: '2026-10-02',
    });
    await act(async (tx) => cancelStay(tx, await again(tx, others), {}));
    await act(async (tx) => reinstateStay(tx, await again(tx, stay), {}));
    expect(await act((tx) => again(tx, stay))).toMatchObject({ status: 'CONFIRMED', room_id: null });
    expect(await soldOn(suite, '2026-10-01')).toBe(sold);
  });

  it('marks a no-show on the day of arrival, not before', async () => {
    const [due, later] = await act(async (tx) => [
      await bookStay(tx, double.id, TODAY, '2026-06-17'),
      await bookStay(tx, double.id, '2026-06-16', '2026-06-17'),
    ]);
    await act((tx) => markNoShow(tx, due!, {}));
    expect(await act((tx) => again(tx, due!))).toMatchObject({ status: 'NO_SHOW' });
    expect(await refusal((tx) => markNoShow(tx, later!, {}))).toMatchObject({ rule: 'NOT_DUE' });
  });

  it('R11 takes stays that are to come out of a room, names them, and refuses where one was promised it', async () => {
    const stay = await act((tx) => bookStay(tx, double.id, '2026-11-01', '2026-11-04'));
    await act((tx) => assignRoom(tx, stay, { room_id: rooms[5]!.id }));
    const displaced = await act((tx) => displaceStays(tx, rooms[5]!.id, '2026-11-02', '2026-11-03'));
    expect(displaced.map(({ id }) => id)).toEqual([stay.id]);
    await act(async (tx) => assignRoom(tx, await again(tx, stay), { room_id: rooms[5]!.id, is_room_locked: true }));
    expect(await refusal((tx) => displaceStays(tx, rooms[5]!.id, '2026-11-02', '2026-11-03'))).toMatchObject({
      code: 'ROOM_TAKEN',
      stays: [{ id: stay.id }],
    });
  });
});
