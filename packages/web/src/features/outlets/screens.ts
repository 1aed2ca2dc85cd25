import { IconBuildingStore, IconTag } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

const admin = () => import('./admin.ts');

export const outlets: Feature = {
  admin: [
    {
      name: 'brands',
      icon: IconTag,
      group: 'organisation',
      permission: 'organisation.read',
      load: async () => (await admin()).brandsAdmin,
    },
    {
      name: 'outlets',
      icon: IconBuildingStore,
      group: 'organisation',
      permission: 'organisation.read',
      load: async () => (await admin()).outletsAdmin,
    },
  ],
};
