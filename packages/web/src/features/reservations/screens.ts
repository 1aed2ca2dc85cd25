import { IconCalendarUser } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';

/** Bookings: who comes when, and what they booked. */
export const reservations: Feature = {
  screens: [
    {
      path: '/reservations',
      title: 'reservations:title',
      icon: IconCalendarUser,
      group: 'front_desk',
      permission: 'reservations.read',
      serves: ['HOTEL'],
      load: () => import('./ReservationsScreen.tsx'),
    },
    {
      path: '/reservations/$id',
      title: 'reservations:detail.title',
      icon: IconCalendarUser,
      group: 'front_desk',
      permission: 'reservations.read',
      navigation: false,
      load: () => import('./booking/BookingScreen.tsx'),
    },
  ],
  search: [
    {
      path: 'reservations',
      permission: 'reservations.read',
      icon: IconCalendarUser,
      title: 'reservations:title',
      label: ({ guest_name, confirmation_code }) =>
        `${confirmation_code}${guest_name ? ` · ${String(guest_name)}` : ''}`,
      detail: ({ start_date, room_types }) => `${String(start_date)} · ${String(room_types)}`,
      to: ({ id, outlet_id }) => `/reservations/${String(id)}?outlet=${String(outlet_id)}`,
    },
  ],
  invalidates: {
    'reservations.': [['reservations'], ['imports']],
    'reservation.': [['traces'], ['folios', 'of']],
  },
};
