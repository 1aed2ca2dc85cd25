import {
  CivilDate,
  Id,
  IdParams,
  NewOutage,
  Nullable,
  OneOf,
  Outage,
  OUTAGE_KINDS,
  OUTAGE_STATUSES,
  OutageChange,
  OutageCheck,
  OutageChecked,
  OutageReturn,
} from '@hostelry/contracts';
import { authorize } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { atLeast, atMost, equals, listRoute } from '../../../platform/http/list.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import { findOutlet } from '../../outlets/index.ts';
import { staysInRoom } from '../../reservations/index.ts';
import { findRoom } from '../../rooms/index.ts';
import { changeOutage } from '../commands/change-outage.ts';
import { returnRoom } from '../commands/return-room.ts';
import { takeRoomOut } from '../commands/take-room-out.ts';
import {
  expectOutageDates,
  findOutage,
  lockOutage,
  OUTAGE_COLUMNS,
  OUTAGE_STATUS,
  OUTAGES_IN_ROOMS,
  oversoldDates,
} from '../outages.ts';

export const outageRoutes: readonly Route[] = [
  listRoute({
    path: '/outages',
    summary: 'List rooms out of order and out of service',
    // Names the guests who had to leave their rooms, so it is for those who may read them.
    permission: 'reservations.read',
    item: Outage,
    list: {
      select: OUTAGE_COLUMNS,
      from: OUTAGES_IN_ROOMS,
      id: 'o.id',
      outlet: 'o.outlet_id',
      search: ['r.number', 'o.reason'],
      sort: { start_date: 'o.start_date', end_date: 'o.end_date', room_number: 'r.number' },
      default_sort: '-start_date',
      filters: {
        outlet_id: equals('o.outlet_id', Id, '::uuid'),
        room_id: equals('o.room_id', Id, '::uuid'),
        kind: equals('o.kind', OneOf(OUTAGE_KINDS)),
        status: equals(`(${OUTAGE_STATUS})`, OneOf(OUTAGE_STATUSES)),
        from: atLeast('o.end_date', CivilDate, '::date'),
        to: atMost('o.start_date', CivilDate, '::date'),
      },
    },
  }),
  read({
    path: '/outages/:id',
    summary: 'Show an outage with the stays that had to leave the room',
    permission: 'reservations.read',
    params: IdParams,
    reply: Outage,
    run: async ({ tx, params }) => {
      const outage = found(await findOutage(tx, params.id));
      authorize(tx.actor, 'reservations.read', outage.outlet_id);
      return outage;
    },
  }),
  read({
    method: 'POST',
    path: '/outages/check',
    summary: 'Ask who and which nights would be in the way of an outage',
    permission: 'housekeeping.manage',
    body: OutageCheck,
    reply: OutageChecked,
    run: async ({ tx, body }) => {
      const room = found(await findRoom(tx, body.room_id));
      authorize(tx.actor, 'housekeeping.manage', room.outlet_id);
      expectOutageDates(body, found(await findOutlet(tx, room.outlet_id)).business_date);
      if (body.kind === 'OUT_OF_SERVICE') return { displaced: [], oversold_dates: [] };
      return {
        displaced: await staysInRoom(tx, room.id, body.start_date, body.end_date),
        oversold_dates: await oversoldDates(tx, room.room_type_id, body.start_date, body.end_date),
      };
    },
  }),
  act({
    method: 'POST',
    path: '/outages',
    summary: 'Take a room out of order, or out of service',
    description:
      'Out of order takes a unit off the market and is refused, naming them, where guests are given the room; with `displace` those who can move leave it and wait for another. Out of service only warns.',
    permission: 'housekeeping.manage',
    body: NewOutage,
    reply: Outage,
    status: 201,
    run: async ({ tx, body }) => {
      const room = found(await findRoom(tx, body.room_id));
      authorize(tx.actor, 'housekeeping.manage', room.outlet_id);
      return takeRoomOut(tx, room, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/outages/:id',
    summary: 'Make an outage longer or shorter',
    permission: 'housekeeping.manage',
    params: IdParams,
    body: OutageChange,
    reply: Outage,
    run: async ({ tx, params, body }) => {
      const outage = found(await lockOutage(tx, params.id));
      authorize(tx.actor, 'housekeeping.manage', outage.outlet_id);
      return changeOutage(tx, outage, body);
    },
  }),
  act({
    method: 'POST',
    path: '/outages/:id/return',
    summary: 'Bring a room back early',
    description: 'Its nights from the business date on are for sale again. Repeating it changes nothing.',
    permission: 'housekeeping.manage',
    params: IdParams,
    body: Nullable(OutageReturn),
    reply: Outage,
    run: async ({ tx, params, body }) => {
      const outage = found(await lockOutage(tx, params.id));
      authorize(tx.actor, 'housekeeping.manage', outage.outlet_id);
      return returnRoom(tx, outage, body?.version);
    },
  }),
];
