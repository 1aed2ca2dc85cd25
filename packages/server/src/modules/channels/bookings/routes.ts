import {
  CHANNEL_PROBLEMS,
  Id,
  IdParams,
  OneOf,
  OverbookedStay,
  OverbookingResolution,
  ParkedBooking,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize, type Actor } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { equals, listRoute } from '../../../platform/http/list.ts';
import { act, type Route } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { lockStay, OVERBOOKED_STAYS } from '../../reservations/index.ts';
import { ROOM_TYPE_TERMS } from '../../rooms/index.ts';
import { resolveOverbooking } from '../commands/resolve-overbooking.ts';
import { dismissParked, retryParked } from '../commands/retry-parked.ts';

const manage = 'channels.manage';

async function parkedFor(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ id: string; outlet_id: string; channel_id: string }> {
  const parked = found(
    await tx.db
      .selectFrom('channels.remote_bookings')
      .select(['id', 'outlet_id', 'channel_id'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  authorize(actor, manage, parked.outlet_id);
  return parked;
}

export const channelBookingRoutes: readonly Route[] = [
  listRoute({
    path: '/channel-parking',
    summary: 'Bookings of channels that wait for a person',
    permission: 'channels.read',
    item: ParkedBooking,
    list: {
      select: `b.id, b.outlet_id, b.channel_id, c.name as channel_name, b.remote_id, b.problem, b.said -> 'guest' ->> 'name' as guest_name,
        coalesce((select json_agg(json_build_object('remote_room_id', l ->> 'remote_room_id', 'remote_rate_id', l ->> 'remote_rate_id',
            'start_date', l ->> 'start_date', 'end_date', l ->> 'end_date'))
          from jsonb_array_elements(b.said -> 'lines') l), '[]') as rooms,
        coalesce((select json_agg(distinct concat_ws(' · ', l ->> 'remote_room_id', l ->> 'remote_rate_id'))
          from jsonb_array_elements(b.said -> 'lines') l), '[]') as remote_rooms, b.updated_at`,
      from: `channels.remote_bookings b join channels.channels c on c.tenant_id = b.tenant_id and c.id = b.channel_id`,
      id: 'b.id',
      outlet: 'b.outlet_id',
      search: ['b.remote_id'],
      sort: { updated_at: 'b.updated_at' },
      default_sort: '-updated_at',
      filters: {
        outlet_id: equals('b.outlet_id', Id, '::uuid'),
        channel_id: equals('b.channel_id', Id, '::uuid'),
        problem: equals('b.problem', OneOf(CHANNEL_PROBLEMS)),
      },
      where: () => sql`b.status = 'PARKED'`,
    },
  }),
  act({
    method: 'POST',
    path: '/channel-parking/:id/retry',
    summary: 'Try again to book what waits',
    permission: manage,
    params: IdParams,
    reply: Type.Object({ booked: Type.Integer() }),
    run: async ({ tx, actor, params }) => {
      const parked = await parkedFor(tx, actor, params.id);
      return { booked: await retryParked(tx, parked.channel_id, null, parked.id) };
    },
  }),
  act({
    method: 'POST',
    path: '/channel-parking/:id/dismiss',
    summary: 'Say that a person has dealt with it in another way',
    permission: manage,
    params: IdParams,
    run: async ({ tx, actor, params }) => dismissParked(tx, await parkedFor(tx, actor, params.id)),
  }),
  listRoute({
    path: '/overbooked-stays',
    summary: 'Stays that channels sold beyond what the house has',
    permission: 'channels.read',
    item: OverbookedStay,
    list: {
      select: `o.reservation_id as id, o.reservation_id, o.booking_id, o.outlet_id, o.channel as channel_name, o.confirmation_code, o.guest_name, o.room_type_id,
        t.code as room_type_code, o.start_date, o.end_date, coalesce(o.lost_dates, '{}') as lost_dates`,
      from: `${OVERBOOKED_STAYS} o join ${ROOM_TYPE_TERMS} t on t.id = o.room_type_id`,
      id: 'o.reservation_id',
      outlet: 'o.outlet_id',
      search: ['o.confirmation_code', 'o.guest_name'],
      sort: { start_date: 'o.start_date' },
      default_sort: 'start_date',
      filters: { outlet_id: equals('o.outlet_id', Id, '::uuid') },
    },
  }),
  act({
    method: 'POST',
    path: '/overbooked-stays/:id/resolve',
    summary: 'Take units that became free, another type, or a cancellation',
    description: 'Without a room type and without `cancel`: takes what has become free in its own type.',
    permission: manage,
    params: IdParams,
    body: OverbookingResolution,
    reply: Type.Object({ nights_missing: Type.Integer() }),
    run: async ({ tx, actor, params, body }) => {
      const stay = found(await lockStay(tx, params.id));
      authorize(actor, manage, stay.outlet_id);
      return resolveOverbooking(tx, stay, body);
    },
  }),
];
