import { LANGUAGES } from '@hostelry/contracts/identity';
import { PERMISSIONS, ROLES } from '@hostelry/contracts/permissions';
import { IconBan } from '@tabler/icons-react';
import { lazy } from 'react';
import { api } from '../../app/api.ts';
import type { AdminEntity } from '../../app/admin/entity.ts';

export const usersAdmin: AdminEntity = {
  name: 'users',
  path: 'users',
  permission: 'users.read',
  manage: 'users.manage',
  searchable: true,
  csv: true,
  versioned: true,
  sort: 'name',
  can: { create: true, edit: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'email', sortable: true, minor: true },
    { name: 'username', as: 'code', minor: true },
    { name: 'roles', as: 'roles' },
    { name: 'is_active', as: 'active' },
  ],
  filters: [
    { name: 'role', options: { values: ROLES } },
    { name: 'is_active', options: { values: ['true', 'false'] } },
  ],
  form: [
    { name: 'name', required: true },
    { name: 'email', as: 'email', required: true },
    { name: 'username', nullable: true },
    { name: 'password', as: 'password', hint: true },
    { name: 'language', as: 'select', options: { values: LANGUAGES }, initial: 'en' },
    { name: 'grants', as: 'grants', initial: [] },
    { name: 'is_active', as: 'yes_no', initial: true },
  ],
};

export const apiKeysAdmin: AdminEntity = {
  name: 'api-keys',
  path: 'api-keys',
  permission: 'api_keys.manage',
  manage: 'api_keys.manage',
  searchable: true,
  sort: '-created_at',
  can: { create: true },
  secret: 'secret',
  columns: [
    { name: 'name', sortable: true },
    { name: 'prefix', as: 'code' },
    { name: 'scopes', as: 'list', minor: true },
    { name: 'last_used_at', as: 'time', minor: true },
    { name: 'expires_at', as: 'time', minor: true },
    { name: 'revoked_at', as: 'time' },
  ],
  form: [
    { name: 'name', required: true },
    { name: 'scopes', as: 'choices', options: { values: PERMISSIONS, text: String }, required: true },
    { name: 'outlet_ids', as: 'choices', options: { path: 'outlets' }, hint: true },
    { name: 'expires_at', as: 'instant' },
  ],
  actions: [
    {
      name: 'revoke',
      icon: IconBan,
      color: 'red',
      permission: 'api_keys.manage',
      confirm: true,
      shown: (row) => row.revoked_at === null,
      run: (row) => api.delete(`api-keys/${row.id}`),
    },
  ],
};

export const flagsAdmin: AdminEntity = {
  name: 'feature-flags',
  path: 'feature-flags',
  permission: 'flags.manage',
  manage: 'flags.manage',
  searchable: true,
  versioned: true,
  sort: 'key',
  can: { create: true, edit: true, remove: true },
  label: (row) => row.key,
  columns: [
    { name: 'key', sortable: true, as: 'code' },
    { name: 'description', minor: true },
    { name: 'is_enabled', as: 'flag' },
    { name: 'updated_at', as: 'time', minor: true },
  ],
  form: [
    { name: 'key', required: true, when: 'create', hint: true },
    { name: 'description', as: 'textarea' },
    { name: 'is_enabled', as: 'yes_no', initial: false },
    { name: 'outlet_ids', as: 'choices', options: { path: 'outlets' }, hint: true },
  ],
};

export const auditAdmin: AdminEntity = {
  name: 'audit-log',
  path: 'audit-log',
  permission: 'audit.read',
  searchable: true,
  csv: true,
  sort: '-occurred_at',
  label: (row) => row.action,
  columns: [
    { name: 'occurred_at', sortable: true, as: 'time' },
    { name: 'action', as: 'code' },
    { name: 'entity_type', minor: true },
    { name: 'actor_name' },
    { name: 'ip', as: 'code', minor: true },
  ],
  Detail: lazy(() => import('./AuditDiff.tsx')),
};
