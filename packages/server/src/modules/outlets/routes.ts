import {
  BrandShape,
  CreateBrandBody,
  CreateOutletBody,
  Id,
  IdParams,
  OneOf,
  OUTLET_KINDS,
  OutletShape,
  UpdateBrandBody,
  UpdateOutletBody,
} from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import { Type } from 'typebox';
import { authorize, outletsWith, type Actor } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { createBrand } from './commands/create-brand.ts';
import { createOutlet } from './commands/create-outlet.ts';
import { removeBrand } from './commands/remove-brand.ts';
import { removeOutlet } from './commands/remove-outlet.ts';
import { updateBrand } from './commands/update-brand.ts';
import { updateOutlet } from './commands/update-outlet.ts';
import { authorizeBrand, brandsWith, maySeeOutlet } from './policy.ts';
import { BRAND_COLUMNS, findBrand, findOutlet, OUTLET_COLUMNS, OUTLETS_WITH_BRANDS } from './queries.ts';

/** A brand is seen by those who run it and by those who see one of its outlets. */
function visibleBrands({ actor }: { actor: Actor }): RawBuilder<unknown> {
  const brands = brandsWith(actor, 'organisation.read');
  if (brands === 'all') return sql`true`;
  const outlets = outletsWith(actor, 'organisation.read');
  return sql`(b.id = any(${brands}::uuid[]) or exists (
    select 1 from outlets.outlets seen where seen.brand_id = b.id and seen.id = any(${[...outlets]}::uuid[])))`;
}

async function brandOf(tx: Tx, id: string): Promise<BrandShape> {
  const { rows } = await sql`select 1 from outlets.brands b where b.id = ${id} and ${visibleBrands(tx)}`.execute(tx.db);
  return found(rows.length > 0 ? await findBrand(tx, id) : null);
}

async function outletOf(tx: Tx, id: string): Promise<OutletShape> {
  const outlet = found(await findOutlet(tx, id));
  return found(maySeeOutlet(tx.actor, outlet.id) ? outlet : null);
}

const Flag = Type.Boolean();

const brandRoutes: Route[] = [
  listRoute({
    path: '/brands',
    summary: 'Brands, with filters and search',
    permission: 'organisation.read',
    item: BrandShape,
    list: {
      select: BRAND_COLUMNS,
      from: 'outlets.brands b',
      id: 'b.id',
      search: ['b.name', 'b.corporate_id'],
      sort: { name: 'b.name', corporate_id: 'b.corporate_id', created_at: 'b.created_at' },
      default_sort: 'name',
      filters: { subscription_tier: equals('b.subscription_tier'), is_active: equals('b.is_active', Flag) },
      where: visibleBrands,
    },
  }),
  read({
    path: '/brands/:id',
    summary: 'One brand',
    permission: 'organisation.read',
    params: IdParams,
    reply: BrandShape,
    run: ({ tx, params }) => brandOf(tx, params.id),
  }),
  act({
    method: 'POST',
    path: '/brands',
    summary: 'Create a brand',
    permission: 'organisation.manage',
    body: CreateBrandBody,
    reply: BrandShape,
    status: 201,
    run: async ({ tx, actor, body }) => {
      authorize(actor, 'organisation.manage', null);
      return createBrand(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/brands/:id',
    summary: 'Change a brand',
    permission: 'organisation.manage',
    params: IdParams,
    body: UpdateBrandBody,
    reply: BrandShape,
    run: async ({ tx, actor, params, body }) => {
      const brand = await brandOf(tx, params.id);
      authorizeBrand(actor, 'organisation.manage', brand.id);
      return updateBrand(tx, brand, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/brands/:id',
    summary: 'Remove a brand without outlets',
    permission: 'organisation.manage',
    params: IdParams,
    run: async ({ tx, actor, params }) => {
      const brand = await brandOf(tx, params.id);
      authorize(actor, 'organisation.manage', null);
      await removeBrand(tx, brand);
    },
  }),
];

const outletRoutes: Route[] = [
  listRoute({
    path: '/outlets',
    summary: 'Outlets the signed-in person may see, with filters and search',
    permission: 'organisation.read',
    item: OutletShape,
    list: {
      select: OUTLET_COLUMNS,
      from: OUTLETS_WITH_BRANDS,
      id: 'o.id',
      outlet: 'o.id',
      search: ['o.name', 'o.city', 'o.address', 'o.manager_name', 'b.name'],
      sort: {
        name: 'o.name',
        city: 'o.city',
        kind: 'o.kind',
        brand_name: 'b.name',
        seating_capacity: 'o.seating_capacity',
        created_at: 'o.created_at',
      },
      default_sort: 'name',
      filters: {
        brand_id: equals('o.brand_id', Id),
        kind: equals('o.kind', OneOf(OUTLET_KINDS)),
        city: equals('o.city'),
        is_active: equals('o.is_active', Flag),
      },
    },
  }),
  read({
    path: '/outlets/:id',
    summary: 'One outlet',
    permission: 'organisation.read',
    params: IdParams,
    reply: OutletShape,
    run: ({ tx, params }) => outletOf(tx, params.id),
  }),
  act({
    method: 'POST',
    path: '/outlets',
    summary: 'Open an outlet',
    permission: 'organisation.manage',
    body: CreateOutletBody,
    reply: OutletShape,
    status: 201,
    run: async ({ tx, actor, body }) => {
      authorizeBrand(actor, 'organisation.manage', body.brand_id);
      return createOutlet(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/outlets/:id',
    summary: 'Change an outlet',
    permission: 'organisation.manage',
    params: IdParams,
    body: UpdateOutletBody,
    reply: OutletShape,
    run: async ({ tx, actor, params, body }) => {
      const outlet = await outletOf(tx, params.id);
      authorize(actor, 'organisation.manage', outlet.id);
      if (body.brand_id && body.brand_id !== outlet.brand_id)
        authorizeBrand(actor, 'organisation.manage', body.brand_id);
      return updateOutlet(tx, outlet, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/outlets/:id',
    summary: 'Remove an outlet that nothing refers to',
    permission: 'organisation.manage',
    params: IdParams,
    run: async ({ tx, actor, params }) => {
      const outlet = await outletOf(tx, params.id);
      authorizeBrand(actor, 'organisation.manage', outlet.brand_id);
      await removeOutlet(tx, outlet);
    },
  }),
];

export const routes: readonly Route[] = [...brandRoutes, ...outletRoutes];
