import { IconFileImport } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** What was brought in from other systems' files, and what came of it. */
export const imports: Feature = {
  screens: [
    {
      path: '/imports',
      title: 'imports:title',
      icon: IconFileImport,
      group: 'operations',
      permission: 'imports.run',
      load: () => import('./ImportsScreen.tsx'),
    },
  ],
  invalidates: {
    'reservations.': [['imports']],
  },
};
