import { IconFlag, IconHistory, IconKey, IconUserCircle, IconUsers } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

const admin = () => import('./admin.ts');

export const identity: Feature = {
  screens: [
    {
      path: '/profile',
      title: 'profile.title',
      icon: IconUserCircle,
      group: 'organisation',
      navigation: false,
      load: () => import('./Profile.tsx'),
    },
  ],
  admin: [
    {
      name: 'users',
      icon: IconUsers,
      group: 'organisation',
      permission: 'users.read',
      load: async () => (await admin()).usersAdmin,
    },
    {
      name: 'api-keys',
      icon: IconKey,
      group: 'organisation',
      permission: 'api_keys.manage',
      load: async () => (await admin()).apiKeysAdmin,
    },
    {
      name: 'feature-flags',
      icon: IconFlag,
      group: 'organisation',
      permission: 'flags.manage',
      load: async () => (await admin()).flagsAdmin,
    },
    {
      name: 'audit-log',
      icon: IconHistory,
      group: 'organisation',
      permission: 'audit.read',
      load: async () => (await admin()).auditAdmin,
    },
  ],
  search: [
    {
      path: 'users',
      permission: 'users.read',
      icon: IconUsers,
      title: 'admin:users.title',
      label: (row) => row.name,
      detail: (row) => row.email,
      to: (row) => `/admin/users?open=${row.id}`,
    },
  ],
};
