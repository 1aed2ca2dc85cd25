import { OUTLET_KINDS, SUBSCRIPTION_TIERS } from '@hostelry/contracts/outlets';
import type { AdminEntity } from '../../app/admin/entity.ts';
import { roomTypesAdmin } from '../../app/admin/entities/rooms.ts';
import { serviceNodesAdmin } from '../../app/admin/entities/floor.ts';

const timezones = () => Intl.supportedValuesOf('timeZone');
const currencies = () => Intl.supportedValuesOf('currency');

export const brandsAdmin: AdminEntity = {
  name: 'brands',
  path: 'brands',
  permission: 'organisation.read',
  manage: 'organisation.manage',
  searchable: true,
  csv: true,
  versioned: true,
  sort: 'name',
  can: { create: true, edit: true, remove: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'corporate_id', sortable: true, as: 'code', minor: true },
    { name: 'subscription_tier', as: 'choice' },
    { name: 'outlet_count', as: 'number', align: 'end' },
    { name: 'contact_email', minor: true },
    { name: 'is_active', as: 'active' },
  ],
  filters: [
    { name: 'subscription_tier', options: { values: SUBSCRIPTION_TIERS } },
    { name: 'is_active', options: { values: ['true', 'false'] } },
  ],
  form: [
    { name: 'name', required: true },
    { name: 'corporate_id', required: true },
    { name: 'subscription_tier', as: 'select', options: { values: SUBSCRIPTION_TIERS }, initial: 'STARTER' },
    { name: 'contact_email', as: 'email' },
    { name: 'is_active', as: 'yes_no', initial: true },
  ],
  children: [{ entity: () => outletsAdmin, by: 'brand_id' }],
};

export const outletsAdmin: AdminEntity = {
  name: 'outlets',
  path: 'outlets',
  permission: 'organisation.read',
  manage: 'organisation.manage',
  searchable: true,
  csv: true,
  versioned: true,
  sort: 'name',
  can: { create: true, edit: true, remove: true },
  columns: [
    { name: 'name', sortable: true },
    { name: 'kind', sortable: true, as: 'choice' },
    { name: 'brand_name', sortable: true, minor: true },
    { name: 'city', sortable: true, minor: true },
    { name: 'currency', as: 'code', minor: true },
    { name: 'business_date', as: 'date', minor: true },
    { name: 'seating_capacity', sortable: true, as: 'number', align: 'end', minor: true },
    { name: 'is_active', as: 'active' },
  ],
  filters: [
    { name: 'brand_id', options: { path: 'brands' } },
    { name: 'kind', options: { values: OUTLET_KINDS } },
    { name: 'is_active', options: { values: ['true', 'false'] } },
  ],
  form: [
    { name: 'brand_id', as: 'select', options: { path: 'brands' }, required: true },
    { name: 'name', required: true },
    { name: 'kind', as: 'select', options: { values: OUTLET_KINDS }, required: true, when: 'create' },
    { name: 'timezone', as: 'select', options: { values: timezones(), text: String }, required: true },
    { name: 'currency', as: 'select', options: { values: currencies(), text: String }, required: true, when: 'create' },
    { name: 'city' },
    { name: 'address', as: 'textarea' },
    { name: 'manager_name' },
    { name: 'manager_phone', as: 'phone' },
    { name: 'seating_capacity', as: 'integer', min: 0, initial: 0 },
    { name: 'wait_threshold_minutes', as: 'integer', min: 1, max: 240, initial: 15 },
    { name: 'is_active', as: 'yes_no', initial: true },
  ],
  children: [
    { entity: () => roomTypesAdmin, by: 'outlet_id' },
    { entity: () => serviceNodesAdmin, by: 'outlet_id' },
  ],
};
