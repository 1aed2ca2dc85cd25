import { ALLERGENS } from '@hostelry/contracts/menu';
import { IconBan, IconCircleCheck } from '@tabler/icons-react';
import { api } from '../../app/api.ts';
import type { AdminEntity, AdminField, Row } from '../../app/admin/entity.ts';

const ofOutlet: AdminField = {
  name: 'outlet_id',
  as: 'select',
  options: { path: 'outlets' },
  required: true,
  when: 'create',
  from_outlet: true,
};

/** Categories of the menu and stations of the kitchen have the same shape: a name and a place in the order. */
const sections = (name: string, path: string): AdminEntity => ({
  name,
  path,
  permission: 'menu.read',
  manage: 'menu.manage',
  searchable: true,
  of_outlet: true,
  versioned: true,
  sort: 'sort_order',
  can: { create: true, edit: true, remove: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'sort_order', sortable: true, as: 'number', align: 'end' },
  ],
  form: [ofOutlet, { name: 'name', required: true }, { name: 'sort_order', as: 'integer', min: 0, initial: 0 }],
});

const sayAvailable = (is_available: boolean) => (row: Row) =>
  api.post(`menu/items/${row.id}/availability`, { is_available });

export const menuItemsAdmin: AdminEntity = {
  name: 'menu-items',
  path: 'menu/items',
  permission: 'menu.read',
  manage: 'menu.manage',
  searchable: true,
  csv: true,
  of_outlet: true,
  versioned: true,
  sort: 'sort_order',
  can: { create: true, edit: true, remove: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'category_name' },
    { name: 'station_name', minor: true },
    { name: 'price_minor', sortable: true, as: 'money', align: 'end' },
    { name: 'is_available', as: 'availability' },
  ],
  filters: [
    { name: 'category_id', options: { path: 'menu/categories', of_outlet: true } },
    { name: 'station_id', options: { path: 'kitchen/stations', of_outlet: true } },
    { name: 'is_available', options: { values: ['true', 'false'] } },
  ],
  form: [
    ofOutlet,
    { name: 'name', required: true },
    { name: 'price_minor', as: 'money', required: true },
    { name: 'category_id', as: 'select', options: { path: 'menu/categories', of_outlet: true } },
    { name: 'station_id', as: 'select', options: { path: 'kitchen/stations', of_outlet: true } },
    { name: 'tax_rate_id', as: 'select', options: { path: 'tax-rates' } },
    { name: 'description', as: 'textarea' },
    { name: 'allergens', as: 'choices', options: { values: ALLERGENS }, hint: true },
    { name: 'sort_order', as: 'integer', min: 0, initial: 0 },
  ],
  actions: [
    {
      name: 'sold_out',
      icon: IconBan,
      color: 'red',
      permission: 'menu.availability',
      shown: (row) => row.is_available,
      run: sayAvailable(false),
    },
    {
      name: 'back_on',
      icon: IconCircleCheck,
      color: 'green',
      permission: 'menu.availability',
      shown: (row) => !row.is_available,
      run: sayAvailable(true),
    },
  ],
};

export const categoriesAdmin: AdminEntity = {
  ...sections('menu-categories', 'menu/categories'),
  children: [{ entity: () => menuItemsAdmin, by: 'category_id' }],
};

export const stationsAdmin: AdminEntity = {
  ...sections('stations', 'kitchen/stations'),
  children: [{ entity: () => menuItemsAdmin, by: 'station_id' }],
};

export const taxRatesAdmin: AdminEntity = {
  name: 'tax-rates',
  path: 'tax-rates',
  permission: 'menu.read',
  manage: 'menu.manage',
  searchable: true,
  versioned: true,
  sort: 'name',
  can: { create: true, edit: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'rate_bp', sortable: true, as: 'basis_points', align: 'end' },
    { name: 'is_inclusive', as: 'yes_no' },
  ],
  form: [
    { name: 'name', required: true },
    { name: 'rate_bp', as: 'integer', min: 0, max: 10_000, required: true, hint: true },
    { name: 'is_inclusive', as: 'yes_no', initial: true },
  ],
};
