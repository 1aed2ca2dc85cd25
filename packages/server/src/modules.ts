import { checksModule } from './modules/checks/index.ts';
import { devicesModule } from './modules/devices/index.ts';
import { floorModule } from './modules/floor/index.ts';
import { guestsModule } from './modules/guests/index.ts';
import { identityModule } from './modules/identity/index.ts';
import { importsModule } from './modules/imports/index.ts';
import { menuModule } from './modules/menu/index.ts';
import { notificationsModule } from './modules/notifications/index.ts';
import { ordersModule } from './modules/orders/index.ts';
import { outletsModule } from './modules/outlets/index.ts';
import { paymentsModule } from './modules/payments/index.ts';
import { ratesModule } from './modules/rates/index.ts';
import { reservationsModule } from './modules/reservations/index.ts';
import { roomsModule } from './modules/rooms/index.ts';
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
  reservationsModule,
  ordersModule,
  checksModule,
  devicesModule,
  importsModule,
  notificationsModule,
];
