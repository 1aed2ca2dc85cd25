import {
  IconBrush,
  IconCalendarOff,
  IconEyeQuestion,
  IconLayoutBoard,
  IconTool,
  IconUmbrella,
} from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { HOUSEKEEPING } from './queries.ts';

/** Clean rooms: each housekeeper's own, the supervisor's board, and what is seen, broken, closed or left behind. */
export const housekeeping: Feature = {
  screens: [
    {
      path: '/housekeeping/my-rooms',
      title: 'housekeeping:mine.title',
      icon: IconBrush,
      group: 'housekeeping',
      permission: 'housekeeping.work',
      serves: ['HOTEL'],
      home_of: ['HOUSEKEEPER'],
      load: () => import('./MyRoomsScreen.tsx'),
    },
    {
      path: '/housekeeping/board',
      title: 'housekeeping:board.title',
      icon: IconLayoutBoard,
      group: 'housekeeping',
      permission: 'housekeeping.read',
      serves: ['HOTEL'],
      load: () => import('./BoardScreen.tsx'),
    },
    {
      path: '/housekeeping/discrepancies',
      title: 'housekeeping:discrepancies.title',
      icon: IconEyeQuestion,
      group: 'housekeeping',
      permission: 'housekeeping.read',
      serves: ['HOTEL'],
      load: () => import('./DiscrepanciesScreen.tsx'),
    },
    {
      path: '/maintenance',
      title: 'housekeeping:tickets.title',
      icon: IconTool,
      group: 'housekeeping',
      permission: 'housekeeping.read',
      serves: ['HOTEL'],
      load: () => import('./MaintenanceScreen.tsx'),
    },
    {
      path: '/outages',
      title: 'housekeeping:outages.title',
      icon: IconCalendarOff,
      group: 'housekeeping',
      permission: 'reservations.read',
      serves: ['HOTEL'],
      load: () => import('./OutagesScreen.tsx'),
    },
    {
      path: '/lost-and-found',
      title: 'housekeeping:found.title',
      icon: IconUmbrella,
      group: 'housekeeping',
      permission: 'housekeeping.read',
      serves: ['HOTEL'],
      load: () => import('./FoundItemsScreen.tsx'),
    },
  ],
  invalidates: {
    'housekeeping.': [HOUSEKEEPING],
    'room.': [HOUSEKEEPING, ['rooms']],
    'reservation.': [HOUSEKEEPING],
    'business_day.': [HOUSEKEEPING],
  },
};
