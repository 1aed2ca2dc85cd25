import { IconToolsKitchen2 } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

export const kitchen: Feature = {
  screens: [
    {
      path: '/kitchen',
      title: 'kitchen:title',
      icon: IconToolsKitchen2,
      group: 'restaurant',
      permission: 'kitchen.read',
      serves: ['RESTAURANT', 'CAFE'],
      home_of: ['CHEF'],
      load: () => import('./KitchenScreen.tsx'),
    },
  ],
};
