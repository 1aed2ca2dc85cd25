import { IconWebhook } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** Other systems that are told what happens, and what became of each message. */
export const webhooks: Feature = {
  admin: [
    {
      name: 'webhooks',
      icon: IconWebhook,
      group: 'organisation',
      permission: 'webhooks.manage',
      load: async () => (await import('./admin.ts')).webhooksAdmin,
    },
  ],
};
