import { IconToolsKitchen2 } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { categoriesAdmin, menuItemsAdmin, stationsAdmin, taxRatesAdmin } from './admin.ts';

export const menu: Feature = {
  admin: [menuItemsAdmin, categoriesAdmin, stationsAdmin, taxRatesAdmin],
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
