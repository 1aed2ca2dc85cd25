/** The words of the letters in English; a language is one such file and one line in `index.ts`. */
export const en = {
  subject: {
    CONFIRMATION: 'Your booking {code} at {hotel}',
    CHANGE: 'Your booking {code} at {hotel} has changed',
    CANCELLATION: 'Your booking {code} at {hotel} is cancelled',
    OPTION_ENDING: 'We keep your rooms at {hotel} until {until}',
    WAITLIST_OFFER: 'A room is free for you at {hotel}',
  },
  opening: {
    CONFIRMATION: 'Thank you for booking with us. We look forward to your stay.',
    CHANGE: 'Your booking has changed. This is how it stands now.',
    CANCELLATION: 'Your booking is cancelled. This is what it was.',
    OPTION_ENDING: 'We are keeping these rooms for you until {until}. Tell us before then that you want them.',
    WAITLIST_OFFER: 'You asked for these nights, and now there is room. We keep it for you until {until}.',
  },
  greeting: 'Dear {guest},',
  closing: 'With kind regards,',
  labels: {
    code: 'Booking',
    arrival: 'Arrival',
    departure: 'Departure',
    nights: 'Nights',
    rooms: 'Rooms',
    guests: 'Guests',
    room_price: 'Price of the rooms',
    tax: 'Taxes and fees',
    total: 'Total',
    policy: 'Cancellation',
    manage: 'See or change your booking',
  },
  policy: {
    free_until: 'Free of charge until {hours} hours before arrival.',
    non_refundable: 'This booking cannot be cancelled free of charge.',
  },
  guests: { adults: 'adults: {count}', children: 'children: {count}' },
};

export type LetterWords = typeof en;
