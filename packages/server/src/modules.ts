import { devicesModule } from './modules/devices/index.ts';
import { guestsModule } from './modules/guests/index.ts';
import { identityModule } from './modules/identity/index.ts';
import { outletsModule } from './modules/outlets/index.ts';
import { ratesModule } from './modules/rates/index.ts';
import { reservationsModule } from './modules/reservations/index.ts';
import { roomsModule } from './modules/rooms/index.ts';
import type { Module } from './platform/module.ts';

/** Every module, lowest rank first. A module calls strictly lower ranks; events go up. */
export const modules: readonly Module[] = [
  identityModule,
  outletsModule,
  roomsModule,
  ratesModule,
  guestsModule,
  reservationsModule,
  devicesModule,
];
