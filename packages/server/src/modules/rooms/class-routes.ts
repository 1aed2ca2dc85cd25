import { Id, IdParams, NewRoomClass, RoomClass, RoomClassChange } from '@hostelry/contracts';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOutlet } from '../outlets/index.ts';
import { changeRoomClass, createRoomClass } from './commands/change-room-class.ts';
import { findRoomClass } from './queries.ts';

export const classRoutes: readonly Route[] = [
  listRoute({
    path: '/room-classes',
    summary: 'List room classes',
    permission: 'rooms.read',
    item: RoomClass,
    list: {
      select: 'c.id, c.outlet_id, c.code, c.name, c.sort_order, c.version, c.created_at, c.updated_at',
      from: 'rooms.room_classes c',
      id: 'c.id',
      outlet: 'c.outlet_id',
      search: ['c.code', 'c.name'],
      sort: { sort_order: 'c.sort_order', code: 'c.code', name: 'c.name' },
      default_sort: 'sort_order',
      filters: { outlet_id: equals('c.outlet_id', Id, '::uuid') },
    },
  }),
  read({
    path: '/room-classes/:id',
    summary: 'Show a room class',
    permission: 'rooms.read',
    params: IdParams,
    reply: RoomClass,
    run: async ({ tx, params }) => {
      const row = found(await findRoomClass(tx, params.id));
      authorize(tx.actor, 'rooms.read', row.outlet_id);
      return row;
    },
  }),
  act({
    method: 'POST',
    path: '/room-classes',
    summary: 'Add a room class',
    permission: 'rooms.manage',
    body: NewRoomClass,
    reply: RoomClass,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'rooms.manage', outlet.id);
      return createRoomClass(tx, outlet, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/room-classes/:id',
    summary: 'Change a room class',
    permission: 'rooms.manage',
    params: IdParams,
    body: RoomClassChange,
    reply: RoomClass,
    run: async ({ tx, params, body }) => {
      const row = found(await findRoomClass(tx, params.id));
      authorize(tx.actor, 'rooms.manage', row.outlet_id);
      return changeRoomClass(tx, row, body);
    },
  }),
];
