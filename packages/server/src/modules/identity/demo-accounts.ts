import type { DemoAccount } from '@hostelry/contracts';

/** The sign-ins of the demo group, one of every role. They open nothing in a house without demo data. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { label: 'Owner', role: 'SUPER_ADMIN', email: 'admin@example.com', username: 'admin', password: 'Admin123!' },
  {
    label: 'Hotel director',
    role: 'PROPERTY_ADMIN',
    email: 'property@example.com',
    username: 'property',
    password: 'Property123!',
  },
  { label: 'Manager', role: 'MANAGER', email: 'manager@example.com', username: 'manager', password: 'Manager123!' },
  {
    label: 'Front desk',
    role: 'STAFF',
    email: 'frontdesk@example.com',
    username: 'frontdesk',
    password: 'Frontdesk123!',
  },
  { label: 'Waiter', role: 'STAFF', email: 'waiter@example.com', username: 'waiter', password: 'Waiter123!' },
  { label: 'Chef', role: 'CHEF', email: 'chef@example.com', username: 'chef', password: 'Chef123!' },
  {
    label: 'Housekeeper',
    role: 'HOUSEKEEPER',
    email: 'housekeeper@example.com',
    username: 'housekeeper',
    password: 'Housekeeper123!',
  },
  {
    label: 'Technician',
    role: 'OPS',
    email: 'technician@example.com',
    username: 'technician',
    password: 'Technician123!',
  },
  { label: 'Auditor', role: 'VIEWER', email: 'viewer@example.com', username: 'viewer', password: 'Viewer123!' },
];
