import { IconCategory, IconFlame, IconReceiptTax, IconToolsKitchen2 } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

const admin = () => import('./admin.ts');

const TABLES = ['RESTAURANT', 'CAFE'] as const;

export const menu: Feature = {
  admin: [
    {
      name: 'menu-items',
      icon: IconToolsKitchen2,
      group: 'catalogue',
      permission: 'menu.read',
      serves: TABLES,
      load: async () => (await admin()).menuItemsAdmin,
    },
    {
      name: 'menu-categories',
      icon: IconCategory,
      group: 'catalogue',
      permission: 'menu.read',
      serves: TABLES,
      load: async () => (await admin()).categoriesAdmin,
    },
    {
      name: 'stations',
      icon: IconFlame,
      group: 'catalogue',
      permission: 'menu.read',
      serves: TABLES,
      load: async () => (await admin()).stationsAdmin,
    },
    {
      name: 'tax-rates',
      icon: IconReceiptTax,
      group: 'catalogue',
      permission: 'menu.read',
      load: async () => (await admin()).taxRatesAdmin,
    },
  ],
  search: [
    {
      path: 'menu/items',
      permission: 'menu.read',
      icon: IconToolsKitchen2,
      title: 'admin:menu-items.title',
      label: (row) => row.name,
      detail: (row) => row.category_name ?? '',
      to: (row) => `/admin/menu-items?outlet=${row.outlet_id}&open=${row.id}`,
    },
  ],
  invalidates: { 'menu.': [['kitchen/stations'], ['tax-rates']] },
};
