import {
  BookingPage,
  BookingPageSettings,
  Extra,
  ExtraChange,
  Id,
  IdParams,
  NewExtra,
  Nullable,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { equals, listRoute } from '../../../platform/http/list.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import { findOutlet } from '../../outlets/index.ts';
import { addExtra, changeExtra, setPage } from '../commands/keep-page.ts';
import { EXTRA_COLUMNS, findExtra, findPage } from '../queries.ts';

const OutletParams = Type.Object({ outlet_id: Id });

/** What the hotel decides about its page. */
export const settingsRoutes: readonly Route[] = [
  read({
    path: '/booking-pages/:outlet_id',
    summary: 'A hotel’s booking page with its settings; null where it has none yet',
    permission: 'rooms.read',
    params: OutletParams,
    reply: Nullable(BookingPage),
    run: async ({ tx, params }) => {
      const outlet = found(await findOutlet(tx, params.outlet_id));
      authorize(tx.actor, 'rooms.read', outlet.id);
      return (await findPage(tx, outlet.id)) ?? null;
    },
  }),
  act({
    method: 'PUT',
    path: '/booking-pages/:outlet_id',
    summary: 'Set up or change a hotel’s booking page',
    permission: 'booking_page.manage',
    params: OutletParams,
    body: BookingPageSettings,
    reply: BookingPage,
    run: async ({ tx, params, body }) => {
      const outlet = found(await findOutlet(tx, params.outlet_id));
      authorize(tx.actor, 'booking_page.manage', outlet.id);
      return setPage(tx, outlet, body);
    },
  }),
  listRoute({
    path: '/extras',
    summary: 'What hotels sell beside rooms',
    permission: 'rooms.read',
    item: Extra,
    list: {
      select: EXTRA_COLUMNS,
      from: 'booking_page.extras e',
      id: 'e.id',
      outlet: 'e.outlet_id',
      search: ['e.name'],
      sort: { sort_order: "lpad(e.sort_order::text, 5, '0')", name: 'e.name', price_minor: 'e.price_minor' },
      default_sort: 'sort_order',
      filters: { outlet_id: equals('e.outlet_id', Id, '::uuid'), is_active: equals('e.is_active', Type.Boolean()) },
    },
  }),
  act({
    method: 'POST',
    path: '/extras',
    summary: 'Add an extra',
    permission: 'booking_page.manage',
    body: NewExtra,
    reply: Extra,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'booking_page.manage', outlet.id);
      return addExtra(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/extras/:id',
    summary: 'Change an extra; what was booked keeps its price',
    permission: 'booking_page.manage',
    params: IdParams,
    body: ExtraChange,
    reply: Extra,
    run: async ({ tx, params, body }) => {
      const extra = found(await findExtra(tx, params.id));
      authorize(tx.actor, 'booking_page.manage', extra.outlet_id);
      return changeExtra(tx, extra, body);
    },
  }),
];
