import { Id, IdParams, NewRatePlan, RatePlan, RatePlanChange } from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOutlet } from '../outlets/index.ts';
import { changeRatePlan } from './commands/change-rate-plan.ts';
import { createRatePlan } from './commands/create-rate-plan.ts';
import { findRatePlan, PLAN_COLUMNS, PLANS } from './queries.ts';

export const rateRoutes: readonly Route[] = [
  listRoute({
    path: '/rate-plans',
    summary: 'List rate plans with their prices',
    permission: 'rooms.read',
    item: RatePlan,
    list: {
      select: PLAN_COLUMNS,
      from: PLANS,
      id: 'r.id',
      outlet: 'r.outlet_id',
      search: ['r.code', 'r.name'],
      sort: { code: 'r.code', name: 'r.name' },
      default_sort: 'code',
      filters: { outlet_id: equals('r.outlet_id', Id, '::uuid'), is_active: equals('r.is_active', Type.Boolean()) },
    },
  }),
  read({
    path: '/rate-plans/:id',
    summary: 'Show a rate plan',
    permission: 'rooms.read',
    params: IdParams,
    reply: RatePlan,
    run: async ({ tx, params }) => {
      const plan = found(await findRatePlan(tx, params.id));
      authorize(tx.actor, 'rooms.read', plan.outlet_id);
      return plan;
    },
  }),
  act({
    method: 'POST',
    path: '/rate-plans',
    summary: 'Add a rate plan',
    permission: 'rates.manage',
    body: NewRatePlan,
    reply: RatePlan,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'rates.manage', outlet.id);
      return createRatePlan(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/rate-plans/:id',
    summary: 'Change a rate plan or its prices',
    permission: 'rates.manage',
    params: IdParams,
    body: RatePlanChange,
    reply: RatePlan,
    run: async ({ tx, params, body }) => {
      const plan = found(await findRatePlan(tx, params.id));
      authorize(tx.actor, 'rates.manage', plan.outlet_id);
      return changeRatePlan(tx, plan, body);
    },
  }),
];
