import { Body, CivilDate, IdParams, RoomChoice, Stay } from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { read, type Route } from '../../../platform/http/route.ts';
import { findBooking } from '../queries.ts';
import { readStay, staysOfBooking } from './queries.ts';
import { roomsForStay } from './rooms.ts';

/** What a screen asks before somebody acts on a stay. */
export const stayLookUpRoutes: readonly Route[] = [
  read({
    path: '/reservations/:id/stays',
    summary: 'The stays of a booking, one a room',
    permission: 'reservations.read',
    params: IdParams,
    reply: Type.Array(Stay),
    run: async ({ tx, params }) => {
      const booking = found(await findBooking(tx, params.id));
      authorize(tx.actor, 'reservations.read', booking.outlet_id);
      return staysOfBooking(tx, booking.id);
    },
  }),
  read({
    path: '/stays/:id/rooms',
    summary: 'The hotel’s rooms for a stay, and which of them are free for it',
    permission: 'reservations.read',
    params: IdParams,
    query: Body({ from_date: Type.Optional(CivilDate) }),
    reply: Type.Array(RoomChoice),
    run: async ({ tx, params, query }) => {
      const stay = found(await readStay(tx, params.id));
      authorize(tx.actor, 'reservations.read', stay.outlet_id);
      return roomsForStay(tx, stay, query.from_date);
    },
  }),
];
