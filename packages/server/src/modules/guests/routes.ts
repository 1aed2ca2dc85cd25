import { Guest, GuestChange, Id, IdParams } from '@hostelry/contracts';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { changeGuest } from './commands/change-guest.ts';
import { findGuest } from './queries.ts';

export const guestRoutes: readonly Route[] = [
  listRoute({
    path: '/guests',
    summary: 'List and search guests',
    permission: 'reservations.read',
    item: Guest,
    list: {
      select: 'g.id, g.outlet_id, g.name, g.email, g.phone, g.version, g.created_at, g.updated_at',
      // Ids grow with time, so the newest guest has the greatest id and its index gives the order.
      from: 'guests.guests g',
      id: 'g.id',
      outlet: 'g.outlet_id',
      search: ['g.name', 'g.email', 'g.phone'],
      sort: { name: 'g.name', created_at: 'g.id' },
      default_sort: '-created_at',
      filters: { outlet_id: equals('g.outlet_id', Id, '::uuid'), email: equals('g.email') },
    },
  }),
  read({
    path: '/guests/:id',
    summary: 'Show a guest',
    permission: 'reservations.read',
    params: IdParams,
    reply: Guest,
    run: async ({ tx, params }) => {
      const guest = found(await findGuest(tx, params.id));
      authorize(tx.actor, 'reservations.read', guest.outlet_id);
      return guest;
    },
  }),
  act({
    method: 'PATCH',
    path: '/guests/:id',
    summary: 'Correct a guest’s profile',
    permission: 'reservations.create',
    params: IdParams,
    body: GuestChange,
    reply: Guest,
    run: async ({ tx, params, body }) => {
      const guest = found(await findGuest(tx, params.id));
      authorize(tx.actor, 'reservations.create', guest.outlet_id);
      return changeGuest(tx, guest, body);
    },
  }),
];
