import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUp } from '../../../../../../test/support/events.ts';
import {
  createUser,
  openTestHouse,
  send,
  type TestHouse,
  type TestTenant,
} from '../../../../../../test/support/house.ts';
import { openRoomType } from '../../reservations/testing.ts';
import { compose } from './compose.ts';
import { writeToGuests } from './reactions.ts';

let house: TestHouse;
let tenant: TestTenant;
let type: { id: string };
let manager: string;
let elsewhere: string;
let stranger: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const at = (scope_id: string) => [{ role: 'MANAGER' as const, scope: 'OUTLET' as const, scope_id }];
  ({ token: manager } = await createUser(house, tenant, at(tenant.hotel_id)));
  ({ token: elsewhere } = await createUser(house, tenant, at(tenant.cafe_id)));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  type = await tenant.act((tx) =>
    openRoomType(tx, tenant.hotel_id, {
      code: 'DBL',
      units: 5,
      start_date: '2026-06-15',
      end_date: '2026-09-01',
      price_minor: 10_000,
    }),
  );
  await handle();
});
afterAll(() => house.stop());

const book = (name: string) =>
  send(house, manager, 'POST', '/reservations', {
    room_type_id: type.id,
    start_date: '2026-07-01',
    end_date: '2026-07-03',
    guest: { name, email: 'ines@example.com' },
  });
const handle = () => catchUp(house, writeToGuests);
const letters = async () =>
  (await house.admin.query('select kind, subject from notifications.guest_letters order by id')).rows;

describe('letters to guests', () => {
  it('E2 are written once for each event, and not at all where the hotel switched them off', async () => {
    const { body } = await book('Inês');
    await handle();
    await send(house, manager, 'PUT', `/outlets/${tenant.hotel_id}/letters`, {
      settings: [{ kind: 'CANCELLATION', is_on: false }],
    });
    await send(house, manager, 'POST', `/reservations/${body.data.id}/cancel`, {});
    const { body: later } = await book('Inês');
    await handle();
    const hotel = 'Test Group HOTEL';
    const confirmed = (code: string) => ({ kind: 'CONFIRMATION', subject: `Your booking ${code} at ${hotel}` });
    expect(await letters()).toEqual([confirmed(body.data.confirmation_code), confirmed(later.data.confirmation_code)]);
  });

  it('tell a guest nothing of what the house writes down for itself', async () => {
    const before = (await letters()).length;
    const { body } = await book('Bo');
    const [trace, note] = [
      await send(house, manager, 'POST', `/reservations/${body.data.id}/traces`, {
        date: '2026-07-01',
        department: 'HOUSEKEEPING',
        text: 'A cot, and mind that he complained last time',
      }),
      await send(house, manager, 'POST', `/reservations/${body.data.id}/notes`, { text: 'Asked for a discount' }),
    ];
    await send(house, manager, 'POST', `/traces/${trace.body.data.id}/done`, {});
    expect([trace.status, note.status]).toEqual([201, 201]);
    await book('Bo');
    await handle();
    const told = (await letters()).slice(before).map(({ kind }: { kind: string }) => kind);
    expect(told).toEqual(['CONFIRMATION', 'CONFIRMATION']);
  });

  it('tell the stay and the money, attach a calendar, and trust no name with HTML', () => {
    const { text, html, calendar } = compose({
      kind: 'CONFIRMATION',
      language: 'xx',
      hotel: { name: 'Miradouro', address: 'Rua 1', city: 'Lisbon', timezone: 'Europe/Lisbon' },
      guest_name: '<b>Bo</b>',
      code: 'ABCD2345',
      start_date: '2026-07-01',
      end_date: '2026-07-03',
      rooms: 1,
      room_types: ['Double'],
      adults: 2,
      children: 1,
      money: { total_minor: 21_000, tax_minor: 1_000, currency: 'EUR' },
      policy: { free_until_hours: 24 },
      until: null,
      link: null,
      subject_id: 'x',
    });
    expect(text).toContain('1 July 2026');
    expect(text).toMatch(
      /Price of the rooms: €200.00\nTaxes and fees: €10.00\nTotal: €210.00\nCancellation: Free of charge until 24 hours/,
    );
    expect(html).not.toContain('<b>');
    expect(calendar).toMatch(/DTSTART;VALUE=DATE:20260701[^]*DTEND;VALUE=DATE:20260704/);
  });

  it('A1 A2 turn strangers away from the settings, and name a kind that there is not', async () => {
    const path = `/outlets/${tenant.hotel_id}/letters`;
    const body = { settings: [{ kind: 'CHANGE', is_on: true }] };
    const statuses = [];
    for (const token of [null, elsewhere, stranger]) {
      statuses.push(
        (await send(house, token, 'GET', path)).status,
        (await send(house, token, 'PUT', path, body)).status,
      );
    }
    expect(statuses).toEqual([401, 401, 403, 403, 404, 404]);
    const bad = await send(house, manager, 'PUT', path, { settings: [{ kind: 'SPAM', is_on: true }] });
    expect([bad.status, JSON.stringify(bad.body)]).toEqual([400, expect.stringContaining('kind')]);
  });
});
