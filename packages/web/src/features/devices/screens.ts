import { IconCoffee } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** Machines: which are there, what they report and what they sell. */
export const devices: Feature = {
  screens: [
    {
      path: '/fleet',
      title: 'devices:title',
      icon: IconCoffee,
      group: 'machines',
      permission: 'devices.read',
      home_of: ['OPS'],
      load: () => import('./FleetScreen.tsx'),
    },
  ],
  search: [
    {
      path: 'devices',
      permission: 'devices.read',
      icon: IconCoffee,
      title: 'devices:title',
      label: ({ name }) => String(name),
      detail: ({ serial, model }) => `${String(model)} · ${String(serial)}`,
      to: ({ id }) => `/fleet?machine=${String(id)}`,
    },
  ],
  invalidates: { 'device.': [['devices']] },
};
