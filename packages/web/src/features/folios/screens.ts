import { IconReceipt2 } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

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
  ],
  invalidates: { 'folio.': [['folios']], 'invoice.': [['folios']] },
};
