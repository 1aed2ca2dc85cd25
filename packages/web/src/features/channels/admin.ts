import { CHANNEL_KINDS, CHANNEL_PROBLEMS, CHANNEL_STATUSES } from '@hostelry/contracts/channels';
import { IconBed, IconCheck, IconRefresh, IconX } from '@tabler/icons-react';
import { lazy } from 'react';
import type { AdminEntity } from '../../app/admin/entity.ts';
import { api } from '../../app/api.ts';

export const channelsAdmin: AdminEntity = {
  name: 'channels',
  path: 'channels',
  permission: 'channels.read',
  manage: 'channels.manage',
  searchable: true,
  of_outlet: true,
  versioned: true,
  sort: 'name',
  can: { create: true, edit: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'kind', as: 'choice' },
    { name: 'status', as: 'status:channel' },
    { name: 'last_pulled_at', as: 'time', minor: true },
    { name: 'last_pushed_at', as: 'time', minor: true },
    { name: 'parked', as: 'number', align: 'end' },
    { name: 'overbooked', as: 'number', align: 'end' },
    { name: 'pull_error', minor: true },
    { name: 'push_error', minor: true },
  ],
  filters: [{ name: 'kind', options: { values: CHANNEL_KINDS } }],
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
    { name: 'kind', as: 'select', options: { values: CHANNEL_KINDS }, required: true, initial: 'ICAL', when: 'create' },
    { name: 'url', hint: true, when: 'create' },
    { name: 'remote_property_id', hint: true, when: 'create' },
    { name: 'key', hint: true, when: 'create' },
    { name: 'secret', as: 'password', hint: true, when: 'create' },
    { name: 'status', as: 'select', options: { values: CHANNEL_STATUSES }, when: 'edit' },
  ],
  Detail: lazy(() => import('./ChannelDetail.tsx')),
};

export const overbookedAdmin: AdminEntity = {
  name: 'overbooked-stays',
  path: 'overbooked-stays',
  permission: 'channels.read',
  manage: 'channels.manage',
  searchable: true,
  of_outlet: true,
  sort: 'start_date',
  label: ({ confirmation_code }) => String(confirmation_code),
  columns: [
    { name: 'confirmation_code', as: 'code' },
    { name: 'guest_name' },
    { name: 'channel_name' },
    { name: 'room_type_code', as: 'code' },
    { name: 'start_date', sortable: true, as: 'date' },
    { name: 'end_date', as: 'date', minor: true },
    { name: 'lost_dates', as: 'list', minor: true },
  ],
  actions: [
    {
      name: 'take_free_room',
      icon: IconBed,
      permission: 'channels.manage',
      run: ({ id }) => api.post(`overbooked-stays/${id}/resolve`, {}),
    },
    {
      name: 'cancel_overbooked',
      icon: IconX,
      color: 'red',
      permission: 'channels.manage',
      confirm: true,
      run: ({ id }) => api.post(`overbooked-stays/${id}/resolve`, { cancel: true }),
    },
  ],
};

export const parkingAdmin: AdminEntity = {
  name: 'channel-parking',
  path: 'channel-parking',
  permission: 'channels.read',
  manage: 'channels.manage',
  searchable: true,
  of_outlet: true,
  sort: '-updated_at',
  label: ({ remote_id }) => String(remote_id),
  columns: [
    { name: 'remote_id', as: 'code' },
    { name: 'channel_name' },
    { name: 'guest_name' },
    { name: 'problem', as: 'choice' },
    { name: 'remote_rooms', as: 'list', minor: true },
    { name: 'updated_at', as: 'time', sortable: true, minor: true },
  ],
  filters: [{ name: 'problem', options: { values: CHANNEL_PROBLEMS } }],
  actions: [
    {
      name: 'retry',
      icon: IconRefresh,
      permission: 'channels.manage',
      run: ({ id }) => api.post(`channel-parking/${id}/retry`),
    },
    {
      name: 'dismiss',
      icon: IconCheck,
      permission: 'channels.manage',
      confirm: true,
      run: ({ id }) => api.post(`channel-parking/${id}/dismiss`),
    },
  ],
};
