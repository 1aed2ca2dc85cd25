import { sql } from 'kysely';
import { DomainError, expectVersion } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import type { RoomRow } from '../../../rooms/index.ts';
import type { LockedStay } from '../queries.ts';
import { expectStep } from '../rules.ts';
import { expectRoomFor, sleepIn } from './assign-room.ts';
import { openFolioOf } from './charge-fee.ts';
import { announceStay, saveStay } from './save-stay.ts';

/** Lets a guest in and opens their account: on the business date, into a room that is free and ready. `force` lets them into one that is not clean. */
export async function checkIn(
  tx: Tx,
  stay: LockedStay,
  wish: { room_id?: string; force?: boolean; version?: number },
): Promise<void> {
  expectVersion(stay.version, wish.version);
  if (stay.status !== 'CONFIRMED') expectStep(stay, 'IN_HOUSE');
  expectArrival(stay);
  const room_id = wish.room_id ?? stay.room_id;
  if (!room_id) throw new DomainError('ROOM_NOT_READY', { rule: 'NO_ROOM' }, 'Give the guest a room first.');
  const room = await expectRoomFor(tx, stay, room_id);
  await expectReady(tx, stay, room, wish.force ?? false);
  if (room.id !== stay.room_id) await sleepIn(tx, stay, room.id);
  await saveStay(tx, stay, {
    status: 'IN_HOUSE',
    room_id: room.id,
    checked_in_at: tx.now.toISOString(),
    checked_in_on: stay.business_date,
  });
  await openFolioOf(tx, stay);
  announceStay(tx, stay, {
    type: 'reservation.checked_in',
    action: 'reservations.check_in',
    before: { status: stay.status },
    after: { status: 'IN_HOUSE', room_id: room.id, room_number: room.number, forced: wish.force ?? false },
  });
}

/** Takes a check-in back on the same business day: the guest never moved in. */
export async function undoCheckIn(tx: Tx, stay: LockedStay, { version }: { version?: number }): Promise<void> {
  expectVersion(stay.version, version);
  if (stay.status !== 'IN_HOUSE') expectStep(stay, 'CONFIRMED');
  if (stay.checked_in_on !== stay.business_date)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'SAME_DAY', checked_in_on: stay.checked_in_on },
      'A check-in can be taken back on its own business day only.',
    );
  await saveStay(tx, stay, { status: 'CONFIRMED', checked_in_at: null, checked_in_on: null });
  announceStay(tx, stay, {
    type: 'reservation.check_in_undone',
    action: 'reservations.undo_check_in',
    before: { status: 'IN_HOUSE' },
    after: { status: 'CONFIRMED', room_id: stay.room_id },
  });
}

function expectArrival(stay: LockedStay): void {
  if (stay.start_date > stay.business_date)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'TOO_EARLY', start_date: stay.start_date, business_date: stay.business_date },
      'The guest is not expected before the day of arrival; change the dates first.',
    );
  if (stay.end_date < stay.business_date)
    throw new DomainError('STAY_IN_PAST', { end_date: stay.end_date, business_date: stay.business_date });
}

/** Refuses a room in which somebody still is, and, unless forced, one that is not clean. */
export async function expectReady(tx: Tx, stay: LockedStay, room: RoomRow, force: boolean): Promise<void> {
  const { rows } = await sql<{ id: string; guest_name: string | null }>`
    select r.id, coalesce(r.guest_name, b.guest_name) as guest_name
    from reservations.reservations r join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    where r.room_id = ${room.id} and r.status = 'IN_HOUSE' and r.id <> ${stay.id} limit 1`.execute(tx.db);
  if (rows[0])
    throw new DomainError(
      'ROOM_NOT_READY',
      { rule: 'STILL_OCCUPIED', reservation_id: rows[0].id, room_number: room.number },
      `${rows[0].guest_name ?? 'A guest'} has not left room ${room.number} yet.`,
    );
  if (force || room.housekeeping_status === 'CLEAN' || room.housekeeping_status === 'INSPECTED') return;
  throw new DomainError(
    'ROOM_NOT_READY',
    { rule: 'NOT_CLEAN', housekeeping_status: room.housekeeping_status, room_number: room.number },
    `Room ${room.number} is not clean yet.`,
  );
}
