import { NODE_SHAPES, NODE_TYPES } from '@hostelry/contracts/floor';
import { TABLE_STATUSES } from '@hostelry/contracts/table-colour';
import type { AdminEntity } from '../entity.ts';

export const serviceNodesAdmin: AdminEntity = {
  name: 'service-nodes',
  path: 'service-nodes',
  permission: 'floor.read',
  manage: 'floor.manage',
  searchable: true,
  csv: true,
  of_outlet: true,
  versioned: true,
  sort: 'name',
  can: { create: true, edit: true, remove: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'node_type', as: 'choice' },
    { name: 'capacity', as: 'number', align: 'end', minor: true },
    { name: 'current_status', as: 'status:table' },
    { name: 'status_since', as: 'time', minor: true },
  ],
  filters: [
    { name: 'node_type', options: { values: NODE_TYPES } },
    { name: 'current_status', options: { values: TABLE_STATUSES } },
    { name: 'floor_id', options: { path: 'floors', of_outlet: true } },
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
    { name: 'node_type', as: 'select', options: { values: NODE_TYPES }, required: true, initial: 'TABLE' },
    { name: 'floor_id', as: 'select', options: { path: 'floors', of_outlet: true } },
    { name: 'shape', as: 'select', options: { values: NODE_SHAPES }, initial: 'SQUARE' },
    { name: 'capacity', as: 'integer', min: 0, initial: 4 },
    { name: 'pos_x', as: 'decimal', initial: 0 },
    { name: 'pos_y', as: 'decimal', initial: 0 },
    { name: 'rotation', as: 'decimal', min: -360, max: 360, initial: 0 },
    { name: 'width', as: 'decimal', initial: 1 },
    { name: 'depth', as: 'decimal', initial: 1 },
    { name: 'is_blocked', as: 'yes_no', when: 'edit' },
  ],
};

export const floorsAdmin: AdminEntity = {
  name: 'floors',
  path: 'floors',
  permission: 'floor.read',
  manage: 'floor.manage',
  searchable: true,
  of_outlet: true,
  versioned: true,
  sort: 'level',
  can: { create: true, edit: true, remove: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'level', sortable: true, as: 'number', align: 'end' },
    { name: 'width', as: 'number', align: 'end', minor: true },
    { name: 'depth', as: 'number', align: 'end', minor: true },
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
    { name: 'level', as: 'integer', initial: 0 },
    { name: 'width', as: 'decimal', initial: 20 },
    { name: 'depth', as: 'decimal', initial: 12 },
  ],
  children: [{ entity: () => serviceNodesAdmin, by: 'floor_id' }],
};
