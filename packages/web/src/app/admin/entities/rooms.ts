import { SELL_LIMIT_LEVELS } from '@hostelry/contracts/inventory';
import { HOUSEKEEPING_STATUSES } from '@hostelry/contracts/lifecycles';
import { ROOM_AMENITIES, ROOM_FEATURES, ROOM_VIEWS } from '@hostelry/contracts/rooms';
import type { AdminEntity } from '../entity.ts';

export const roomClassesAdmin: AdminEntity = {
  name: 'room-classes',
  path: 'room-classes',
  permission: 'rooms.read',
  manage: 'rooms.manage',
  searchable: true,
  csv: true,
  of_outlet: true,
  versioned: true,
  sort: 'sort_order',
  can: { create: true, edit: true },
  columns: [
    { name: 'code', sortable: true, as: 'code' },
    { name: 'name', sortable: true },
    { name: 'sort_order', sortable: true, as: 'number', align: 'end', minor: true },
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
    { name: 'code', required: true },
    { name: 'name', required: true },
    { name: 'sort_order', as: 'integer', min: 0, initial: 0 },
  ],
  children: [{ entity: () => roomTypesAdmin, by: 'class_id' }],
};

const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** “Fri, Sat” for 5 and 6, in the console's language; a dash for every day. */
function weekdayNames(days: readonly number[]): string {
  if (days.length === 7) return '–';
  const short = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'short', timeZone: 'UTC' });
  return days.map((day) => short.format(new Date(A_MONDAY + (day - 1) * DAY_MS))).join(', ');
}

/** Added from the availability grid, where the nights are in sight; seen and taken back here. */
export const sellLimitsAdmin: AdminEntity = {
  name: 'sell-limits',
  path: 'sell-limits',
  permission: 'rooms.read',
  manage: 'inventory.manage',
  csv: true,
  of_outlet: true,
  sort: '-created_at',
  can: { remove: true },
  label: (limit) => `${limit.applies_to} ${limit.start_date}`.trim(),
  columns: [
    { name: 'level', as: 'choice' },
    { name: 'applies_to', as: 'code' },
    { name: 'start_date', sortable: true, as: 'date' },
    { name: 'end_date', sortable: true, as: 'date' },
    { name: 'weekdays', render: (limit) => weekdayNames(limit.weekdays), minor: true },
    { name: 'kind', as: 'choice', minor: true },
    { name: 'value', sortable: true, as: 'number', align: 'end' },
  ],
  filters: [
    { name: 'level', options: { values: SELL_LIMIT_LEVELS } },
    { name: 'room_type_id', options: { path: 'room-types', of_outlet: true } },
  ],
};

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
    { name: 'bed_setup', minor: true },
    { name: 'is_active', as: 'active' },
  ],
  filters: [
    { name: 'class_id', options: { path: 'room-classes', of_outlet: true } },
    { name: 'is_active', options: { values: ['true', 'false'] } },
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
    { name: 'code', required: true },
    { name: 'name', required: true },
    { name: 'class_id', as: 'select', options: { path: 'room-classes', of_outlet: true }, nullable: true },
    { name: 'total_units', as: 'integer', min: 0, required: true },
    { name: 'base_occupancy', as: 'integer', min: 1, initial: 2, required: true },
    { name: 'max_occupancy', as: 'integer', min: 1, initial: 2, required: true },
    { name: 'bed_setup', hint: true },
    { name: 'amenities', as: 'choices', options: { values: ROOM_AMENITIES } },
    { name: 'description', as: 'textarea' },
    { name: 'sort_order', as: 'integer', min: 0, initial: 0 },
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
    { name: 'view', as: 'choice', minor: true },
    { name: 'is_accessible', as: 'yes_no', minor: true },
    { name: 'is_active', as: 'active', minor: true },
  ],
  filters: [
    { name: 'is_accessible', options: { values: ['true', 'false'] } },
    { name: 'room_type_id', options: { path: 'room-types', of_outlet: true } },
    { name: 'housekeeping_status', options: { values: HOUSEKEEPING_STATUSES } },
  ],
  form: [
    { name: 'room_type_id', as: 'select', options: { path: 'room-types', of_outlet: true }, required: true },
    { name: 'number', required: true },
    { name: 'floor', as: 'integer', initial: 0 },
    { name: 'housekeeping_status', as: 'select', options: { values: HOUSEKEEPING_STATUSES }, initial: 'CLEAN' },
    { name: 'view', as: 'select', options: { values: ROOM_VIEWS } },
    { name: 'features', as: 'choices', options: { values: ROOM_FEATURES } },
    {
      name: 'connecting_room_ids',
      as: 'choices',
      options: { path: 'rooms', of_outlet: true, label: (room) => room.number },
    },
    { name: 'is_accessible', as: 'yes_no', initial: false },
    { name: 'is_smoking', as: 'yes_no', initial: false },
    { name: 'is_active', as: 'yes_no', when: 'edit' },
  ],
};
