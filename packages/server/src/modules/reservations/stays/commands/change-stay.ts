import type { StayChange } from '@hostelry/contracts';
import { DomainError, expectVersion } from '../../../../platform/errors.ts';
import type { Tx } from '../../../../platform/transaction.ts';
import { vacateRooms } from '../../../rooms/index.ts';
import { priceNights, type StaySale } from '../prices.ts';
import type { LockedNight, LockedStay } from '../queries.ts';
import { changedNights, expectChangeableDates, wantedStay, type WantedStay } from '../rules.ts';
import { expectRoomFor, sleepIn } from './assign-room.ts';
import { announceStay, saveNights, type StayColumns } from './save-stay.ts';

/** What a change would make of the nights of a stay, without doing it: for a person to confirm the price. */
export async function previewChange(
  tx: Tx,
  stay: LockedStay,
  change: StayChange,
): Promise<{
  wanted: WantedStay;
  nights: Omit<LockedNight, 'claim'>[];
  rate_plan_id: string | null;
  /** Where the plan is another one: what is sold with it from now on. */
  sale?: StaySale;
}> {
  expectChangeable(stay);
  const wanted = wantedStay(stay, change);
  expectChangeableDates(stay, wanted);
  const sameSale =
    wanted.room_type_id === stay.room_type_id &&
    wanted.rate_plan_id === stay.rate_plan_id &&
    wanted.start_date >= stay.start_date &&
    wanted.end_date <= stay.end_date;
  const price = change.price ?? (wanted.rate_plan_id === stay.rate_plan_id ? 'KEEP' : 'REPRICE');
  const samePeople = wanted.adults <= stay.adults && wanted.children <= stay.children;
  if (sameSale && samePeople && price === 'KEEP')
    return { wanted, nights: changedNights(stay, wanted, [], 'KEEP'), rate_plan_id: stay.rate_plan_id };
  const terms = await priceNights(tx, wanted, { override: change.override ?? false });
  if (terms.outlet_id !== stay.outlet_id)
    throw new DomainError('BAD_INPUT', {
      fields: [{ field: 'room_type_id', message: 'must be a type of the same hotel' }],
    });
  const { rate_plan_id, meal_plan, cancellation_terms } = terms;
  return {
    wanted,
    nights: changedNights(stay, wanted, terms.nights, price),
    rate_plan_id,
    ...(rate_plan_id === stay.rate_plan_id ? {} : { sale: { meal_plan, cancellation_terms } }),
  };
}

/**
 * Changes a stay's dates, type, plan, party or room. Exactly the difference of nights is given back and taken, all of
 * it or nothing (R4, R5). Its room goes along where it is free and of the type; a `room_id` gives another in the same act.
 */
export async function changeStay(tx: Tx, stay: LockedStay, change: StayChange): Promise<void> {
  expectVersion(stay.version, change.version);
  const { wanted, nights, rate_plan_id, sale } = await previewChange(tx, stay, change);
  const room_id = roomAfter(stay, wanted, change.room_id);
  const claim = stay.status === 'OPTIONAL' ? null : 'SOLD';
  const changed: LockedStay = { ...stay, ...wanted };
  if (room_id) {
    await expectRoomFor(tx, changed, room_id);
    // First out of the old nights altogether, so that a stay that moves by a day does not stand in its own way.
    if (stay.status !== 'IN_HOUSE')
      await vacateRooms(tx, stay.id, stay.start_date < wanted.start_date ? stay.start_date : wanted.start_date);
    await sleepIn(tx, changed, room_id);
  } else if (stay.room_id) await vacateRooms(tx, stay.id, stay.start_date);
  const terms = sale && { meal_plan: sale.meal_plan, cancellation_terms: JSON.stringify(sale.cancellation_terms) };
  await saveNights(tx, stay, nights, { ...columnsOf(change), ...wanted, ...terms, rate_plan_id, room_id }, claim);
  announceStay(tx, stay, {
    type: 'reservation.changed',
    action: 'reservations.change_stay',
    before: {
      start_date: stay.start_date,
      end_date: stay.end_date,
      room_type_id: stay.room_type_id,
      room_id: stay.room_id,
      total_minor: stay.total_minor,
    },
    after: { ...wanted, room_id, override: change.override ?? false },
  });
}

function expectChangeable({ status }: LockedStay): void {
  if (status === 'CONFIRMED' || status === 'IN_HOUSE') return;
  throw new DomainError(
    'RULE_VIOLATION',
    { rule: 'NOT_CHANGEABLE', status },
    'Only a confirmed stay, or one in house, can be changed.',
  );
}

/** The wished room; else the room it has, unless the type changed. */
function roomAfter(stay: LockedStay, wanted: WantedStay, wished: string | null | undefined): string | null {
  if (wished !== undefined) return wished;
  return wanted.room_type_id === stay.room_type_id ? stay.room_id : null;
}

function columnsOf({ guest_name, preferences, arrival_time, departure_time }: StayChange): StayColumns {
  return {
    ...(guest_name === undefined ? {} : { guest_name: guest_name.trim() }),
    ...(preferences === undefined ? {} : { preferences: [...preferences] }),
    ...(arrival_time === undefined ? {} : { arrival_time }),
    ...(departure_time === undefined ? {} : { departure_time }),
  };
}
