import type { Module } from '../../platform/module.ts';
import { nameConstraint } from '../../platform/database/constraints.ts';
import { DomainError } from '../../platform/errors.ts';
import { classRoutes } from './class-routes.ts';
import { inventoryRoutes } from './inventory-routes.ts';
import { roomTasks } from './jobs.ts';
import { roomRoutes } from './routes.ts';
import { sellLimitRoutes } from './sell-limit-routes.ts';

export { createRoomClass } from './commands/change-room-class.ts';
export { changeRoomType } from './commands/change-room-type.ts';
export { createRoom } from './commands/create-room.ts';
export { createRoomType } from './commands/create-room-type.ts';
export { addSellLimit } from './commands/change-sell-limits.ts';
export { editCalendar } from './commands/edit-calendar.ts';
export { keepHorizon } from './commands/keep-horizon.ts';
export { lockNights } from './commands/lock-nights.ts';
export { provideRelease } from './commands/overdue.ts';
export { giveBackSold, moveCounters } from './commands/move-counters.ts';
export {
  occupanciesOf,
  occupyRoom,
  vacateAll,
  vacateRooms,
  type OccupiedStretch,
  type Occupancy,
} from './commands/occupy-room.ts';
export { setRoomStatus, setRoomStatuses, type RoomStatusChange } from './commands/set-room-status.ts';
export { placeHold, type NewHold } from './commands/place-hold.ts';
export {
  outOfServiceOf,
  placeOutOfService,
  shortenOutOfService,
  type OutOfService,
} from './commands/out-of-service.ts';
export { preloadInventory } from './commands/preload-inventory.ts';
export { emitInventoryChanged, MOST_PRELOADED_NIGHTS, raiseUnits } from './commands/provide-units.ts';
export {
  calendarOf,
  expectRoomType,
  findRoom,
  FREE_NIGHTS,
  freeOverStay,
  nightsOfType,
  ROOM_CARDS,
  ROOM_TYPE_TERMS,
  ROOMS_WITH_TYPES,
  type FreeStay,
  roomTypesOf,
  STAY_STRETCHES,
  type RoomRow,
} from './queries.ts';
export { releaseHold, sweepHolds } from './commands/release-holds.ts';
export { demandPerNight, nightKey, type CounterMove, type RoomNight } from './rules.ts';

// The last line of defence: should the code ever sell a unit that is not there, the database refuses (R1).
nameConstraint('inventory_days_never_oversold', () => new DomainError('SOLD_OUT'));
nameConstraint('house_days_never_oversold', () => new DomainError('SOLD_OUT', { rule: 'HOUSE_LIMIT' }));
nameConstraint('occupancies_one_at_a_time', () => new DomainError('ROOM_TAKEN'));

/** Room types, rooms and the inventory calendar. */
export const roomsModule: Module = {
  name: 'rooms',
  routes: [...roomRoutes, ...inventoryRoutes, ...classRoutes, ...sellLimitRoutes],
  tasks: roomTasks,
};
