import type { WalkIn } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { bookRooms, checkIn, lockStay, type saleTermsOf } from '../../reservations/index.ts';
import { planRooms } from '../assignment.ts';
import { houseFor } from '../house.ts';

type SaleTerms = NonNullable<Awaited<ReturnType<typeof saleTermsOf>>>;

/** Somebody stands at the desk: booked, given a room and let in, all at once or not at all. Returns the stay's id. */
export async function letWalkIn(tx: Tx, terms: SaleTerms, wish: Static<typeof WalkIn>): Promise<string> {
  const { room_id, end_date, ...input } = wish;
  const dates = { start_date: terms.business_date, end_date };
  const booking = await bookRooms(tx, terms, { ...input, ...dates, quantity: 1, source: 'WALK_IN' });
  const stay = found(await lockStay(tx, booking.reservations[0]!.id));
  await checkIn(tx, stay, { room_id: room_id ?? (await readyRoom(tx, terms, stay)) });
  return stay.id;
}

/** A room that is clean, empty and free to the end; a walk-in does not wait for the cleaner. */
async function readyRoom(
  tx: Tx,
  terms: SaleTerms,
  stay: { id: string; booking_id: string; room_type_id: string; start_date: string; end_date: string },
): Promise<string> {
  const house = await houseFor(tx, terms.outlet_id, terms.business_date, [stay]);
  const ready = house.rooms.filter(
    (room) => !room.is_occupied && (room.housekeeping_status === 'CLEAN' || room.housekeeping_status === 'INSPECTED'),
  );
  const [placement] = planRooms({ ...house, rooms: ready }, [{ ...stay, preferences: [] }]).placements;
  if (!placement)
    throw new DomainError(
      'ROOM_NOT_READY',
      { rule: 'NONE_READY', room_type_id: stay.room_type_id },
      'No room of this type is clean and free for all nights; choose one yourself.',
    );
  return placement.room_id;
}
