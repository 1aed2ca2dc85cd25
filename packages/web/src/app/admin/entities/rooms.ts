import { HOUSEKEEPING_STATUSES } from '@hostelry/contracts/lifecycles';
import type { AdminEntity } from '../entity.ts';

export const roomTypesAdmin: AdminEntity = {
  name: 'room-types',
  path: 'room-types',
  permission: 'rooms.read',
  manage: 'rooms.manage',
  searchable: true,
  csv: true,
  of_outlet: true,
  versioned: true,
  sort: 'code',
  can: { create: true, edit: true },
  columns: [
    { name: 'code', sortable: true, as: 'code' },
    { name: 'name', sortable: true },
    { name: 'total_units', sortable: true, as: 'number', align: 'end' },
    { name: 'base_occupancy', as: 'number', align: 'end', minor: true },
    { name: 'max_occupancy', as: 'number', align: 'end', minor: true },
    { name: 'is_active', as: 'active' },
  ],
  filters: [{ name: 'is_active', options: { values: ['true', 'false'] } }],
  form: [
    {
      name: 'outlet_id',
      as: 'select',
      options: { path: 'outlets' },
      required: true,
      when: 'create',
      from_outlet: true,
    },
    { name: 'code', required: true },
    { name: 'name', required: true },
    { name: 'total_units', as: 'integer', min: 0, required: true },
    { name: 'base_occupancy', as: 'integer', min: 1, initial: 2, required: true },
    { name: 'max_occupancy', as: 'integer', min: 1, initial: 2, required: true },
    { name: 'is_active', as: 'yes_no', when: 'edit' },
  ],
  children: [{ entity: () => roomsAdmin, by: 'room_type_id' }],
};

export const roomsAdmin: AdminEntity = {
  name: 'rooms',
  path: 'rooms',
  permission: 'rooms.read',
  manage: 'rooms.manage',
  searchable: true,
  csv: true,
  of_outlet: true,
  versioned: true,
  sort: 'number',
  can: { create: true, edit: true },
  label: (room) => room.number,
  columns: [
    { name: 'number', sortable: true },
    { name: 'room_type_code', as: 'code' },
    { name: 'floor', sortable: true, as: 'number', align: 'end' },
    { name: 'housekeeping_status', sortable: true, as: 'status:room' },
    { name: 'is_active', as: 'active', minor: true },
  ],
  filters: [
    { name: 'room_type_id', options: { path: 'room-types', of_outlet: true } },
    { name: 'housekeeping_status', options: { values: HOUSEKEEPING_STATUSES } },
  ],
  form: [
    { name: 'room_type_id', as: 'select', options: { path: 'room-types', of_outlet: true }, required: true },
    { name: 'number', required: true },
    { name: 'floor', as: 'integer', initial: 0 },
    { name: 'housekeeping_status', as: 'select', options: { values: HOUSEKEEPING_STATUSES }, initial: 'CLEAN' },
    { name: 'is_active', as: 'yes_no', when: 'edit' },
  ],
};
