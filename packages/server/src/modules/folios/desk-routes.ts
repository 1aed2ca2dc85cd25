import {
  ChargeCode,
  ChargeCodeChange,
  CHARGE_CATEGORIES,
  Id,
  IdParams,
  NewChargeCode,
  NewRoutingRule,
  OneOf,
  RoutingRule,
  RoutingRuleChange,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { authorizeAt } from '../outlets/index.ts';
import { addChargeCode, changeChargeCode } from './commands/keep-charge-codes.ts';
import { changeRouting, removeRouting, routeCharges } from './commands/route-charges.ts';
import { CHARGE_CODE_COLUMNS, findChargeCode, findFolio, findRoutingRule } from './queries.ts';

async function expectFolio(tx: Tx, id: string): Promise<void> {
  authorize(tx.actor, 'folios.post', (await findFolio(tx, id)).outlet_id);
}

async function ruleFor(tx: Tx, id: string): Promise<RoutingRule> {
  const rule = await findRoutingRule(tx, id);
  await expectFolio(tx, rule.folio_id);
  return rule;
}

/** What a hotel charges for, and where charges go. */
export const deskRoutes: readonly Route[] = [
  listRoute({
    path: '/charge-codes',
    summary: 'What a hotel charges for',
    permission: 'folios.read',
    item: ChargeCode,
    list: {
      select: CHARGE_CODE_COLUMNS,
      from: 'folios.charge_codes k',
      id: 'k.id',
      outlet: 'k.outlet_id',
      search: ['k.code', 'k.name'],
      sort: { sort_order: 'k.sort_order', code: 'k.code', name: 'k.name' },
      default_sort: 'sort_order',
      filters: {
        outlet_id: equals('k.outlet_id', Id, '::uuid'),
        category: equals('k.category', OneOf(CHARGE_CATEGORIES)),
        is_active: equals('k.is_active', Type.Boolean()),
      },
    },
  }),
  act({
    method: 'POST',
    path: '/charge-codes',
    summary: 'Charge for something more',
    permission: 'ledger.manage',
    body: NewChargeCode,
    reply: ChargeCode,
    status: 201,
    run: async ({ tx, body }) => {
      await authorizeAt(tx, 'ledger.manage', body.outlet_id);
      return addChargeCode(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/charge-codes/:id',
    summary: 'Change a charge code, or charge it no more',
    permission: 'ledger.manage',
    params: IdParams,
    body: ChargeCodeChange,
    reply: ChargeCode,
    run: async ({ tx, params, body }) => {
      const code = await findChargeCode(tx, params.id);
      authorize(tx.actor, 'ledger.manage', code.outlet_id);
      return changeChargeCode(tx, code, body);
    },
  }),
  act({
    method: 'POST',
    path: '/folios/:id/routing',
    summary: 'Send charges of an account to another window or account',
    permission: 'folios.post',
    params: IdParams,
    body: NewRoutingRule,
    reply: RoutingRule,
    status: 201,
    run: async ({ tx, params, body }) => {
      await expectFolio(tx, params.id);
      await expectFolio(tx, body.to_folio_id);
      return routeCharges(tx, params.id, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/routing/:id',
    summary: 'Change where charges of an account go',
    permission: 'folios.post',
    params: IdParams,
    body: RoutingRuleChange,
    reply: RoutingRule,
    run: async ({ tx, params, body }) => {
      const rule = await ruleFor(tx, params.id);
      if (body.to_folio_id) await expectFolio(tx, body.to_folio_id);
      return changeRouting(tx, rule, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/routing/:id',
    summary: 'Let charges stay on the account again',
    permission: 'folios.post',
    params: IdParams,
    reply: RoutingRule,
    run: async ({ tx, params }) => {
      const rule = await ruleFor(tx, params.id);
      await removeRouting(tx, rule);
      return rule;
    },
  }),
];
