import { IconUserCircle, IconUsers } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { apiKeysAdmin, auditAdmin, flagsAdmin, usersAdmin } from './admin.ts';

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
  admin: [usersAdmin, apiKeysAdmin, flagsAdmin, auditAdmin],
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
