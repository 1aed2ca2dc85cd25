import { BookingNote, HistoryEntry, IdParams, NewBookingNote } from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import { lockBooking, outletOfBooking } from '../queries.ts';
import { addNote } from './add-note.ts';
import { historyOfBooking, notesOf } from './queries.ts';

export const noteRoutes: readonly Route[] = [
  read({
    path: '/reservations/:id/notes',
    summary: 'What was written down about a booking, newest first',
    permission: 'reservations.read',
    params: IdParams,
    reply: Type.Array(BookingNote),
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'reservations.read', found(await outletOfBooking(tx, params.id)));
      return notesOf(tx, params.id);
    },
  }),
  act({
    method: 'POST',
    path: '/reservations/:id/notes',
    summary: 'Write something down about a booking',
    description: 'A note stays as it was written; what is wrong in it is said in another.',
    permission: 'reservations.change',
    params: IdParams,
    body: NewBookingNote,
    reply: BookingNote,
    status: 201,
    run: async ({ tx, params, body }) => {
      const booking = found(await lockBooking(tx, params.id));
      authorize(tx.actor, 'reservations.change', booking.outlet_id);
      return addNote(tx, booking, body.text.trim());
    },
  }),
  read({
    path: '/reservations/:id/history',
    summary: 'What was done to a booking and its rooms, by whom and when, newest first',
    permission: 'reservations.read',
    params: IdParams,
    reply: Type.Array(HistoryEntry),
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'reservations.read', found(await outletOfBooking(tx, params.id)));
      return historyOfBooking(tx, params.id);
    },
  }),
];
