import {
  HOUSEKEEPING_STATUSES,
  Id,
  IdParams,
  NewRoom,
  NewRoomType,
  OneOf,
  Room,
  RoomChange,
  RoomStatusMark,
  RoomType,
  RoomTypeChange,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { expectVersion, found } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOutlet } from '../outlets/index.ts';
import { changeRoomType } from './commands/change-room-type.ts';
import { changeRoom } from './commands/change-room.ts';
import { createRoomType } from './commands/create-room-type.ts';
import { createRoom } from './commands/create-room.ts';
import { setRoomStatus } from './commands/set-room-status.ts';
import { expectRoomType, findRoom } from './queries.ts';

const roomTypes: Route[] = [
  listRoute({
    path: '/room-types',
    summary: 'List room types',
    permission: 'rooms.read',
    item: RoomType,
    list: {
      select:
        't.id, t.outlet_id, t.code, t.name, t.total_units, t.base_occupancy, t.max_occupancy, t.class_id, t.description, t.amenities, t.bed_setup, t.sort_order, t.is_active, t.version, t.created_at, t.updated_at',
      from: 'rooms.room_types t',
      id: 't.id',
      outlet: 't.outlet_id',
      search: ['t.code', 't.name'],
      sort: {
        code: 't.code',
        name: 't.name',
        total_units: 't.total_units',
        sort_order: 't.sort_order',
        created_at: 't.created_at',
      },
      default_sort: 'code',
      filters: {
        outlet_id: equals('t.outlet_id', Id, '::uuid'),
        class_id: equals('t.class_id', Id, '::uuid'),
        is_active: equals('t.is_active', Type.Boolean()),
      },
    },
  }),
  read({
    path: '/room-types/:id',
    summary: 'Show a room type',
    permission: 'rooms.read',
    params: IdParams,
    reply: RoomType,
    run: async ({ tx, params }) => {
      const type = await expectRoomType(tx, params.id);
      authorize(tx.actor, 'rooms.read', type.outlet_id);
      return type;
    },
  }),
  act({
    method: 'POST',
    path: '/room-types',
    summary: 'Add a room type',
    permission: 'rooms.manage',
    body: NewRoomType,
    reply: RoomType,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'rooms.manage', outlet.id);
      return createRoomType(tx, outlet, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/room-types/:id',
    summary: 'Change a room type',
    description:
      'A new number of units applies from the business date on, unless a night has more units taken already.',
    permission: 'rooms.manage',
    params: IdParams,
    body: RoomTypeChange,
    reply: RoomType,
    run: async ({ tx, params, body }) => {
      const type = await expectRoomType(tx, params.id);
      authorize(tx.actor, 'rooms.manage', type.outlet_id);
      return changeRoomType(tx, type, body);
    },
  }),
];

const rooms: Route[] = [
  listRoute({
    path: '/rooms',
    summary: 'List rooms',
    permission: 'rooms.read',
    item: Room,
    list: {
      select: `r.id, r.outlet_id, r.room_type_id, t.code as room_type_code, r.number, r.floor, r.housekeeping_status,
        r.is_accessible, r.is_smoking, r.view, r.features, r.connecting_room_ids, r.is_active, r.version,
        r.created_at, r.updated_at`,
      from: 'rooms.rooms r join rooms.room_types t on t.tenant_id = r.tenant_id and t.id = r.room_type_id',
      id: 'r.id',
      outlet: 'r.outlet_id',
      search: ['r.number', 't.code'],
      sort: { number: 'r.number', floor: 'r.floor', housekeeping_status: 'r.housekeeping_status' },
      default_sort: 'number',
      filters: {
        outlet_id: equals('r.outlet_id', Id, '::uuid'),
        room_type_id: equals('r.room_type_id', Id, '::uuid'),
        housekeeping_status: equals('r.housekeeping_status', OneOf(HOUSEKEEPING_STATUSES)),
        floor: equals('r.floor', Type.Integer(), '::int'),
        is_accessible: equals('r.is_accessible', Type.Boolean()),
        is_active: equals('r.is_active', Type.Boolean()),
      },
    },
  }),
  read({
    path: '/rooms/:id',
    summary: 'Show a room',
    permission: 'rooms.read',
    params: IdParams,
    reply: Room,
    run: async ({ tx, params }) => {
      const room = found(await findRoom(tx, params.id));
      authorize(tx.actor, 'rooms.read', room.outlet_id);
      return room;
    },
  }),
  act({
    method: 'POST',
    path: '/rooms',
    summary: 'Add a room',
    permission: 'rooms.manage',
    body: NewRoom,
    reply: Room,
    status: 201,
    run: async ({ tx, body }) => {
      const type = await expectRoomType(tx, body.room_type_id);
      authorize(tx.actor, 'rooms.manage', type.outlet_id);
      return createRoom(tx, type, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/rooms/:id',
    summary: 'Change a room',
    permission: 'rooms.manage',
    params: IdParams,
    body: RoomChange,
    reply: Room,
    run: async ({ tx, params, body }) => {
      const room = found(await findRoom(tx, params.id));
      authorize(tx.actor, 'rooms.manage', room.outlet_id);
      return changeRoom(tx, room, body);
    },
  }),
  act({
    method: 'POST',
    path: '/rooms/:id/status',
    summary: 'Say how clean a room is',
    description: 'Along the steps of cleaning. Declaring a room inspected takes the right to manage housekeeping.',
    permission: 'housekeeping.work',
    params: IdParams,
    body: RoomStatusMark,
    reply: Room,
    run: async ({ tx, params, body }) => {
      const room = found(await findRoom(tx, params.id));
      const needed = body.housekeeping_status === 'INSPECTED' ? 'housekeeping.manage' : 'housekeeping.work';
      authorize(tx.actor, needed, room.outlet_id);
      expectVersion(room.version, body.version);
      await setRoomStatus(tx, room.id, body.housekeeping_status);
      return found(await findRoom(tx, room.id));
    },
  }),
];

export const roomRoutes: readonly Route[] = [...roomTypes, ...rooms];
