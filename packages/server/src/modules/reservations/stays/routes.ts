import {
  Booking,
  CheckIn,
  CheckOut,
  IdParams,
  Nullable,
  PriceChange,
  RoomAssignment,
  RoomMove,
  Stay,
  StayCancellation,
  StayChange,
  StayFees,
  StayStep,
  type Permission,
} from '@hostelry/contracts';
import type { Static, TSchema } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { DomainError, found } from '../../../platform/errors.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findBooking, lockBooking } from '../queries.ts';
import { assignRoom, unassignRoom } from './commands/assign-room.ts';
import { changeStay, previewChange } from './commands/change-stay.ts';
import { checkIn, undoCheckIn } from './commands/check-in.ts';
import { checkOut, undoCheckOut } from './commands/check-out.ts';
import { confirmBooking } from './commands/confirm-booking.ts';
import { authorizeFees } from './authorize-fees.ts';
import { cancelStay, markNoShow, reinstateStay } from './commands/end-stay.ts';
import { moveRoom } from './commands/move-room.ts';
import { feesOf } from './fees.ts';
import { findStay, lockStay, readStay, staysMeantBy, type LockedStay } from './queries.ts';
import { totalsOfNights } from './rules.ts';

interface Step<B extends TSchema> {
  name: string;
  summary: string;
  description?: string;
  permission: Permission;
  body: B;
  run: (tx: Tx, stay: LockedStay, body: Static<B>) => Promise<void>;
}

/** An act on one stay: under its own id, and, where integrators ask for it, under its booking's. */
function step<B extends TSchema>({ name, summary, description, permission, body, run }: Step<B>): Route {
  return act({
    method: 'POST',
    path: `/stays/:id/${name}`,
    aliases: [`/reservations/:id/${name}`],
    summary,
    description: `${description ? `${description} ` : ''}The id is the stay’s, or that of a booking with one room.`,
    permission,
    params: IdParams,
    body: Nullable(body),
    reply: Stay,
    run: async ({ tx, params, body: asked }) => {
      const stay = found(await lockStay(tx, await theStay(tx, params.id)));
      authorize(tx.actor, permission, stay.outlet_id);
      await run(tx, stay, (asked ?? {}) as Static<B>);
      return found(await findStay(tx, stay.id));
    },
  });
}

async function theStay(tx: Tx, id: string): Promise<string> {
  const ids = await staysMeantBy(tx, id);
  if (ids.length > 1)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'WHICH_ROOM', stays: ids },
      'This booking has several rooms; say which stay is meant.',
    );
  return found(ids[0]);
}

