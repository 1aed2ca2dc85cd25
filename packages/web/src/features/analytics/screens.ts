import { IconChartLine, IconTrendingUp } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** How a hotel does: its figures, and how its books fill. */
export const analytics: Feature = {
  screens: [
    {
      path: '/figures',
      title: 'figures:title',
      icon: IconChartLine,
      group: 'accounts',
      permission: 'figures.read',
      serves: ['HOTEL'],
      load: () => import('./FiguresScreen.tsx'),
    },
    {
      path: '/pickup',
      title: 'figures:pickup.title',
      icon: IconTrendingUp,
      group: 'revenue',
      permission: 'figures.read',
      serves: ['HOTEL'],
      load: () => import('./PickupScreen.tsx'),
    },
  ],
  invalidates: {
    'reservation.': [['analytics']],
    'reservations.': [['analytics']],
    'business_day.closed': [['analytics']],
  },
};
