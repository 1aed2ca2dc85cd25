import type { Booking } from '@hostelry/contracts';
import type { Static } from 'typebox';
import type { SoldLot } from './commands/book-rooms.ts';
import type { DraftBooking } from './rules.ts';

/** A booking that was written just now, as the API shows it; nothing has to be read back. */
export function presentNewBooking(
  { external_key: _key, block: _block, quote_id: _quote, desk, reservations, ...booking }: DraftBooking,
  lots: readonly SoldLot[],
  now: Date,
): Static<typeof Booking> {
  const types = new Map(lots.flatMap(({ terms }) => terms.facts.room_types).map((type) => [type.id, type.code]));
  const plans = new Map(lots.flatMap(({ terms }) => terms.facts.plans).map((plan) => [plan.id, plan.code]));
  const planCode = (id: string | null) => (id && plans.get(id)) ?? null;
  return {
    ...booking,
    version: 1,
    guest_id: booking.guest?.id ?? null,
    guest_name: booking.guest?.name ?? null,
    company_id: desk?.company_id ?? null,
    company_name: desk?.company_name ?? null,
    cancellation_terms: booking.cancellation_terms ?? null,
    guarantee: booking.guarantee ?? 'NONE',
    notes: desk?.notes ?? '',
    option_expires_at: desk?.option_expires_at ?? null,
    is_overbooked: false,
    rate_plan_code: planCode(booking.rate_plan_id),
    cancel_reason: null,
    created_at: now.toISOString(),
    reservations: reservations.map(({ meal_plan: _meals, hold_id: _hold, cancellation_terms: _terms, ...room }) => ({
      ...room,
      room_type_code: types.get(room.room_type_id)!,
      room_id: null,
      room_number: null,
      rate_plan_code: planCode(room.rate_plan_id),
      version: 1,
    })),
  };
}