export const stayRoutes: readonly Route[] = [
  read({
    path: '/stays/:id',
    summary: 'Show one room’s stay',
    permission: 'reservations.read',
    params: IdParams,
    reply: Stay,
    run: async ({ tx, params }) => {
      const stay = found(await findStay(tx, params.id));
      authorize(tx.actor, 'reservations.read', stay.outlet_id);
      return stay;
    },
  }),
  read({
    method: 'POST',
    path: '/stays/:id/price-change',
    summary: 'What a change would do to the price, night by night',
    permission: 'reservations.read',
    params: IdParams,
    body: StayChange,
    reply: PriceChange,
    run: async ({ tx, params, body }) => {
      const stay = found(await readStay(tx, params.id));
      authorize(tx.actor, 'reservations.read', stay.outlet_id);
      const { nights } = await previewChange(tx, stay, body);
      const [before, after] = [totalsOfNights(stay.nights), totalsOfNights(nights)];
      return {
        currency: stay.currency,
        before: stay.nights.map(({ date, room_type_id, price_minor, tax_minor }) => ({
          date,
          room_type_id,
          price_minor,
          tax_minor,
        })),
        after: nights,
        before_minor: before.total_minor,
        after_minor: after.total_minor,
        difference_minor: after.total_minor - before.total_minor,
      };
    },
  }),
  read({
    path: '/stays/:id/fees',
    summary: 'What cancelling a stay now, or not coming, costs',
    permission: 'reservations.read',
    params: IdParams,
    reply: StayFees,
    run: async ({ tx, params }) => {
      const stay = found(await readStay(tx, params.id));
      authorize(tx.actor, 'reservations.read', stay.outlet_id);
      return feesOf(stay, tx.now);
    },
  }),
  step({
    name: 'assign-room',
    summary: 'Give a stay a room',
    permission: 'reservations.change',
    body: RoomAssignment,
    run: assignRoom,
  }),
  step({
    name: 'unassign-room',
    summary: 'Take the room away from a stay that has not begun',
    permission: 'reservations.change',
    body: StayStep,
    run: unassignRoom,
  }),
  step({
    name: 'move-room',
    summary: 'Move a guest to another room from a date on',
    description: 'A room of another type takes a unit of that type for every night that is left.',
    permission: 'reservations.change',
    body: RoomMove,
    run: moveRoom,
  }),
  step({
    name: 'change',
    summary: 'Change dates, type, plan, party, guest or room of a stay',
    permission: 'reservations.change',
    body: StayChange,
    run: async (tx, stay, change) => {
      if (change.override) authorize(tx.actor, 'reservations.override', stay.outlet_id);
      await changeStay(tx, stay, change);
    },
  }),
  step({
    name: 'change-dates',
    summary: 'Change the dates of a stay',
    permission: 'reservations.change',
    body: StayChange,
    run: async (tx, stay, change) => {
      if (change.override) authorize(tx.actor, 'reservations.override', stay.outlet_id);
      await changeStay(tx, stay, change);
    },
  }),
  step({
    name: 'check-in',
    summary: 'Let a guest in',
    permission: 'reservations.check_in',
    body: CheckIn,
    run: checkIn,
  }),
  step({
    name: 'undo-check-in',
    summary: 'Take a check-in back on its own business day',
    permission: 'reservations.check_in',
    body: StayStep,
    run: undoCheckIn,
  }),
  step({
    name: 'check-out',
    summary: 'Let a guest go',
    permission: 'reservations.check_in',
    body: CheckOut,
    run: async (tx, stay, body) => {
      if (body.allow_balance) authorize(tx.actor, 'folios.correct', stay.outlet_id);
      await checkOut(tx, stay, body);
    },
  }),
  step({
    name: 'undo-check-out',
    summary: 'Take a check-out back on its own business day',
    permission: 'reservations.check_in',
    body: StayStep,
    run: undoCheckOut,
  }),
  step({
    name: 'no-show',
    summary: 'A guest has not come',
    description: 'Charges what the booking’s terms say about it.',
    permission: 'reservations.check_in',
    body: StayCancellation,
    run: async (tx, stay, body) => {
      authorizeFees(tx, stay.outlet_id, body);
      await markNoShow(tx, stay, body);
    },
  }),
  step({
    name: 'reinstate',
    summary: 'Take a cancellation or a no-show back',
    description: 'The nights must be won again.',
    permission: 'reservations.change',
    body: StayStep,
    run: reinstateStay,
  }),
  act({
    method: 'POST',
    path: '/stays/:id/cancel',
    summary: 'Cancel one room of a booking',
    description: 'Charges what the booking’s terms say about it.',
    permission: 'reservations.cancel',
    params: IdParams,
    body: Nullable(StayCancellation),
    reply: Stay,
    run: async ({ tx, params, body }) => {
      const stay = found(await lockStay(tx, params.id));
      authorize(tx.actor, 'reservations.cancel', stay.outlet_id);
      authorizeFees(tx, stay.outlet_id, body ?? {});
      await cancelStay(tx, stay, body ?? {});
      return found(await findStay(tx, stay.id));
    },
  }),
  act({
    method: 'POST',
    path: '/reservations/:id/confirm',
    summary: 'Confirm an option or an inquiry',
    permission: 'reservations.create',
    params: IdParams,
    body: Nullable(StayStep),
    reply: Booking,
    run: async ({ tx, params, body }) => {
      const booking = found(await lockBooking(tx, params.id));
      authorize(tx.actor, 'reservations.create', booking.outlet_id);
      await confirmBooking(tx, booking, body ?? {});
      return found(await findBooking(tx, params.id));
    },
  }),
];
