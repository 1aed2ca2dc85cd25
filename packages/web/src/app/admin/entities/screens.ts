/** Administration of rooms, floor and machines: what the console needs to know before their pages are opened. */
import {
  IconArmchair,
  IconArrowBarUp,
  IconBed,
  IconCategory,
  IconCoffee,
  IconDoor,
  IconPlugConnected,
  IconStairs,
} from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';

const rooms = () => import('./rooms.ts');
const floor = () => import('./floor.ts');
const devices = () => import('./devices.ts');

const HOTELS = ['HOTEL'] as const;
const TABLES = ['RESTAURANT', 'CAFE'] as const;

export const catalogue: Feature = {
  admin: [
    {
      name: 'room-classes',
      icon: IconCategory,
      group: 'catalogue',
      permission: 'rooms.read',
      serves: HOTELS,
      load: async () => (await rooms()).roomClassesAdmin,
    },
    {
      name: 'sell-limits',
      icon: IconArrowBarUp,
      group: 'revenue',
      permission: 'rooms.read',
      serves: HOTELS,
      load: async () => (await rooms()).sellLimitsAdmin,
    },
    {
      name: 'room-types',
      icon: IconBed,
      group: 'catalogue',
      permission: 'rooms.read',
      serves: HOTELS,
      load: async () => (await rooms()).roomTypesAdmin,
    },
    {
      name: 'rooms',
      icon: IconDoor,
      group: 'catalogue',
      permission: 'rooms.read',
      serves: HOTELS,
      load: async () => (await rooms()).roomsAdmin,
    },
    {
      name: 'floors',
      icon: IconStairs,
      group: 'catalogue',
      permission: 'floor.read',
      serves: TABLES,
      load: async () => (await floor()).floorsAdmin,
    },
    {
      name: 'service-nodes',
      icon: IconArmchair,
      group: 'catalogue',
      permission: 'floor.read',
      serves: TABLES,
      load: async () => (await floor()).serviceNodesAdmin,
    },
    {
      name: 'devices',
      icon: IconCoffee,
      group: 'catalogue',
      permission: 'devices.read',
      load: async () => (await devices()).devicesAdmin,
    },
    {
      name: 'provisioning-keys',
      icon: IconPlugConnected,
      group: 'catalogue',
      permission: 'devices.provision',
      load: async () => (await devices()).provisioningKeysAdmin,
    },
  ],
};
