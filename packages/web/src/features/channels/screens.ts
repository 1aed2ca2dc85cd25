import { IconAlertTriangle, IconParking, IconPlugConnected } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** Other places that sell the rooms, and the bookings from there that need a person. */
export const channels: Feature = {
  admin: [
    {
      name: 'channels',
      icon: IconPlugConnected,
      group: 'revenue',
      permission: 'channels.read',
      serves: ['HOTEL'],
      load: async () => (await import('./admin.ts')).channelsAdmin,
    },
    {
      name: 'overbooked-stays',
      icon: IconAlertTriangle,
      group: 'revenue',
      permission: 'channels.read',
      serves: ['HOTEL'],
      load: async () => (await import('./admin.ts')).overbookedAdmin,
    },
    {
      name: 'channel-parking',
      icon: IconParking,
      group: 'revenue',
      permission: 'channels.read',
      serves: ['HOTEL'],
      load: async () => (await import('./admin.ts')).parkingAdmin,
    },
  ],
  invalidates: {
    'channel.': [['channels'], ['admin', 'channels'], ['admin', 'channel-parking'], ['admin', 'overbooked-stays']],
    'reservation.': [['admin', 'overbooked-stays']],
  },
};
