/** The features of the console: adding one is one line here. */
export { identity } from '../features/identity/screens.ts';
export { outlets } from '../features/outlets/screens.ts';
export { floor } from '../features/floor/screens.ts';
export { orders } from '../features/orders/screens.ts';
export { kitchen } from '../features/kitchen/screens.ts';
export { payments } from '../features/payments/screens.ts';
export { rooms } from '../features/rooms/screens.ts';
export { restrictions } from '../features/restrictions/screens.ts';
export { reservations } from '../features/reservations/screens.ts';
export { analytics } from '../features/analytics/screens.ts';
export { nightAudit } from '../features/night-audit/screens.ts';
export { imports } from '../features/imports/screens.ts';
export { menu } from '../features/menu/screens.ts';
export { devices } from '../features/devices/screens.ts';
export { notifications } from '../features/notifications/screens.ts';
export { catalogue } from './admin/entities/screens.ts';
export { operations } from './operations/screens.ts';
