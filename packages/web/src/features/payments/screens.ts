import { IconCash } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

export const payments: Feature = {
  screens: [
    {
      path: '/payments',
      title: 'payments:title',
      icon: IconCash,
      group: 'restaurant',
      permission: 'payments.read',
      serves: ['RESTAURANT', 'CAFE'],
      load: () => import('./PaymentsScreen.tsx'),
    },
  ],
};
