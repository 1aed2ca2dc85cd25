import { HOUSEKEEPING_STATUSES, mayBecome, ROOM_CLEANING } from '@hostelry/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { createRoom, createRoomType } from './index.ts';

let house: TestHouse;
let tenant: TestTenant;
let type: Awaited<ReturnType<typeof createRoomType>>;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  const at = (role: 'MANAGER' | 'HOUSEKEEPER' | 'CHEF', scope_id: string) => [
    { role, scope: 'OUTLET' as const, scope_id },
  ];
  tokens.manager = (await createUser(house, tenant, at('MANAGER', tenant.hotel_id))).token;
  tokens.housekeeper = (await createUser(house, tenant, at('HOUSEKEEPER', tenant.hotel_id))).token;
  tokens.chef = (await createUser(house, tenant, at('CHEF', tenant.hotel_id))).token;
  tokens.elsewhere = (await createUser(house, tenant, at('HOUSEKEEPER', tenant.restaurant_id))).token;
  tokens.stranger = (await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }])).token;
  type = await tenant.act((tx) =>
    createRoomType(
      tx,
      { id: tenant.hotel_id, kind: 'HOTEL' },
      { outlet_id: tenant.hotel_id, code: 'DBL', name: 'Double', total_units: 20, base_occupancy: 2, max_occupancy: 3 },
    ),
  );
});
afterAll(() => house.stop());

const addRoom = (number: string, housekeeping_status: (typeof HOUSEKEEPING_STATUSES)[number] = 'DIRTY') =>
  tenant.act((tx) => createRoom(tx, type, { room_type_id: type.id, number, housekeeping_status }));
const mark = (token: string | undefined, id: string, housekeeping_status: string, more: object = {}) =>
  send(house, token ?? null, 'POST', `/rooms/${id}/status`, { housekeeping_status, ...more });
const told = async (room_id: string) =>
  (
    await house.admin.query(
      `select data ->> 'from' as from, data ->> 'to' as to from platform.events
       where type = 'room.status_changed' and aggregate_id = $1 order by position`,
      [room_id],
    )
  ).rows;

describe('how clean a room is', () => {
  it('follows the steps of cleaning from every status to every other, and names the steps it has where not', async () => {
    for (const from of HOUSEKEEPING_STATUSES) {
      for (const to of HOUSEKEEPING_STATUSES) {
        const room = await addRoom(`${from}-${to}`, from);
        const { status, body } = await mark(tokens.manager, room.id, to);
        if (from === to || mayBecome(ROOM_CLEANING, from, to))
          expect([status, body.data.housekeeping_status]).toEqual([200, to]);
        else {
          expect([status, body.error.code]).toEqual([409, 'ILLEGAL_TRANSITION']);
          expect(body.error.details).toMatchObject({ from, to, allowed: ROOM_CLEANING[from] });
        }
      }
    }
  });

  it('E1 A6 is told once and audited, and saying it again tells nothing', async () => {
    const room = await addRoom('101');
    expect((await mark(tokens.housekeeper, room.id, 'CLEAN')).body.data).toMatchObject({
      housekeeping_status: 'CLEAN',
      version: 2,
    });
    expect((await mark(tokens.housekeeper, room.id, 'CLEAN')).body.data.version).toBe(2);
    expect(await told(room.id)).toEqual([{ from: 'DIRTY', to: 'CLEAN' }]);
    const { rows } = await house.admin.query(
      `select before ->> 'housekeeping_status' as before, after ->> 'housekeeping_status' as after
       from platform.audit_entries where action = 'rooms.set_status' and entity_id = $1`,
      [room.id],
    );
    expect(rows).toEqual([{ before: 'DIRTY', after: 'CLEAN' }]);
  });

  it('is told as well when a manager puts it right on the room itself', async () => {
    const room = await addRoom('102', 'CLEAN');
    await send(house, tokens.manager!, 'PATCH', `/rooms/${room.id}`, { housekeeping_status: 'DIRTY' });
    await send(house, tokens.manager!, 'PATCH', `/rooms/${room.id}`, { floor: 3 });
    expect(await told(room.id)).toEqual([{ from: 'CLEAN', to: 'DIRTY' }]);
  });

  it('E5 of two marks based on one version, one wins', async () => {
    const room = await addRoom('103');
    expect((await mark(tokens.housekeeper, room.id, 'CLEAN', { version: 1 })).status).toBe(200);
    expect((await mark(tokens.housekeeper, room.id, 'PICKUP', { version: 1 })).body.error.code).toBe('STALE_VERSION');
  });

  it('A1 A2 is marked by those who work there only, and inspected by those who manage', async () => {
    const room = await addRoom('104', 'CLEAN');
    expect((await mark(undefined, room.id, 'DIRTY')).status).toBe(401);
    expect((await mark(tokens.chef, room.id, 'DIRTY')).status).toBe(403);
    expect((await mark(tokens.elsewhere, room.id, 'DIRTY')).status).toBe(403);
    expect((await mark(tokens.stranger, room.id, 'DIRTY')).status).toBe(404);
    expect((await mark(tokens.housekeeper, room.id, 'INSPECTED')).status).toBe(403);
    expect((await mark(tokens.manager, room.id, 'INSPECTED')).status).toBe(200);
    const bad = await mark(tokens.manager, room.id, 'SPOTLESS');
    expect([bad.status, JSON.stringify(bad.body.error.details)]).toEqual([
      400,
      expect.stringContaining('housekeeping_status'),
    ]);
  });
});
