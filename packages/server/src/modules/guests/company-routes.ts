import {
  Company,
  COMPANY_KINDS,
  CompanyChange,
  CompanyMerge,
  Id,
  IdParams,
  NewCompany,
  OneOf,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found, unknownReference } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOutlet } from '../outlets/index.ts';
import { addCompany, changeCompany, mergeCompanies } from './commands/keep-companies.ts';
import { findCompany } from './queries.ts';

export const companyRoutes: readonly Route[] = [
  listRoute({
    path: '/companies',
    summary: 'List companies and travel agents',
    permission: 'guests.read',
    item: Company,
    list: {
      select: 'c.*',
      from: 'guests.companies c',
      id: 'c.id',
      outlet: 'c.outlet_id',
      search: ['c.name', 'c.email', 'c.tax_number'],
      sort: { name: 'c.name', created_at: 'c.id' },
      default_sort: 'name',
      where: () => sql`c.merged_into_id is null`,
      filters: {
        outlet_id: equals('c.outlet_id', Id, '::uuid'),
        kind: equals('c.kind', OneOf(COMPANY_KINDS)),
        is_active: equals('c.is_active', Type.Boolean()),
      },
    },
  }),
  act({
    method: 'POST',
    path: '/companies',
    summary: 'Open a company’s profile',
    permission: 'guests.manage',
    body: NewCompany,
    reply: Company,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = await findOutlet(tx, body.outlet_id);
      if (!outlet) throw unknownReference('outlet_id');
      authorize(tx.actor, 'guests.manage', outlet.id);
      return addCompany(tx, body);
    },
  }),
  read({
    path: '/companies/:id',
    summary: 'Show a company',
    permission: 'guests.read',
    params: IdParams,
    reply: Company,
    run: async ({ tx, params }) => {
      const company = found(await findCompany(tx, params.id));
      authorize(tx.actor, 'guests.read', company.outlet_id);
      return company;
    },
  }),
  act({
    method: 'PATCH',
    path: '/companies/:id',
    summary: 'Change a company’s profile',
    permission: 'guests.manage',
    params: IdParams,
    body: CompanyChange,
    reply: Company,
    run: async ({ tx, params, body }) => {
      const company = found(await findCompany(tx, params.id));
      authorize(tx.actor, 'guests.manage', company.outlet_id);
      return changeCompany(tx, company, body);
    },
  }),
  act({
    method: 'POST',
    path: '/companies/:id/merge',
    summary: 'Merge another company into this one',
    description: 'Its guests and bookings become this one’s. It cannot be undone.',
    permission: 'guests.manage',
    params: IdParams,
    body: CompanyMerge,
    reply: Company,
    run: async ({ tx, params, body }) => {
      const kept = found(await findCompany(tx, params.id));
      authorize(tx.actor, 'guests.manage', kept.outlet_id);
      const other = await findCompany(tx, body.company_id);
      if (!other) throw unknownReference('company_id');
      authorize(tx.actor, 'guests.manage', other.outlet_id);
      return mergeCompanies(tx, kept, other, body.version);
    },
  }),
];
