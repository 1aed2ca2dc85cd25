import { DomainError, expectVersion } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import { closeFolios, expectSettled } from '../../../folios/index.ts';
import { occupyRoom, setRoomStatus, vacateRooms } from '../../../rooms/index.ts';
import type { LockedStay } from '../queries.ts';
import { earlyDeparture, expectStep } from '../rules.ts';
import { expectReady } from './check-in.ts';
import { expectRoomOf } from './assign-room.ts';
import { announceStay, saveNights, saveStay } from './save-stay.ts';

/**
 * Lets a guest go whose account is settled, and closes it; with `allow_balance` it stays open for what is still to come. Who leaves early gives the nights to come back; those that were slept stay sold (R8).
 * The room is dirty.
 */
export async function checkOut(
  tx: Tx,
  stay: LockedStay,
  { allow_balance, version }: { allow_balance?: boolean; version?: number },
): Promise<void> {
  expectVersion(stay.version, version);
  if (stay.status !== 'IN_HOUSE') expectStep(stay, 'CHECKED_OUT');
  if (!allow_balance) {
    await expectSettled(tx, stay.id);
    await closeFolios(tx, stay.id);
  }
  const end_date = earlyDeparture(stay);
  const left = {
    status: 'CHECKED_OUT' as const,
    end_date,
    checked_out_at: tx.now.toISOString(),
    checked_out_on: stay.business_date,
  };
  if (end_date < stay.end_date)
    await saveNights(
      tx,
      stay,
      stay.nights.filter((night) => night.date < end_date),
      left,
    );
  else await saveStay(tx, stay, left);
  await vacateRooms(tx, stay.id, stay.business_date);
  if (stay.room_id) await setRoomStatus(tx, stay.room_id, 'DIRTY');
  announceStay(tx, stay, {
    type: 'reservation.checked_out',
    action: 'reservations.check_out',
    before: { status: 'IN_HOUSE', end_date: stay.end_date },
    after: { status: 'CHECKED_OUT', end_date, room_id: stay.room_id },
  });
}

/** Takes a check-out back on the same business day, if nobody else is in the room. */
export async function undoCheckOut(tx: Tx, stay: LockedStay, { version }: { version?: number }): Promise<void> {
  expectVersion(stay.version, version);
  if (stay.status !== 'CHECKED_OUT') expectStep(stay, 'IN_HOUSE');
  if (stay.checked_out_on !== stay.business_date)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'SAME_DAY', checked_out_on: stay.checked_out_on },
      'A check-out can be taken back on its own business day only.',
    );
  if (stay.room_id) {
    await expectReady(tx, stay, await expectRoomOf(tx, stay.outlet_id, stay.room_id), true);
    if (stay.business_date < stay.end_date)
      await occupyRoom(tx, {
        outlet_id: stay.outlet_id,
        room_id: stay.room_id,
        start_date: stay.business_date,
        end_date: stay.end_date,
        kind: 'STAY',
        subject_id: stay.id,
      });
  }
  await saveStay(tx, stay, { status: 'IN_HOUSE', checked_out_at: null, checked_out_on: null });
  announceStay(tx, stay, {
    type: 'reservation.check_out_undone',
    action: 'reservations.undo_check_out',
    before: { status: 'CHECKED_OUT' },
    after: { status: 'IN_HOUSE', room_id: stay.room_id },
  });
}
