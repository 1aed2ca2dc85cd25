import { IconNotes, IconToolsKitchen } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

export const orders: Feature = {
  screens: [
    {
      path: '/orders',
      title: 'orders:title',
      icon: IconNotes,
      group: 'restaurant',
      permission: 'orders.read',
      serves: ['RESTAURANT', 'CAFE'],
      load: () => import('./OrdersScreen.tsx'),
    },
    {
      path: '/order-pad',
      title: 'orders:pad.title',
      icon: IconToolsKitchen,
      group: 'restaurant',
      permission: 'orders.place',
      serves: ['RESTAURANT', 'CAFE'],
      load: () => import('./OrderPadScreen.tsx'),
    },
  ],
  search: [
    {
      path: 'orders',
      permission: 'orders.read',
      icon: IconNotes,
      title: 'orders:title',
      label: ({ number, node_name }) => [`#${number}`, node_name].filter(Boolean).join(' · '),
      detail: ({ status }) => status,
      to: ({ id }) => `/orders?order=${id}`,
    },
  ],
  // A round or a status changes what the tables and the kitchen show; the shell knows the rest.
  invalidates: { 'payment.': [['service-nodes']] },
};
