import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUp } from '../../../../../../test/support/events.ts';
import {
  createUser,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../../test/support/house.ts';
import { miscountedNights, openRoomType } from '../testing.ts';
import { sweepOffers } from './commands/move-entry.ts';
import { tellWhoFits } from './reactions.ts';

let house: TestHouse;
let tenant: TestTenant;
let type: { id: string };
let desk: string;
let elsewhere: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const at = (scope_id: string) => [{ role: 'STAFF' as const, scope: 'OUTLET' as const, scope_id }];
  ({ token: desk } = await createUser(house, tenant, at(tenant.hotel_id)));
  ({ token: elsewhere } = await createUser(house, tenant, at(tenant.cafe_id)));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  type = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, {
      code: 'SGL',
      units: 1,
      start_date: '2026-06-15',
      end_date: '2026-09-01',
      price_minor: 9_000,
    }),
  );
});
afterAll(() => house.stop());

const stay = (start_date: string, end_date: string, name: string) => ({
  room_type_id: type.id,
  start_date,
  end_date,
  guest: { name, email: 'wait@example.com' },
});
const join = async (start_date: string, end_date: string, name: string, more: object = {}) =>
  (await send(house, desk, 'POST', '/waitlist', { ...stay(start_date, end_date, name), ...more })).body.data;
const book = (start_date: string, end_date: string, name = 'First') =>
  send(house, desk, 'POST', '/reservations', stay(start_date, end_date, name));
const open = async () =>
  (await send(house, desk, 'GET', '/waitlist?is_open=true')).body.data as {
    id: string;
    guest_name: string;
    fits_now: boolean;
  }[];

describe('the waitlist', () => {
  it('goes by priority and then by age, and says who fits now', async () => {
    await book('2026-07-01', '2026-07-03');
    await join('2026-07-01', '2026-07-02', 'Old Wish');
    await join('2026-07-02', '2026-07-04', 'Regular', { priority: 5 });
    await join('2026-07-03', '2026-07-04', 'Lucky');
    expect((await open()).map(({ guest_name, fits_now }) => [guest_name, fits_now])).toEqual([
      ['Regular', false],
      ['Old Wish', false],
      ['Lucky', true],
    ]);
  });

  it('tells the desk once who fits when a booking is cancelled', async () => {
    const booking = (await book('2026-07-10', '2026-07-12')).body.data;
    const entry = await join('2026-07-10', '2026-07-12', 'Hopeful');
    // A new cursor starts at the present end of the log.
    await catchUp(house, tellWhoFits);
    await send(house, desk, 'POST', `/reservations/${booking.id}/cancel`, {});
    const told = async () => {
      await catchUp(house, tellWhoFits);
      const { rows } = await house.admin.query(
        `select data ->> 'id' as id from platform.events where type = 'waitlist.fits' and aggregate_id = $1`,
        [entry.id],
      );
      return rows;
    };
    expect(await told()).toEqual([{ id: entry.id }]);
    expect(await told()).toEqual([{ id: entry.id }]);
    await send(house, desk, 'POST', `/waitlist/${entry.id}/leave`, {});
  });

  it('R9 offers rooms for a while, converts the offer, and lets them go when its time has run out', async () => {
    const entry = await join('2026-07-20', '2026-07-22', 'Offered');
    const offer = await send(house, desk, 'POST', `/waitlist/${entry.id}/offer`, { minutes: 60 });
    expect(offer.body.data).toMatchObject({ status: 'OFFERED', offered_until: '2026-06-15T11:00:00.000Z' });
    expect((await book('2026-07-21', '2026-07-22')).body.error.code).toBe('SOLD_OUT');
    const converted = await send(house, desk, 'POST', `/waitlist/${entry.id}/convert`, {});
    expect(converted.body.data).toMatchObject({ status: 'CONVERTED', booking_id: expect.any(String) });
    const again = await send(house, desk, 'POST', `/waitlist/${entry.id}/convert`, {});
    expect(again.body.error).toMatchObject({ code: 'ILLEGAL_TRANSITION', details: { from: 'CONVERTED' } });

    const late = await join('2026-08-01', '2026-08-02', 'Too Late');
    await send(house, desk, 'POST', `/waitlist/${late.id}/offer`, { minutes: 5 });
    house.clock.advance(6 * 60_000);
    expect((await book('2026-08-01', '2026-08-02', 'Quick')).status).toBe(201);
    expect((await send(house, desk, 'POST', `/waitlist/${late.id}/convert`, {})).body.error.code).toBe('SOLD_OUT');
    expect(await tenant.act(sweepOffers)).toBe(1);
    expect((await open()).find(({ id }) => id === late.id)).toMatchObject({ fits_now: false });
    expect(await miscountedNights(house.admin)).toEqual([]);
  });

  it('E6 joins once under one key, names what is wrong, and A1 A2 turns strangers away', async () => {
    const once = () =>
      send(house, desk, 'POST', '/waitlist', stay('2026-08-20', '2026-08-21', 'Once'), { 'idempotency-key': 'join' });
    expect((await once()).body.data.id).toBe((await once()).body.data.id);
    const bad = await send(house, desk, 'POST', '/waitlist', stay('2026-08-20', '2026-08-20', 'Nobody'));
    expect([bad.status, JSON.stringify(bad.body)]).toEqual([400, expect.stringContaining('end_date')]);
    const { id } = (await once()).body.data;
    for (const act of ['offer', 'convert', 'leave']) {
      const statuses = [];
      for (const token of [null, elsewhere, stranger])
        statuses.push((await send(house, token, 'POST', `/waitlist/${id}/${act}`, {})).status);
      expect([act, statuses]).toEqual([act, [401, 403, 404]]);
    }
  });
});
