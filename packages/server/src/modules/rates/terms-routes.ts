import {
  CancellationPolicy,
  CancellationPolicyChange,
  Id,
  IdParams,
  NewCancellationPolicy,
  NewPromotion,
  NewTax,
  OneOf,
  Promotion,
  PromotionChange,
  Tax,
  TAX_CATEGORIES,
  TaxChange,
} from '@hostelry/contracts';
import { Type, type TSchema } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { equals, listRoute, type Filter } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOutlet } from '../outlets/index.ts';
import { addTerms, changeTerms, findTerms, removeTerms, type TermsKind } from './commands/keep-terms.ts';

interface Terms {
  kind: TermsKind;
  path: string;
  /** As a sentence says it: “Add a tax”. */
  one: string;
  many: string;
  from: string;
  columns: readonly string[];
  search: readonly string[];
  sort: Record<string, string>;
  default_sort: string;
  filters: Record<string, Filter>;
  item: TSchema;
  added: TSchema;
  change: TSchema;
}

/** Taxes, policies and promotions are kept in the same way: listed, shown, added, changed and removed. */
function routesOf(terms: Terms): Route[] {
  const { kind, path, one, item } = terms;
  const findAllowed = async (
    tx: Parameters<typeof findTerms>[0],
    id: string,
    permission: 'rooms.read' | 'rates.manage',
  ) => {
    const row = found(await findTerms(tx, kind, id));
    authorize(tx.actor, permission, row.outlet_id);
    return row;
  };
  return [
    listRoute({
      path,
      summary: `List ${terms.many}`,
      permission: 'rooms.read',
      item,
      list: {
        select: terms.columns.map((column) => `x.${column}`).join(', '),
        from: `${terms.from} x`,
        id: 'x.id',
        outlet: 'x.outlet_id',
        search: terms.search,
        sort: terms.sort,
        default_sort: terms.default_sort,
        filters: { outlet_id: equals('x.outlet_id', Id, '::uuid'), ...terms.filters },
      },
    }),
    read({
      path: `${path}/:id`,
      summary: `Show a ${one}`,
      permission: 'rooms.read',
      params: IdParams,
      reply: item,
      run: ({ tx, params }) => findAllowed(tx, params.id, 'rooms.read'),
    }),
    act({
      method: 'POST',
      path,
      summary: `Add a ${one}`,
      permission: 'rates.manage',
      body: terms.added,
      reply: item,
      status: 201,
      run: async ({ tx, body }) => {
        const input = body as { outlet_id: string };
        const outlet = found(await findOutlet(tx, input.outlet_id));
        authorize(tx.actor, 'rates.manage', outlet.id);
        return addTerms(tx, kind, input);
      },
    }),
    act({
      method: 'PATCH',
      path: `${path}/:id`,
      summary: `Change a ${one}`,
      permission: 'rates.manage',
      params: IdParams,
      body: terms.change,
      reply: item,
      run: async ({ tx, params, body }) =>
        changeTerms(tx, kind, await findAllowed(tx, params.id, 'rates.manage'), body as { version?: number }),
    }),
    act({
      method: 'DELETE',
      path: `${path}/:id`,
      summary: `Remove a ${one}`,
      permission: 'rates.manage',
      params: IdParams,
      reply: Type.Object({ id: Id }),
      run: async ({ tx, params }) => {
        const row = await findAllowed(tx, params.id, 'rates.manage');
        await removeTerms(tx, kind, row);
        return { id: row.id };
      },
    }),
  ];
}

const columnsOf = (schema: { properties: object }) => Object.keys(schema.properties);
const isActive = { is_active: equals('x.is_active', Type.Boolean()) };

export const termsRoutes: readonly Route[] = [
  ...routesOf({
    kind: 'tax',
    path: '/taxes',
    one: 'tax or fee',
    many: 'taxes and fees',
    from: 'rates.taxes',
    columns: columnsOf(Tax),
    search: ['x.code', 'x.name'],
    sort: { sort_order: 'x.sort_order', code: 'x.code', name: 'x.name', start_date: 'x.start_date' },
    default_sort: 'sort_order',
    filters: { category: equals('x.category', OneOf(TAX_CATEGORIES)) },
    item: Tax,
    added: NewTax,
    change: TaxChange,
  }),
  ...routesOf({
    kind: 'cancellation_policy',
    path: '/cancellation-policies',
    one: 'cancellation policy',
    many: 'cancellation policies',
    from: 'rates.cancellation_policies',
    columns: columnsOf(CancellationPolicy),
    search: ['x.code', 'x.name'],
    sort: { code: 'x.code', name: 'x.name' },
    default_sort: 'code',
    filters: isActive,
    item: CancellationPolicy,
    added: NewCancellationPolicy,
    change: CancellationPolicyChange,
  }),
  ...routesOf({
    kind: 'promotion',
    path: '/promotions',
    one: 'promotion',
    many: 'promotions',
    from: 'rates.promotions',
    columns: columnsOf(Promotion),
    search: ['x.code', 'x.name'],
    sort: { name: 'x.name', code: "coalesce(x.code, '')", used_count: 'x.used_count' },
    default_sort: 'name',
    filters: isActive,
    item: Promotion,
    added: NewPromotion,
    change: PromotionChange,
  }),
];
