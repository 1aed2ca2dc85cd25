import { WEBHOOK_EVENT_TYPES, WEBHOOK_STATUSES } from '@hostelry/contracts/webhooks';
import { lazy } from 'react';
import type { AdminEntity } from '../../app/admin/entity.ts';

export const webhooksAdmin: AdminEntity = {
  name: 'webhooks',
  path: 'webhooks',
  permission: 'webhooks.manage',
  manage: 'webhooks.manage',
  searchable: true,
  versioned: true,
  sort: 'name',
  secret: 'secret',
  can: { create: true, edit: true, remove: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'url', as: 'code' },
    { name: 'status', sortable: true, as: 'status:webhook' },
    { name: 'last_delivered_at', as: 'time', minor: true },
    { name: 'failing_since', as: 'time', minor: true },
  ],
  filters: [{ name: 'status', options: { values: WEBHOOK_STATUSES } }],
  form: [
    { name: 'name', required: true },
    { name: 'url', required: true },
    {
      name: 'event_types',
      as: 'choices',
      options: { values: WEBHOOK_EVENT_TYPES, text: (value) => value },
      initial: [],
      hint: true,
    },
    { name: 'status', as: 'select', options: { values: ['ACTIVE', 'PAUSED'] }, initial: 'ACTIVE' },
  ],
  Detail: lazy(() => import('./WebhookDetail.tsx')),
};
