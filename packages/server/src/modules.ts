import { analyticsModule } from './modules/analytics/index.ts';
import { bookingPageModule } from './modules/booking-page/index.ts';
import { channelsModule } from './modules/channels/index.ts';
import { checksModule } from './modules/checks/index.ts';
import { devicesModule } from './modules/devices/index.ts';
import { floorModule } from './modules/floor/index.ts';
import { foliosModule } from './modules/folios/index.ts';
import { frontDeskModule } from './modules/front-desk/index.ts';
import { groupsModule } from './modules/groups/index.ts';
import { guestsModule } from './modules/guests/index.ts';
import { housekeepingModule } from './modules/housekeeping/index.ts';
import { identityModule } from './modules/identity/index.ts';
import { importsModule } from './modules/imports/index.ts';
import { menuModule } from './modules/menu/index.ts';
import { nightAuditModule } from './modules/night-audit/index.ts';
import { notificationsModule } from './modules/notifications/index.ts';
import { offersModule } from './modules/offers/index.ts';
import { ordersModule } from './modules/orders/index.ts';
import { outletsModule } from './modules/outlets/index.ts';
import { paymentsModule } from './modules/payments/index.ts';
import { ratesModule } from './modules/rates/index.ts';
import { reportsModule } from './modules/reports/index.ts';
import { reservationsModule } from './modules/reservations/index.ts';
import { roomsModule } from './modules/rooms/index.ts';
import { webhooksModule } from './modules/webhooks/index.ts';
import type { Module } from './platform/module.ts';

/** Every module, lowest rank first. A module calls strictly lower ranks; events go up. */
export const modules: readonly Module[] = [
  identityModule,
  outletsModule,
  floorModule,
  menuModule,
  roomsModule,
  ratesModule,
  guestsModule,
  paymentsModule,
  offersModule,
  foliosModule,
  reservationsModule,
  ordersModule,
  checksModule,
  frontDeskModule,
  groupsModule,
  housekeepingModule,
  devicesModule,
  channelsModule,
  bookingPageModule,
  nightAuditModule,
  importsModule,
  analyticsModule,
  reportsModule,
  webhooksModule,
  notificationsModule,
];
