import { IconDoorEnter, IconLayoutRows } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** The desk's day: the tape chart, and who comes, who goes, who is there. */
export const frontDesk: Feature = {
  screens: [
    {
      path: '/chart',
      title: 'desk:chart.title',
      icon: IconLayoutRows,
      group: 'front_desk',
      permission: 'reservations.read',
      serves: ['HOTEL'],
      home_of: ['STAFF', 'MANAGER'],
      home_at: ['HOTEL'],
      load: () => import('./chart/ChartScreen.tsx'),
    },
    {
      path: '/desk',
      title: 'desk:boards.title',
      icon: IconDoorEnter,
      group: 'front_desk',
      permission: 'reservations.read',
      serves: ['HOTEL'],
      load: () => import('./boards/BoardsScreen.tsx'),
    },
  ],
  invalidates: {
    reservation: [['front-desk']],
    'inventory.': [['front-desk']],
    'room.': [['front-desk']],
    'folio.': [
      ['front-desk', 'board'],
      ['front-desk', 'stay'],
    ],
    'guest.': [['front-desk']],
    'business_day.': [['front-desk'], ['outlets']],
  },
};
