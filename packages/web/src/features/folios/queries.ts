import type { ChargeCode, Folio, OpenedFolio } from '@hostelry/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';

export type OpenFolio = Static<typeof OpenedFolio>;

/** The accounts of a hotel, newest first, a page at a time. */
export const foliosQuery = (filters: { outlet_id: string; status?: string | undefined; q?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['folios', 'list', filters],
    queryFn: ({ pageParam, signal }) => api.list<Folio>('folios', { ...filters, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next_cursor,
  });

/** One account with its windows and postings. */
export const folioQuery = (id: string) =>
  queryOptions({
    queryKey: ['folios', 'one', id],
    queryFn: ({ signal }) => api.get<OpenFolio>(`folios/${id}`, undefined, signal),
  });

/** What a hotel charges for. */
export const chargeCodesQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['folios', 'charge-codes', outlet_id],
    queryFn: ({ signal }) => api.get<Static<typeof ChargeCode>[]>('charge-codes', { outlet_id }, signal),
  });
