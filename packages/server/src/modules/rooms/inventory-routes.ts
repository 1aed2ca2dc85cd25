import {
  CivilDate,
  Id,
  InventoryAnswer,
  InventoryCalendar,
  InventoryCheck,
  InventoryPreload,
  InventoryPreloaded,
  MOST_NIGHTS_PER_STAY,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { daysBetween } from '../../platform/clock.ts';
import { badField, found } from '../../platform/errors.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { findOutlet } from '../outlets/index.ts';
import { preloadInventory } from './commands/preload-inventory.ts';
import { calendarOf, expectRoomType, houseNightsOf, nightsOfType } from './queries.ts';
import { answerCheck } from './rules.ts';

const MOST_CALENDAR_NIGHTS = 400;

export const inventoryRoutes: readonly Route[] = [
  read({
    method: 'POST',
    path: '/inventory/check',
    summary: 'Ask whether rooms of a type are free on every night',
    permission: 'rooms.read',
    body: InventoryCheck,
    reply: InventoryAnswer,
    run: async ({ tx, body }) => {
      expectNights(body.start_date, body.end_date, 'end_date', MOST_NIGHTS_PER_STAY);
      const type = await expectRoomType(tx, body.room_type_id);
      authorize(tx.actor, 'rooms.read', type.outlet_id);
      const nights = await nightsOfType(tx, type.id, body.start_date, body.end_date);
      return answerCheck(type.id, body, nights);
    },
  }),
  act({
    method: 'POST',
    path: '/inventory/preload',
    summary: 'Open nights of a room type for sale',
    description: 'From start_date up to, and without, end_date. Nights that are open already stay as they are.',
    permission: 'inventory.manage',
    body: InventoryPreload,
    reply: InventoryPreloaded,
    run: async ({ tx, body }) => {
      const type = await expectRoomType(tx, body.room_type_id);
      authorize(tx.actor, 'inventory.manage', type.outlet_id);
      return preloadInventory(tx, type, body);
    },
  }),
  read({
    path: '/inventory/calendar',
    summary: 'The availability grid of a hotel',
    description: 'Every active room type with its nights, from `from` up to, and without, `to`.',
    permission: 'rooms.read',
    query: Type.Object({ outlet_id: Id, from: CivilDate, to: CivilDate }, { additionalProperties: false }),
    reply: InventoryCalendar,
    run: async ({ tx, query }) => {
      expectNights(query.from, query.to, 'to', MOST_CALENDAR_NIGHTS);
      const outlet = found(await findOutlet(tx, query.outlet_id));
      authorize(tx.actor, 'rooms.read', outlet.id);
      const room_types = await calendarOf(tx, outlet.id, query.from, query.to);
      const house = await houseNightsOf(tx, outlet.id, query.from, query.to);
      return { ...query, business_date: outlet.business_date, house, room_types };
    },
  }),
];

function expectNights(from: string, to: string, field: string, most: number): void {
  const nights = daysBetween(from, to);
  if (nights < 1) throw badField(field, 'must be after the first night');
  if (nights > most) throw badField(field, `must be within ${most} nights of the first`);
}
