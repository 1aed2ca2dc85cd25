import {
  Availability,
  Body,
  Id,
  IdParams,
  Menu,
  MenuItem,
  MenuItemPatch,
  MenuItemRow,
  MenuSection,
  MenuSectionPatch,
  ModifierGroup,
  ModifierGroupPatch,
  ModifierPatch,
  NewMenuItem,
  NewMenuSection,
  NewModifierGroup,
  NewTaxRate,
  TaxRate,
  TaxRatePatch,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { authorizeAt } from '../outlets/index.ts';
import { wholeMenu } from './cache.ts';
import { addItem, changeItem, retireItem, setAvailability } from './commands/keep-items.ts';
import {
  addModifierGroup,
  changeModifier,
  changeModifierGroup,
  groupOfModifier,
  removeModifierGroup,
} from './commands/keep-modifiers.ts';
import { addSection, addTaxRate, changeSection, changeTaxRate, removeSection } from './commands/keep-sections.ts';
import {
  findGroup,
  findItem,
  findSection,
  groupList,
  itemList,
  sectionList,
  taxRateList,
  type SectionTable,
} from './queries.ts';

const ofOutlet = (column: string) => equals(column, Id, '::uuid');

const items: Route[] = [
  read({
    path: '/menu',
    summary: 'The whole menu of an outlet',
    permission: 'menu.read',
    query: Body({ outlet_id: Id }),
    reply: Menu,
    run: async ({ tx, query }) => {
      authorize(tx.actor, 'menu.read', query.outlet_id);
      return wholeMenu(tx, query.outlet_id);
    },
  }),
  listRoute({
    path: '/menu/items',
    summary: 'Menu items',
    permission: 'menu.read',
    item: MenuItemRow,
    list: {
      ...itemList,
      filters: {
        outlet_id: ofOutlet('i.outlet_id'),
        category_id: equals('i.category_id', Id, '::uuid'),
        station_id: equals('i.station_id', Id, '::uuid'),
        is_available: equals('i.is_available', Type.Boolean()),
      },
    },
  }),
  read({
    path: '/menu/items/:id',
    summary: 'One menu item',
    permission: 'menu.read',
    params: IdParams,
    reply: MenuItem,
    run: async ({ tx, params }) => {
      const item = await findItem(tx, params.id);
      authorize(tx.actor, 'menu.read', item.outlet_id);
      return item;
    },
  }),
  act({
    method: 'POST',
    path: '/menu/items',
    summary: 'Put an item on the menu',
    permission: 'menu.manage',
    body: NewMenuItem,
    reply: MenuItem,
    status: 201,
    run: async ({ tx, body }) => {
      await authorizeAt(tx, 'menu.manage', body.outlet_id);
      return addItem(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/menu/items/:id',
    summary: 'Change an item',
    permission: 'menu.manage',
    params: IdParams,
    body: MenuItemPatch,
    reply: MenuItem,
    run: async ({ tx, params, body }) => {
      authorize(tx.actor, 'menu.manage', (await findItem(tx, params.id)).outlet_id);
      return changeItem(tx, params.id, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/menu/items/:id',
    summary: 'Take an item off the menu for good',
    permission: 'menu.manage',
    params: IdParams,
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'menu.manage', (await findItem(tx, params.id)).outlet_id);
      await retireItem(tx, params.id);
    },
  }),
  act({
    method: 'POST',
    path: '/menu/items/:id/availability',
    summary: 'Say that an item has run out, or is there again',
    permission: 'menu.availability',
    params: IdParams,
    body: Availability,
    reply: MenuItem,
    run: async ({ tx, params, body }) => {
      authorize(tx.actor, 'menu.availability', (await findItem(tx, params.id)).outlet_id);
      return setAvailability(tx, params.id, body.is_available);
    },
  }),
];

function sectionRoutes(path: string, noun: string, table: SectionTable): Route[] {
  return [
    listRoute({
      path,
      summary: `The ${noun} list`,
      permission: 'menu.read',
      item: MenuSection,
      list: { ...sectionList(table), filters: { outlet_id: ofOutlet('c.outlet_id') } },
    }),
    act({
      method: 'POST',
      path,
      summary: `Add a ${noun}`,
      permission: 'menu.manage',
      body: NewMenuSection,
      reply: MenuSection,
      status: 201,
      run: async ({ tx, body }) => {
        await authorizeAt(tx, 'menu.manage', body.outlet_id);
        return addSection(tx, table, body);
      },
    }),
    act({
      method: 'PATCH',
      path: `${path}/:id`,
      summary: `Rename or move a ${noun}`,
      permission: 'menu.manage',
      params: IdParams,
      body: MenuSectionPatch,
      reply: MenuSection,
      run: async ({ tx, params, body }) => {
        authorize(tx.actor, 'menu.manage', (await findSection(tx, table, params.id)).outlet_id);
        return changeSection(tx, table, params.id, body);
      },
    }),
    act({
      method: 'DELETE',
      path: `${path}/:id`,
      summary: `Take an unused ${noun} away`,
      permission: 'menu.manage',
      params: IdParams,
      run: async ({ tx, params }) => {
        authorize(tx.actor, 'menu.manage', (await findSection(tx, table, params.id)).outlet_id);
        await removeSection(tx, table, params.id);
      },
    }),
  ];
}

const taxRates: Route[] = [
  listRoute({ path: '/tax-rates', summary: 'Tax rates', permission: 'menu.read', item: TaxRate, list: taxRateList }),
  act({
    method: 'POST',
    path: '/tax-rates',
    summary: 'Add a tax rate for all outlets',
    permission: 'menu.manage',
    body: NewTaxRate,
    reply: TaxRate,
    status: 201,
    run: async ({ tx, body }) => {
      authorize(tx.actor, 'menu.manage', null);
      return addTaxRate(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/tax-rates/:id',
    summary: 'Change a tax rate from now on',
    permission: 'menu.manage',
    params: IdParams,
    body: TaxRatePatch,
    reply: TaxRate,
    run: async ({ tx, params, body }) => {
      authorize(tx.actor, 'menu.manage', null);
      return changeTaxRate(tx, params.id, body);
    },
  }),
];

const modifiers: Route[] = [
  listRoute({
    path: '/menu/modifier-groups',
    summary: 'Groups of modifiers',
    permission: 'menu.read',
    item: ModifierGroup,
    list: { ...groupList, filters: { outlet_id: ofOutlet('g.outlet_id') } },
  }),
  act({
    method: 'POST',
    path: '/menu/modifier-groups',
    summary: 'Add a group of modifiers',
    permission: 'menu.manage',
    body: NewModifierGroup,
    reply: ModifierGroup,
    status: 201,
    run: async ({ tx, body }) => {
      await authorizeAt(tx, 'menu.manage', body.outlet_id);
      return addModifierGroup(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/menu/modifier-groups/:id',
    summary: 'Change a group of modifiers',
    permission: 'menu.manage',
    params: IdParams,
    body: ModifierGroupPatch,
    reply: ModifierGroup,
    run: async ({ tx, params, body }) => {
      authorize(tx.actor, 'menu.manage', (await findGroup(tx, params.id)).outlet_id);
      return changeModifierGroup(tx, params.id, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/menu/modifier-groups/:id',
    summary: 'Take a group of modifiers away',
    permission: 'menu.manage',
    params: IdParams,
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'menu.manage', (await findGroup(tx, params.id)).outlet_id);
      await removeModifierGroup(tx, params.id);
    },
  }),
  act({
    method: 'PATCH',
    path: '/menu/modifiers/:id',
    summary: 'Change one modifier',
    permission: 'menu.availability',
    params: IdParams,
    body: ModifierPatch,
    reply: ModifierGroup,
    run: async ({ tx, params, body }) => {
      const { outlet_id } = await findGroup(tx, await groupOfModifier(tx, params.id));
      const onlyAvailability = body.name === undefined && body.price_minor === undefined;
      authorize(tx.actor, onlyAvailability ? 'menu.availability' : 'menu.manage', outlet_id);
      return changeModifier(tx, params.id, body);
    },
  }),
];

export const routes: readonly Route[] = [
  ...items,
  ...sectionRoutes('/menu/categories', 'menu category', 'menu.categories'),
  ...sectionRoutes('/kitchen/stations', 'kitchen station', 'menu.stations'),
  ...taxRates,
  ...modifiers,
];
