import { IconLayoutDashboard, IconMap2 } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

export const floor: Feature = {
  screens: [
    {
      path: '/today',
      title: 'floor:today.title',
      icon: IconLayoutDashboard,
      group: 'today',
      permission: 'floor.read',
      serves: ['RESTAURANT', 'CAFE'],
      home_of: ['SUPER_ADMIN', 'PROPERTY_ADMIN', 'MANAGER', 'VIEWER'],
      load: () => import('./TodayScreen.tsx'),
    },
    {
      path: '/floor',
      title: 'floor:title',
      icon: IconMap2,
      group: 'restaurant',
      permission: 'floor.read',
      serves: ['RESTAURANT', 'CAFE'],
      home_of: ['STAFF'],
      load: () => import('./FloorScreen.tsx'),
    },
  ],
};
