import { IconHourglass, IconUsersGroup } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** Parties: groups that keep rooms, and those who wait for some. */
export const groups: Feature = {
  screens: [
    {
      path: '/groups',
      title: 'groups:title',
      icon: IconUsersGroup,
      group: 'front_desk',
      permission: 'reservations.read',
      serves: ['HOTEL'],
      load: () => import('./GroupsScreen.tsx'),
    },
    {
      path: '/groups/$id',
      title: 'groups:title',
      icon: IconUsersGroup,
      group: 'front_desk',
      permission: 'reservations.read',
      navigation: false,
      load: () => import('./GroupScreen.tsx'),
    },
    {
      path: '/waitlist',
      title: 'groups:waitlist.title',
      icon: IconHourglass,
      group: 'front_desk',
      permission: 'reservations.read',
      serves: ['HOTEL'],
      load: () => import('./WaitlistScreen.tsx'),
    },
  ],
  invalidates: { 'block.': [['groups']], 'waitlist.': [['waitlist']], 'inventory.': [['waitlist']] },
};
