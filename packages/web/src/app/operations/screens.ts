import { IconBook2, IconHeartbeat, IconMailbox } from '@tabler/icons-react';
import type { Feature } from '../feature.ts';

export const operations: Feature = {
  screens: [
    {
      path: '/system',
      title: 'health.title',
      icon: IconHeartbeat,
      group: 'operations',
      permission: 'operations.read',
      load: () => import('./HealthScreen.tsx'),
    },
    {
      path: '/dev-inbox',
      title: 'inbox.title',
      icon: IconMailbox,
      group: 'operations',
      permission: 'operations.read',
      load: () => import('./DevInboxScreen.tsx'),
    },
    {
      path: '/api-reference',
      title: 'api_reference.title',
      icon: IconBook2,
      group: 'operations',
      load: () => import('./ApiReferenceScreen.tsx'),
    },
  ],
};
