import type { AuditEntryShape } from '@hostelry/contracts/identity';
import type { RatePlan } from '@hostelry/contracts/rates';
import type { Booking, BookingRow } from '@hostelry/contracts/reservations';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api, type Query } from '../../app/api.ts';

export type BookingDetails = Static<typeof Booking>;
export type BookingListRow = Static<typeof BookingRow>;
export type RatePlanRow = Static<typeof RatePlan>;

const PAGE_ROWS = 50;

/** A hotel's bookings, page after page. */
export const bookingsQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['reservations', 'list', query],
    queryFn: ({ signal, pageParam }) =>
      api.list<BookingListRow>('reservations', { ...query, limit: PAGE_ROWS, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.next_cursor,
  });

/** One booking with its rooms and nights. */
export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['reservations', 'one', id],
    queryFn: ({ signal }) => api.get<BookingDetails>(`reservations/${id}`, undefined, signal),
  });

/** What rooms cost in a hotel: its active plans, the default one first. */
export const ratePlansQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['rate-plans', outlet_id],
    queryFn: async ({ signal }) => {
      const { data } = await api.list<RatePlanRow>('rate-plans', { outlet_id, is_active: true, limit: 200 }, signal);
      return data.sort((a, b) => Number(b.is_default) - Number(a.is_default));
    },
  });

type AuditEntry = Static<typeof AuditEntryShape>;

/** Who did what to a booking, newest first; only for those who may read the audit log. */
export const historyQuery = (booking: BookingDetails) =>
  queryOptions({
    // The version is part of the key: every change of the booking has added an entry.
    queryKey: ['audit-log', 'booking', booking.id, booking.version],
    queryFn: async ({ signal }) =>
      (await api.list<AuditEntry>('audit-log', { entity_type: 'booking', entity_id: booking.id, limit: 50 }, signal))
        .data,
  });
