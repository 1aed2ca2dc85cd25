import { CHARGE_CATEGORIES } from '@hostelry/contracts/folios';
import type { AdminEntity } from '../../app/admin/entity.ts';

export const chargeCodesAdmin: AdminEntity = {
  name: 'charge-codes',
  path: 'charge-codes',
  permission: 'folios.read',
  manage: 'ledger.manage',
  searchable: true,
  csv: true,
  of_outlet: true,
  versioned: true,
  sort: 'sort_order',
  can: { create: true, edit: true },
  columns: [
    { name: 'code', sortable: true, as: 'code' },
    { name: 'name', sortable: true },
    { name: 'category', as: 'choice' },
    { name: 'price_minor', as: 'money', align: 'end' },
    { name: 'sort_order', sortable: true, as: 'number', align: 'end', minor: true },
    { name: 'is_active', as: 'active', minor: true },
  ],
  filters: [
    { name: 'category', options: { values: CHARGE_CATEGORIES } },
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
    { name: 'code', required: true, when: 'create' },
    { name: 'name', required: true },
    { name: 'category', as: 'select', options: { values: CHARGE_CATEGORIES }, required: true, initial: 'SERVICE' },
    { name: 'price_minor', as: 'money', nullable: true },
    { name: 'sort_order', as: 'integer', min: 0, max: 10_000, initial: 50 },
    { name: 'is_active', as: 'yes_no', when: 'edit' },
  ],
};
