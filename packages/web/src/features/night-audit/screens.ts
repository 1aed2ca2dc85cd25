import { IconMoonStars } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** The business day: what stands in the way of closing it, and those that are closed. */
export const nightAudit: Feature = {
  screens: [
    {
      path: '/night-audit',
      title: 'night_audit:title',
      icon: IconMoonStars,
      group: 'accounts',
      permission: 'business_day.read',
      serves: ['HOTEL'],
      load: () => import('./NightAuditScreen.tsx'),
    },
  ],
  invalidates: {
    'business_day.': [['business-days'], ['outlets']],
    'reservation.': [['business-days']],
  },
};
