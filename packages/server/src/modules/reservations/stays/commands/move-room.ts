import { badField, DomainError, expectVersion } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import { occupyRoom, setRoomStatus, vacateRooms } from '../../../rooms/index.ts';
import { priceNights } from '../prices.ts';
import type { LockedStay } from '../queries.ts';
import { changedNights, type WantedStay } from '../rules.ts';
import { expectRoomOf } from './assign-room.ts';
import { expectReady } from './check-in.ts';
import { announceStay, saveNights } from './save-stay.ts';

export interface RoomMoveWish {
  room_id: string;
  from_date?: string;
  price?: 'KEEP' | 'REPRICE';
  reason?: string;
  version?: number;
  force?: boolean;
}

/**
 * Moves a guest to another room from a date on; the nights before stay where they were slept. A room of another type
 * takes one unit of that type and gives back one of the old for every night that is left (R7). KEEP makes it an upgrade
 * at the old price.
 */
export async function moveRoom(tx: Tx, stay: LockedStay, wish: RoomMoveWish): Promise<void> {
  expectVersion(stay.version, wish.version);
  const from_date = expectMoveDate(stay, wish.from_date);
  const room = await expectRoomOf(tx, stay.outlet_id, wish.room_id);
  if (room.id === stay.room_id) throw badField('room_id', 'is the room the guest has already');
  const isNow = stay.status === 'IN_HOUSE' && from_date <= stay.business_date;
  if (isNow) await expectReady(tx, stay, room, wish.force ?? false);
  const wanted: WantedStay = { ...stay, start_date: from_date, room_type_id: room.room_type_id };
  const price = wish.price ?? 'KEEP';
  const changesType = room.room_type_id !== stay.room_type_id;
  const priced =
    changesType && price === 'REPRICE' ? (await priceNights(tx, wanted, { override: true })).nights : stay.nights;
  const slept = stay.nights.filter((night) => night.date < from_date);
  const moved = changesType
    ? changedNights({ ...stay, nights: [] }, wanted, priced, price)
    : stay.nights.filter((night) => night.date >= from_date);
  await vacateRooms(tx, stay.id, from_date);
  await occupyRoom(tx, {
    outlet_id: stay.outlet_id,
    room_id: room.id,
    start_date: from_date,
    end_date: stay.end_date,
    kind: 'STAY',
    subject_id: stay.id,
  });
  const movesLater = from_date > stay.business_date && from_date > stay.start_date;
  await saveNights(tx, stay, [...slept, ...moved], {
    room_id: movesLater ? stay.room_id : room.id,
    room_type_id: movesLater ? stay.room_type_id : room.room_type_id,
  });
  if (isNow && stay.room_id) await setRoomStatus(tx, stay.room_id, 'DIRTY');
  announceStay(tx, stay, {
    type: 'reservation.room_moved',
    action: 'reservations.move_room',
    before: { room_id: stay.room_id, room_type_id: stay.room_type_id },
    after: { room_id: room.id, room_number: room.number, from_date, reason: wish.reason ?? null },
  });
}

function expectMoveDate(stay: LockedStay, wished: string | undefined): string {
  if (stay.status !== 'IN_HOUSE' && stay.status !== 'CONFIRMED')
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'NOT_EXPECTED', status: stay.status },
      'Only a stay that is to come, or in house, can move.',
    );
  const earliest =
    stay.status === 'IN_HOUSE' && stay.business_date > stay.start_date ? stay.business_date : stay.start_date;
  const from_date = wished ?? earliest;
  if (from_date < earliest) throw badField('from_date', `must be ${earliest} or later`);
  if (from_date >= stay.end_date) throw badField('from_date', 'must be before the guest leaves');
  return from_date;
}
