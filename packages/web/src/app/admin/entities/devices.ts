import { DEVICE_STATUSES } from '@hostelry/contracts/lifecycles';
import { IconBan } from '@tabler/icons-react';
import { api } from '../../api.ts';
import type { AdminEntity } from '../entity.ts';

export const devicesAdmin: AdminEntity = {
  name: 'devices',
  path: 'devices',
  permission: 'devices.read',
  manage: 'devices.manage',
  searchable: true,
  csv: true,
  of_outlet: true,
  versioned: true,
  sort: 'name',
  can: { edit: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'serial', sortable: true, as: 'code' },
    { name: 'model', sortable: true, minor: true },
    { name: 'status', sortable: true, as: 'status:device' },
    { name: 'is_online', as: 'online' },
    { name: 'last_seen_at', as: 'time', minor: true },
    { name: 'firmware', as: 'code', minor: true },
    { name: 'cups_today', as: 'number', align: 'end', minor: true },
  ],
  filters: [
    { name: 'status', options: { values: DEVICE_STATUSES } },
    { name: 'is_online', options: { values: ['true', 'false'] } },
  ],
  form: [
    { name: 'name', required: true },
    { name: 'status', as: 'select', options: { values: DEVICE_STATUSES } },
  ],
};

export const provisioningKeysAdmin: AdminEntity = {
  name: 'provisioning-keys',
  path: 'devices/provisioning-keys',
  permission: 'devices.provision',
  manage: 'devices.provision',
  of_outlet: true,
  sort: '-created_at',
  can: { create: true },
  searchable: true,
  secret: 'secret',
  columns: [
    { name: 'name', sortable: true },
    { name: 'prefix', as: 'code' },
    { name: 'used_count', as: 'number', align: 'end' },
    { name: 'last_used_at', as: 'time', minor: true },
    { name: 'expires_at', as: 'time', minor: true },
    { name: 'revoked_at', as: 'time', minor: true },
  ],
  form: [
    {
      name: 'outlet_id',
      as: 'select',
      options: { path: 'outlets' },
      required: true,
      when: 'create',
      from_outlet: true,
    },
    { name: 'name', required: true },
    { name: 'expires_at', as: 'instant' },
  ],
  actions: [
    {
      name: 'revoke',
      icon: IconBan,
      color: 'red',
      permission: 'devices.provision',
      confirm: true,
      shown: (row) => row.revoked_at === null,
      run: (row) => api.delete(`devices/provisioning-keys/${row.id}`),
    },
  ],
};
