import type { Folio } from '@hostelry/contracts/folios';
import type { AuditEntryShape } from '@hostelry/contracts/identity';
import type { Offer, OfferSearch } from '@hostelry/contracts/offers';
import type { RatePlan } from '@hostelry/contracts/rates';
import type { Booking, BookingRow } from '@hostelry/contracts/reservations';
import type { PriceChange, RoomChoice, Stay, StayChange } from '@hostelry/contracts/stays';
import type { Company, GuestRow } from '@hostelry/contracts/guests';
import type { Trace } from '@hostelry/contracts/traces';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api, type Query } from '../../app/api.ts';

export type BookingDetails = Static<typeof Booking>;
export type BookingListRow = Static<typeof BookingRow>;
type GuestListRow = Static<typeof GuestRow>;
type CompanyRow = Static<typeof Company>;
export type OfferRow = Static<typeof Offer>;
export type StayDetails = Stay;
export type PriceChanged = Static<typeof PriceChange>;
export type TraceRow = Static<typeof Trace>;
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

/** The stays of a booking, one a room. */
export const staysQuery = (booking_id: string) =>
  queryOptions({
    queryKey: ['reservations', 'stays', booking_id],
    queryFn: ({ signal }) => api.get<StayDetails[]>(`reservations/${booking_id}/stays`, undefined, signal),
  });

/** The hotel's rooms for a stay from a date on, and which of them are free. */
export const roomChoicesQuery = (stay_id: string, from_date: string) =>
  queryOptions({
    queryKey: ['reservations', 'rooms-for', stay_id, from_date],
    queryFn: ({ signal }) => api.get<RoomChoice[]>(`stays/${stay_id}/rooms`, { from_date }, signal),
    staleTime: 0,
  });

/** What a change would do to the price of a stay; it changes nothing, so it is asked like any read. */
export const priceChangeQuery = (stay: StayDetails, change: StayChange) =>
  queryOptions({
    queryKey: ['reservations', 'price-change', stay.id, stay.version, change],
    queryFn: () => api.post<PriceChanged>(`stays/${stay.id}/price-change`, change),
    staleTime: 0,
  });

/** What departments are to do for a booking. */
export const tracesQuery = (booking_id: string) =>
  queryOptions({
    queryKey: ['traces', 'of', booking_id],
    queryFn: async ({ signal }) => (await api.list<TraceRow>('traces', { booking_id, limit: 200 }, signal)).data,
  });

/** The accounts of a stay; few have more than one. */
export const stayFoliosQuery = (reservation_id: string) =>
  queryOptions({
    queryKey: ['folios', 'of', reservation_id],
    queryFn: async ({ signal }) => (await api.list<Folio>('folios', { reservation_id, limit: 10 }, signal)).data,
  });

/** Whom a hotel does not want back, by the beginning of a name. */
export const blacklistQuery = (outlet_id: string, q: string) =>
  queryOptions({
    queryKey: ['guests', 'blacklisted', outlet_id, q],
    queryFn: async ({ signal }) =>
      (await api.list<GuestListRow>('guests', { outlet_id, q, is_blacklisted: true, limit: 20 }, signal)).data,
  });

/** The companies that a hotel does business with. */
export const companiesQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['companies', 'of', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<CompanyRow>('companies', { outlet_id, is_active: true, sort: 'name', limit: 200 }, signal)).data,
  });

/** What can be sold to a party over some nights, and at what price; it changes nothing, so it is asked like any read. */
export const offersQuery = (search: Static<typeof OfferSearch>) =>
  queryOptions({
    queryKey: ['inventory', 'offers', search],
    queryFn: () => api.post<OfferRow[]>('offers/search', search),
    staleTime: 0,
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

export type AuditEntry = Static<typeof AuditEntryShape>;

/** Who did what to a booking or one of its stays, newest first; only for those who may read the audit log. */
export const historyQuery = (entity_type: 'booking' | 'reservation', entity_id: string, version: number) =>
  queryOptions({
    // The version is part of the key: every change has added an entry.
    queryKey: ['audit-log', entity_type, entity_id, version],
    queryFn: async ({ signal }) =>
      (await api.list<AuditEntry>('audit-log', { entity_type, entity_id, limit: 50 }, signal)).data,
    placeholderData: keepPreviousData,
  });
