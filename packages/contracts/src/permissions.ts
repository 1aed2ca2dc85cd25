/** Who may do what. One list of roles, one typed map; a permission that is missing here denies. */

export const ROLES = [
  'SUPER_ADMIN',
  'PROPERTY_ADMIN',
  'MANAGER',
  'STAFF',
  'CHEF',
  'HOUSEKEEPER',
  'OPS',
  'VIEWER',
] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'organisation.read',
  'organisation.manage',
  'users.read',
  'users.manage',
  'api_keys.manage',
  'flags.manage',
  'audit.read',
  'rooms.read',
  'rooms.manage',
  'inventory.manage',
  'reservations.read',
  'reservations.create',
  'reservations.cancel',
  'imports.run',
  'floor.read',
  'floor.manage',
  'floor.operate',
  'menu.read',
  'menu.manage',
  'menu.availability',
  'orders.read',
  'orders.place',
  'orders.progress',
  'orders.cancel',
  'kitchen.read',
  'kitchen.bump',
  'payments.read',
  'payments.take',
  'payments.refund',
  'devices.read',
  'devices.manage',
  'devices.provision',
  'notifications.read',
  'operations.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READ_ALL = PERMISSIONS.filter(
  (permission) => permission.endsWith('.read') && permission !== 'audit.read' && permission !== 'users.read',
);

export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  SUPER_ADMIN: PERMISSIONS,
  PROPERTY_ADMIN: PERMISSIONS.filter((permission) => permission !== 'flags.manage'),
  MANAGER: [
    ...READ_ALL,
    'users.read',
    'audit.read',
    'rooms.manage',
    'inventory.manage',
    'reservations.create',
    'reservations.cancel',
    'imports.run',
    'floor.manage',
    'floor.operate',
    'menu.manage',
    'menu.availability',
    'orders.place',
    'orders.progress',
    'orders.cancel',
    'kitchen.bump',
    'payments.take',
    'payments.refund',
    'devices.manage',
  ],
  STAFF: [
    'organisation.read',
    'rooms.read',
    'reservations.read',
    'reservations.create',
    'reservations.cancel',
    'floor.read',
    'floor.operate',
    'menu.read',
    'orders.read',
    'orders.place',
    'orders.progress',
    'kitchen.read',
    'payments.read',
    'payments.take',
    'notifications.read',
  ],
  CHEF: [
    'organisation.read',
    'floor.read',
    'menu.read',
    'menu.availability',
    'orders.read',
    'orders.progress',
    'kitchen.read',
    'kitchen.bump',
    'notifications.read',
  ],
  HOUSEKEEPER: ['organisation.read', 'rooms.read', 'notifications.read'],
  OPS: [
    'organisation.read',
    'devices.read',
    'devices.manage',
    'devices.provision',
    'notifications.read',
    'operations.read',
  ],
  VIEWER: READ_ALL,
};

/** A role held over the whole tenant, one brand, or one outlet. */
export interface Grant {
  role: Role;
  scope: 'TENANT' | 'BRAND' | 'OUTLET';
  /** The brand or outlet; null for the tenant. */
  scope_id: string | null;
}
