import { IconGift, IconWorldWww } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** The hotel's own booking page: how it looks, what it sells beside rooms. */
export const bookingPage: Feature = {
  screens: [
    {
      path: '/booking-page',
      title: 'booking_page:title',
      icon: IconWorldWww,
      group: 'revenue',
      permission: 'booking_page.manage',
      serves: ['HOTEL'],
      load: () => import('./BookingPageScreen.tsx'),
    },
  ],
  admin: [
    {
      name: 'extras',
      icon: IconGift,
      group: 'revenue',
      permission: 'rooms.read',
      serves: ['HOTEL'],
      load: async () => (await import('./extras.ts')).extrasAdmin,
    },
  ],
};
