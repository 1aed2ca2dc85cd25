import {
  type Permission,
  CivilDate,
  Id,
  IdParams,
  NewTrace,
  OneOf,
  Trace,
  TRACE_DEPARTMENTS,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize, may } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { equals, listRoute, type List } from '../../../platform/http/list.ts';
import { act, type Route } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { lockBooking } from '../queries.ts';
import { addTrace } from './commands/add-trace.ts';
import { tickTrace } from './commands/tick-trace.ts';
import { findTrace, TRACE_COLUMNS, TRACES, type TraceRow } from './queries.ts';

const traceList: List = {
  select: TRACE_COLUMNS,
  from: TRACES,
  id: 't.id',
  outlet: 't.outlet_id',
  search: ['t.text', 'b.guest_name', 'b.confirmation_code'],
  sort: { date: 't.date', created_at: 't.id' },
  default_sort: 'date',
  filters: {
    outlet_id: equals('t.outlet_id', Id, '::uuid'),
    booking_id: equals('t.booking_id', Id, '::uuid'),
    department: equals('t.department', OneOf(TRACE_DEPARTMENTS)),
    date: equals('t.date', CivilDate, '::date'),
    is_done: { schema: Type.Boolean(), where: (done: boolean) => sql`(t.done_at is not null) = ${done}` },
  },
};

export const traceRoutes: readonly Route[] = [
  listRoute({
    path: '/traces',
    summary: 'List what departments are to do for bookings, by day',
    permission: 'reservations.read',
    item: Trace,
    list: traceList,
  }),
  listRoute({
    path: '/traces/housekeeping',
    summary: 'List what housekeeping and maintenance are to do for bookings, by day',
    permission: 'housekeeping.read',
    item: Trace,
    list: { ...traceList, where: () => sql`t.department in ('HOUSEKEEPING', 'MAINTENANCE')` },
  }),
  act({
    method: 'POST',
    path: '/reservations/:id/traces',
    summary: 'Leave a department something to do for a booking on a date',
    permission: 'reservations.change',
    params: IdParams,
    body: NewTrace,
    reply: Trace,
    status: 201,
    run: async ({ tx, params, body }) => {
      const booking = found(await lockBooking(tx, params.id));
      authorize(tx.actor, 'reservations.change', booking.outlet_id);
      return addTrace(tx, booking, body);
    },
  }),
  act({
    method: 'POST',
    path: '/traces/:id/done',
    summary: 'Say that a trace is done',
    description: 'The desk ticks any; a department ticks its own.',
    permission: 'signed-in',
    params: IdParams,
    reply: Trace,
    run: async ({ tx, params }) => tickTrace(tx, await traceFor(tx, params.id), true),
  }),
  act({
    method: 'POST',
    path: '/traces/:id/undo',
    summary: 'Say that a trace is not done after all',
    permission: 'signed-in',
    params: IdParams,
    reply: Trace,
    run: async ({ tx, params }) => tickTrace(tx, await traceFor(tx, params.id), false),
  }),
];

/** What somebody of a department may do anyway; it lets them tick what is theirs. */
const WORK_OF: Partial<Record<TraceRow['department'], Permission>> = {
  HOUSEKEEPING: 'housekeeping.work',
  MAINTENANCE: 'housekeeping.work',
  KITCHEN: 'kitchen.bump',
  ACCOUNTS: 'ledger.manage',
};

async function traceFor(tx: Tx, id: string) {
  const trace = found(await findTrace(tx, id, true));
  const own = WORK_OF[trace.department];
  const mayTick = own !== undefined && may(tx.actor, own, trace.outlet_id);
  if (!mayTick) authorize(tx.actor, 'reservations.change', trace.outlet_id);
  return trace;
}
