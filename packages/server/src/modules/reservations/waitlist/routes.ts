import {
  Id,
  IdParams,
  NewWaitlistEntry,
  OneOf,
  WAITLIST_STATUSES,
  WaitlistEntry,
  WaitlistOffer,
  WaitlistStep,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { equals, listRoute } from '../../../platform/http/list.ts';
import { act, type Route } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { saleTermsOf } from '../queries.ts';
import { joinWaitlist } from './commands/join-waitlist.ts';
import { convertEntry, leaveWaitlist, offerRooms } from './commands/move-entry.ts';
import { findWaitlistEntry, FITS_NOW, IN_TURN, WAITLIST, WAITLIST_COLUMNS } from './queries.ts';

const ONE_DAY = 1_440;

export const waitlistRoutes: readonly Route[] = [
  listRoute({
    path: '/waitlist',
    summary: 'List who waits for rooms, in turn, and who fits now',
    permission: 'reservations.read',
    item: WaitlistEntry,
    list: {
      select: WAITLIST_COLUMNS,
      from: WAITLIST,
      id: 'w.id',
      outlet: 'w.outlet_id',
      search: ['w.guest_name', 'w.guest_email', 'w.guest_phone'],
      sort: { turn: IN_TURN, start_date: 'w.start_date', created_at: 'w.id' },
      default_sort: 'turn',
      filters: {
        outlet_id: equals('w.outlet_id', Id, '::uuid'),
        status: equals('w.status', OneOf(WAITLIST_STATUSES)),
        is_open: {
          schema: Type.Boolean(),
          where: (open: boolean) => sql`(w.status in ('WAITING', 'OFFERED')) = ${open}`,
        },
        fits_now: { schema: Type.Boolean(), where: (fits: boolean) => sql`${sql.raw(FITS_NOW)} = ${fits}` },
      },
    },
  }),
  act({
    method: 'POST',
    path: '/waitlist',
    summary: 'Let a party wait for rooms',
    permission: 'reservations.create',
    body: NewWaitlistEntry,
    reply: WaitlistEntry,
    status: 201,
    run: async ({ tx, body }) => {
      const terms = found(await saleTermsOf(tx, body.room_type_id, body.rate_plan_id ?? null, body));
      authorize(tx.actor, 'reservations.create', terms.outlet_id);
      return joinWaitlist(tx, terms, body);
    },
  }),
  act({
    method: 'POST',
    path: '/waitlist/:id/offer',
    summary: 'Keep the rooms for a waiting party for a while, and tell them',
    permission: 'reservations.create',
    params: IdParams,
    body: WaitlistOffer,
    reply: WaitlistEntry,
    run: async ({ tx, params, body }) =>
      offerRooms(tx, await entryFor(tx, params.id), body.minutes ?? ONE_DAY, body.version),
  }),
  act({
    method: 'POST',
    path: '/waitlist/:id/convert',
    summary: 'Book what a waiting party waited for',
    permission: 'reservations.create',
    params: IdParams,
    body: WaitlistStep,
    reply: WaitlistEntry,
    run: async ({ tx, params, body }) => convertEntry(tx, await entryFor(tx, params.id), body.version),
  }),
  act({
    method: 'POST',
    path: '/waitlist/:id/leave',
    summary: 'Take a party off the waitlist',
    permission: 'reservations.create',
    params: IdParams,
    body: WaitlistStep,
    reply: WaitlistEntry,
    run: async ({ tx, params, body }) => leaveWaitlist(tx, await entryFor(tx, params.id), body.version),
  }),
];

async function entryFor(tx: Tx, id: string) {
  const entry = found(await findWaitlistEntry(tx, id, true));
  authorize(tx.actor, 'reservations.create', entry.outlet_id);
  return entry;
}
