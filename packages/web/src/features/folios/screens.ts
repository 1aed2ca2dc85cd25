import { IconBuildingBank, IconFileInvoice, IconReceipt2, IconTags } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** The accounts of guests and companies, their invoices, and what is owed. */
export const folios: Feature = {
  screens: [
    {
      path: '/folios',
      title: 'folios:title',
      icon: IconReceipt2,
      group: 'accounts',
      permission: 'folios.read',
      serves: ['HOTEL'],
      load: () => import('./FoliosScreen.tsx'),
    },
    {
      path: '/folios/$id',
      title: 'folios:one',
      icon: IconReceipt2,
      group: 'accounts',
      permission: 'folios.read',
      navigation: false,
      serves: ['HOTEL'],
      load: () => import('./FolioScreen.tsx'),
    },
    {
      path: '/invoices',
      title: 'folios:invoices.title',
      icon: IconFileInvoice,
      group: 'accounts',
      permission: 'folios.read',
      serves: ['HOTEL'],
      load: () => import('./InvoicesScreen.tsx'),
    },
    {
      path: '/city-ledger',
      title: 'folios:ledger.title',
      icon: IconBuildingBank,
      group: 'accounts',
      permission: 'folios.read',
      serves: ['HOTEL'],
      load: () => import('./LedgerScreen.tsx'),
    },
    {
      path: '/city-ledger/$id',
      title: 'folios:ledger.one',
      icon: IconBuildingBank,
      group: 'accounts',
      permission: 'folios.read',
      navigation: false,
      serves: ['HOTEL'],
      load: () => import('./AccountScreen.tsx'),
    },
  ],
  admin: [
    {
      name: 'charge-codes',
      icon: IconTags,
      group: 'accounts',
      permission: 'folios.read',
      serves: ['HOTEL'],
      load: async () => (await import('./chargeCodes.ts')).chargeCodesAdmin,
    },
  ],
  search: [
    {
      path: 'folios',
      permission: 'folios.read',
      icon: IconReceipt2,
      title: 'folios:title',
      label: ({ name, stay }) => [stay?.room_number, name].filter(Boolean).join(' · '),
      detail: ({ stay }) => String(stay?.confirmation_code ?? ''),
      to: ({ id, outlet_id }) => `/folios/${String(id)}?outlet=${String(outlet_id)}`,
    },
  ],
  invalidates: {
    'folio.': [['folios']],
    'invoice.': [['folios']],
    'payment.refunded': [['folios']],
    'reservation.': [['folios', 'list']],
  },
};
