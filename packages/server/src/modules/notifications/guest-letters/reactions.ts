import type { LetterKind } from '@hostelry/contracts';
import type { Reaction } from '../../../platform/events/subscriber.ts';
import { writeLetter } from './write-letter.ts';

const LETTERS: Record<string, LetterKind> = {
  'reservation.created': 'CONFIRMATION',
  'reservation.confirmed': 'CONFIRMATION',
  'reservation.changed': 'CHANGE',
  'reservation.cancelled': 'CANCELLATION',
  'waitlist.offered': 'WAITLIST_OFFER',
};

/** Writes to guests about their stays. */
export const writeToGuests: Reaction = {
  name: 'notifications.guest_letters',
  types: [
    'reservation.created',
    'reservation.confirmed',
    'reservation.changed',
    'reservation.cancelled',
    'waitlist.offered',
  ],
  react: async (tx, event) => {
    // Books that are brought in were confirmed by whoever made them.
    if (event.actor.name === 'import') return;
    // An option is confirmed once it is.
    if (event.type === 'reservation.created' && event.data.status !== 'CONFIRMED') return;
    const subject_id = String(event.data.booking_id ?? event.aggregate_id);
    await writeLetter(tx, LETTERS[event.type]!, subject_id, String(event.position));
  },
};
