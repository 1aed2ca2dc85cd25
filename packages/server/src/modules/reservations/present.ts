import type { Booking } from '@hostelry/contracts';
import type { Static } from 'typebox';
import type { DraftBooking } from './rules.ts';

/** A booking that was written just now, as the API shows it; nothing has to be read back. */
export function presentNewBooking(draft: DraftBooking, now: Date): Static<typeof Booking> {
  const { external_key: _, block: _block, quote_id: _quote, guarantee: _guarantee, reservations, ...booking } = draft;
  return {
    ...booking,
    version: 1,
    guest_id: draft.guest?.id ?? null,
    guest_name: draft.guest?.name ?? null,
    cancel_reason: null,
    created_at: now.toISOString(),
    reservations: reservations.map((reservation) => ({ ...reservation, room_id: null, version: 1 })),
  };
}
