import { IconBuildingCommunity, IconUsers } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** The people who stay, and the companies that send them. */
export const guests: Feature = {
  screens: [
    {
      path: '/guests',
      title: 'guests:title',
      icon: IconUsers,
      group: 'front_desk',
      permission: 'guests.read',
      serves: ['HOTEL'],
      load: () => import('./GuestsScreen.tsx'),
    },
    {
      path: '/guests/$id',
      title: 'guests:title',
      icon: IconUsers,
      group: 'front_desk',
      permission: 'guests.read',
      navigation: false,
      load: () => import('./GuestScreen.tsx'),
    },
  ],
  admin: [
    {
      name: 'companies',
      icon: IconBuildingCommunity,
      group: 'accounts',
      permission: 'guests.read',
      serves: ['HOTEL'],
      load: async () => (await import('./companies.ts')).companiesAdmin,
    },
  ],
  search: [
    {
      path: 'guests',
      permission: 'guests.read',
      icon: IconUsers,
      title: 'guests:title',
      label: ({ name, code }) => `${String(name)} · ${String(code)}`,
      detail: ({ email, phone }) => [email, phone].filter(Boolean).join(' · '),
      to: ({ id, outlet_id }) => `/guests/${String(id)}?outlet=${String(outlet_id)}`,
    },
  ],
  invalidates: { 'guest.': [['guests']], 'reservation.': [['guests', 'stays']] },
};
