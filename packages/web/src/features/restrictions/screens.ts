import { IconLockAccess } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** What may be sold, and under which conditions. */
export const restrictions: Feature = {
  screens: [
    {
      path: '/restrictions',
      title: 'restrictions:title',
      icon: IconLockAccess,
      group: 'revenue',
      permission: 'rooms.read',
      serves: ['HOTEL'],
      load: () => import('./RestrictionsScreen.tsx'),
    },
  ],
  invalidates: { 'restrictions.': [['restrictions']] },
};
