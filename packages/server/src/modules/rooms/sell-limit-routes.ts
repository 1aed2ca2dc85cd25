import {
  CalendarEdit,
  CalendarEdited,
  CivilDate,
  Horizon,
  HorizonChange,
  Id,
  IdParams,
  NewSellLimit,
  SELL_LIMIT_LEVELS,
  OneOf,
  SellLimit,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { atLeast, atMost, equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOutlet } from '../outlets/index.ts';
import { addSellLimit, removeSellLimit } from './commands/change-sell-limits.ts';
import { editCalendar } from './commands/edit-calendar.ts';
import { setHorizon } from './commands/keep-horizon.ts';
import { findSellLimit, horizonOf } from './queries.ts';

const sellLimits: Route[] = [
  listRoute({
    path: '/sell-limits',
    summary: 'List the sell limits of a hotel',
    permission: 'rooms.read',
    item: SellLimit,
    list: {
      select: `s.id, s.outlet_id, s.level, s.class_id, s.room_type_id, coalesce(t.code, c.code, '') as applies_to, s.start_date, s.end_date,
        s.weekdays, s.kind, s.value, s.created_at`,
      from: `rooms.sell_limits s
        left join rooms.room_types t on t.tenant_id = s.tenant_id and t.id = s.room_type_id
        left join rooms.room_classes c on c.tenant_id = s.tenant_id and c.id = s.class_id`,
      id: 's.id',
      outlet: 's.outlet_id',
      sort: { created_at: 's.id', start_date: 's.start_date', end_date: 's.end_date', value: 's.value' },
      default_sort: '-created_at',
      filters: {
        outlet_id: equals('s.outlet_id', Id, '::uuid'),
        level: equals('s.level', OneOf(SELL_LIMIT_LEVELS)),
        room_type_id: equals('s.room_type_id', Id, '::uuid'),
        class_id: equals('s.class_id', Id, '::uuid'),
        from: atLeast('s.end_date', CivilDate, '::date'),
        to: atMost('s.start_date', CivilDate, '::date'),
      },
    },
  }),
  read({
    path: '/sell-limits/:id',
    summary: 'Show a sell limit',
    permission: 'rooms.read',
    params: IdParams,
    reply: Type.Omit(SellLimit, ['applies_to']),
    run: async ({ tx, params }) => {
      const row = found(await findSellLimit(tx, params.id));
      authorize(tx.actor, 'rooms.read', row.outlet_id);
      return row;
    },
  }),
  act({
    method: 'POST',
    path: '/sell-limits',
    summary: 'Sell beyond the units of a type, a class or every type of a hotel',
    description:
      'From start_date up to, and without, end_date. A type’s limit wins over its class’s, a class’s over the house’s; of two on one level the newer wins.',
    permission: 'inventory.manage',
    body: NewSellLimit,
    reply: Type.Omit(SellLimit, ['applies_to']),
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'inventory.manage', outlet.id);
      return addSellLimit(tx, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/sell-limits/:id',
    summary: 'Take a sell limit back',
    permission: 'inventory.manage',
    params: IdParams,
    reply: Type.Null(),
    run: async ({ tx, params }) => {
      const row = found(await findSellLimit(tx, params.id));
      authorize(tx.actor, 'inventory.manage', row.outlet_id);
      await removeSellLimit(tx, row);
      return null;
    },
  }),
];

const calendar: Route[] = [
  act({
    method: 'POST',
    path: '/inventory/bulk',
    summary: 'Edit many nights of a hotel’s calendar at once',
    description:
      'Closes nights to sale or opens them, sets how far types are oversold, or limits the house as a whole; over a range and some weekdays. All of it or nothing.',
    permission: 'inventory.manage',
    body: CalendarEdit,
    reply: CalendarEdited,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'inventory.manage', outlet.id);
      return editCalendar(tx, body);
    },
  }),
  read({
    path: '/inventory/horizon',
    summary: 'How many nights ahead a hotel keeps its calendar open',
    permission: 'rooms.read',
    query: Type.Object({ outlet_id: Id }, { additionalProperties: false }),
    reply: Horizon,
    run: async ({ tx, query }) => {
      const outlet = found(await findOutlet(tx, query.outlet_id));
      authorize(tx.actor, 'rooms.read', outlet.id);
      return { outlet_id: outlet.id, nights: await horizonOf(tx, outlet.id) };
    },
  }),
  act({
    method: 'PUT',
    path: '/inventory/horizon',
    summary: 'Set how many nights ahead a hotel keeps its calendar open',
    description: 'The nights are opened by the nightly job, or at once by `hostelry preload-inventory`.',
    permission: 'inventory.manage',
    body: HorizonChange,
    reply: Horizon,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'inventory.manage', outlet.id);
      await setHorizon(tx, outlet.id, body.nights);
      return body;
    },
  }),
];

export const sellLimitRoutes: readonly Route[] = [...sellLimits, ...calendar];
