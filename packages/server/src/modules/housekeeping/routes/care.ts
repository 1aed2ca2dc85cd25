import {
  CivilDate,
  Discrepancy,
  DISCREPANCY_KINDS,
  DiscrepancyResolution,
  FOUND_ITEM_STATUSES,
  FoundItem,
  FoundItemChange,
  FoundItemDisposal,
  FoundItemReturn,
  Id,
  IdParams,
  MAINTENANCE_STATUSES,
  MaintenanceTicket,
  MaintenanceTicketChange,
  MaintenanceTicketMove,
  NewFoundItem,
  NewMaintenanceTicket,
  Nullable,
  OccupationReport,
  OccupationReported,
  OneOf,
  TICKET_CATEGORIES,
  TICKET_PRIORITIES,
  type Permission,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { atMost, equals, listRoute, type Filter } from '../../../platform/http/list.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findRoom } from '../../rooms/index.ts';
import { changeFoundItem } from '../commands/change-found-item.ts';
import { changeTicket } from '../commands/change-ticket.ts';
import { closeFoundItem } from '../commands/close-found-item.ts';
import { keepFoundItem } from '../commands/keep-found-item.ts';
import { moveTicket } from '../commands/move-ticket.ts';
import { openTicket } from '../commands/open-ticket.ts';
import { reportOccupation } from '../commands/report-occupation.ts';
import { resolveDiscrepancy } from '../commands/resolve-discrepancy.ts';
import { DISCREPANCIES_IN_ROOMS, DISCREPANCY_COLUMNS, findDiscrepancy } from '../discrepancies.ts';
import { FOUND_ITEM_COLUMNS, FOUND_ITEMS_IN_ROOMS, findFoundItem, lockFoundItem } from '../found-items.ts';
import { expectHotel } from '../queries.ts';
import { findTicket, lockTicket, PRIORITY_ORDER, TICKET_COLUMNS, TICKETS_IN_ROOMS } from '../tickets.ts';

/** True keeps the rows that fit, false the others. */
const whether = (condition: string): Filter => ({
  schema: Type.Boolean(),
  where: (value: boolean) => sql`(${sql.raw(condition)}) = ${value}`,
});

const discrepancies: Route[] = [
  listRoute({
    path: '/housekeeping/discrepancies',
    summary: 'List rooms that housekeeping and desk see differently',
    permission: 'housekeeping.read',
    item: Discrepancy,
    list: {
      select: DISCREPANCY_COLUMNS,
      from: DISCREPANCIES_IN_ROOMS,
      id: 'd.id',
      outlet: 'd.outlet_id',
      search: ['r.number', 'd.note'],
      sort: { reported_at: 'd.id', room_number: 'r.number' },
      default_sort: '-reported_at',
      filters: {
        outlet_id: equals('d.outlet_id', Id, '::uuid'),
        room_id: equals('d.room_id', Id, '::uuid'),
        kind: equals('d.kind', OneOf(DISCREPANCY_KINDS)),
        business_date: equals('d.business_date', CivilDate, '::date'),
        is_open: whether('d.resolved_at is null'),
      },
    },
  }),
  act({
    method: 'POST',
    path: '/housekeeping/discrepancies',
    summary: 'Say whether a guest is in a room',
    description:
      'SLEEP: somebody is in a room that the desk has as empty; SKIP: nobody is in one that it has as occupied. Where both agree there is no discrepancy, and one that was open is settled.',
    permission: 'housekeeping.work',
    body: OccupationReport,
    reply: OccupationReported,
    run: async ({ tx, body }) => {
      const room = found(await findRoom(tx, body.room_id));
      authorize(tx.actor, 'housekeeping.work', room.outlet_id);
      return reportOccupation(tx, room, body);
    },
  }),
  act({
    method: 'POST',
    path: '/housekeeping/discrepancies/:id/resolve',
    summary: 'Resolve a discrepancy with a note',
    // The desk's work as much as a supervisor's: both hold the right to check guests in or to manage housekeeping.
    permission: 'reservations.check_in',
    params: IdParams,
    body: DiscrepancyResolution,
    reply: Discrepancy,
    run: async ({ tx, params, body }) => {
      const discrepancy = found(await findDiscrepancy(tx, params.id));
      authorize(tx.actor, 'reservations.check_in', discrepancy.outlet_id);
      return resolveDiscrepancy(tx, discrepancy, body);
    },
  }),
];

async function ownTicket(tx: Tx, id: string, permission: Permission) {
  const ticket = found(await lockTicket(tx, id));
  authorize(tx.actor, permission, ticket.outlet_id);
  return ticket;
}

const tickets: Route[] = [
  listRoute({
    path: '/maintenance-tickets',
    summary: 'List what is broken',
    permission: 'housekeeping.read',
    item: MaintenanceTicket,
    list: {
      select: TICKET_COLUMNS,
      from: TICKETS_IN_ROOMS,
      id: 'm.id',
      outlet: 'm.outlet_id',
      search: ['m.title', 'm.description', 'm.place', 'r.number'],
      sort: { created_at: 'm.id', priority: PRIORITY_ORDER, status: 'm.status', title: 'm.title' },
      default_sort: '-created_at',
      filters: {
        outlet_id: equals('m.outlet_id', Id, '::uuid'),
        room_id: equals('m.room_id', Id, '::uuid'),
        status: equals('m.status', OneOf(MAINTENANCE_STATUSES)),
        priority: equals('m.priority', OneOf(TICKET_PRIORITIES)),
        category: equals('m.category', OneOf(TICKET_CATEGORIES)),
        assignee_id: equals('m.assignee_id', Id, '::uuid'),
        is_open: whether("m.status <> 'VERIFIED'"),
      },
    },
  }),
  read({
    path: '/maintenance-tickets/:id',
    summary: 'Show a maintenance ticket',
    permission: 'housekeeping.read',
    params: IdParams,
    reply: MaintenanceTicket,
    run: async ({ tx, params }) => {
      const ticket = found(await findTicket(tx, params.id));
      authorize(tx.actor, 'housekeeping.read', ticket.outlet_id);
      return ticket;
    },
  }),
  act({
    method: 'POST',
    path: '/maintenance-tickets',
    summary: 'Report something broken',
    description:
      'With `outage`, which takes the right to manage housekeeping, the room goes out for it in the same act.',
    permission: 'housekeeping.work',
    body: NewMaintenanceTicket,
    reply: MaintenanceTicket,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = await expectHotel(tx, body.outlet_id);
      authorize(tx.actor, body.outage ? 'housekeeping.manage' : 'housekeeping.work', outlet.id);
      return openTicket(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/maintenance-tickets/:id',
    summary: 'Give a ticket to somebody, or correct it',
    permission: 'housekeeping.manage',
    params: IdParams,
    body: MaintenanceTicketChange,
    reply: MaintenanceTicket,
    run: async ({ tx, params, body }) => changeTicket(tx, await ownTicket(tx, params.id, 'housekeeping.manage'), body),
  }),
  act({
    method: 'POST',
    path: '/maintenance-tickets/:id/status',
    summary: 'Move a repair along',
    description:
      'Verifying takes the right to manage housekeeping, and brings back a room that was out for the repair.',
    permission: 'housekeeping.work',
    params: IdParams,
    body: MaintenanceTicketMove,
    reply: MaintenanceTicket,
    run: async ({ tx, params, body }) =>
      moveTicket(
        tx,
        await ownTicket(tx, params.id, body.status === 'VERIFIED' ? 'housekeeping.manage' : 'housekeeping.work'),
        body,
      ),
  }),
];

async function ownItem(tx: Tx, id: string, permission: Permission) {
  const item = found(await lockFoundItem(tx, id));
  authorize(tx.actor, permission, item.outlet_id);
  return item;
}

const foundItems: Route[] = [
  listRoute({
    path: '/found-items',
    summary: 'List what guests left behind',
    permission: 'housekeeping.read',
    item: FoundItem,
    list: {
      select: FOUND_ITEM_COLUMNS,
      from: FOUND_ITEMS_IN_ROOMS,
      id: 'f.id',
      outlet: 'f.outlet_id',
      search: ['f.description', 'f.place', 'f.stored_at', 'r.number'],
      sort: { found_on: 'f.found_on', keep_until: 'f.keep_until', description: 'f.description' },
      default_sort: '-found_on',
      filters: {
        outlet_id: equals('f.outlet_id', Id, '::uuid'),
        room_id: equals('f.room_id', Id, '::uuid'),
        reservation_id: equals('f.reservation_id', Id, '::uuid'),
        status: equals('f.status', OneOf(FOUND_ITEM_STATUSES)),
        keep_until: atMost('f.keep_until', CivilDate, '::date'),
      },
    },
  }),
  read({
    path: '/found-items/:id',
    summary: 'Show a found item',
    permission: 'housekeeping.read',
    params: IdParams,
    reply: FoundItem,
    run: async ({ tx, params }) => {
      const item = found(await findFoundItem(tx, params.id));
      authorize(tx.actor, 'housekeeping.read', item.outlet_id);
      return item;
    },
  }),
  act({
    method: 'POST',
    path: '/found-items',
    summary: 'Write down what a guest left behind',
    permission: 'housekeeping.work',
    body: NewFoundItem,
    reply: FoundItem,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = await expectHotel(tx, body.outlet_id);
      authorize(tx.actor, 'housekeeping.work', outlet.id);
      return keepFoundItem(tx, outlet, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/found-items/:id',
    summary: 'Correct what is known of a found item',
    permission: 'housekeeping.work',
    params: IdParams,
    body: FoundItemChange,
    reply: FoundItem,
    run: async ({ tx, params, body }) => changeFoundItem(tx, await ownItem(tx, params.id, 'housekeeping.work'), body),
  }),
  act({
    method: 'POST',
    path: '/found-items/:id/return',
    summary: 'Hand a found item to its owner',
    permission: 'housekeeping.work',
    params: IdParams,
    body: FoundItemReturn,
    reply: FoundItem,
    run: async ({ tx, params, body }) =>
      closeFoundItem(tx, await ownItem(tx, params.id, 'housekeeping.work'), { status: 'RETURNED', ...body }),
  }),
  act({
    method: 'POST',
    path: '/found-items/:id/dispose',
    summary: 'Dispose of a found item that need not be kept any longer',
    permission: 'housekeeping.manage',
    params: IdParams,
    body: Nullable(FoundItemDisposal),
    reply: FoundItem,
    run: async ({ tx, params, body }) =>
      closeFoundItem(tx, await ownItem(tx, params.id, 'housekeeping.manage'), { status: 'DISPOSED', ...body }),
  }),
];

export const careRoutes: readonly Route[] = [...discrepancies, ...tickets, ...foundItems];
