import { EXTRA_UNITS } from '@hostelry/contracts/booking-page';
import type { AdminEntity } from '../../app/admin/entity.ts';

/** What a hotel sells beside rooms. */
export const extrasAdmin: AdminEntity = {
  name: 'extras',
  path: 'extras',
  permission: 'rooms.read',
  manage: 'booking_page.manage',
  of_outlet: true,
  versioned: true,
  searchable: true,
  sort: 'sort_order',
  columns: [
    { name: 'name', sortable: true },
    { name: 'per', as: 'choice' },
    { name: 'price_minor', as: 'money', align: 'end', sortable: true },
    { name: 'charge_code', as: 'code', minor: true },
    { name: 'daily_stock', as: 'number', align: 'end', minor: true },
    { name: 'is_active', as: 'active' },
  ],
  form: [
    {
      name: 'outlet_id',
      as: 'select',
      options: { path: 'outlets' },
      when: 'create',
      required: true,
      from_outlet: true,
    },
    { name: 'name', required: true },
    { name: 'description', as: 'textarea' },
    { name: 'per', as: 'select', options: { values: EXTRA_UNITS }, required: true, initial: 'STAY' },
    { name: 'price_minor', as: 'money', required: true, min: 0 },
    { name: 'charge_code', required: true, initial: 'OTHER', hint: true },
    { name: 'daily_stock', as: 'integer', min: 0, nullable: true, hint: true },
    { name: 'sort_order', as: 'integer', min: 0, initial: 0 },
    { name: 'is_active', as: 'yes_no', when: 'edit' },
  ],
  can: { create: true, edit: true, remove: false },
};
