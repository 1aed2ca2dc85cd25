import { IconCalendarStats, IconKey } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** The hotel's house: what is free, and its rooms. */
export const rooms: Feature = {
  screens: [
    {
      path: '/availability',
      title: 'rooms:availability.title',
      icon: IconCalendarStats,
      group: 'revenue',
      permission: 'rooms.read',
      serves: ['HOTEL'],
      home_of: ['PROPERTY_ADMIN', 'VIEWER'],
      home_at: ['HOTEL'],
      load: () => import('./AvailabilityScreen.tsx'),
    },
    {
      path: '/rooms',
      title: 'rooms:list.title',
      icon: IconKey,
      group: 'housekeeping',
      permission: 'rooms.read',
      serves: ['HOTEL'],
      load: () => import('./RoomsScreen.tsx'),
    },
  ],
  invalidates: {
    'inventory.': [['rooms']],
    'reservations.': [['inventory'], ['room-types']],
  },
};
