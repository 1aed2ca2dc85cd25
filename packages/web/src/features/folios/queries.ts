import type {
  ChargeCode,
  Company,
  CompanyAccount,
  Invoice,
  ListedFolio,
  OpenedAccount,
  OpenedFolio,
} from '@hostelry/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api, type Query } from '../../app/api.ts';

export type OpenFolio = Static<typeof OpenedFolio>;
export type ShownPosting = OpenFolio['postings'][number];
export type Code = Static<typeof ChargeCode>;

const PAGE_ROWS = 50;

/** The accounts of a hotel, newest first, a page at a time. */
export const foliosQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['folios', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      api.list<ListedFolio>('folios', { ...filters, cursor: pageParam, limit: PAGE_ROWS }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next_cursor,
  });

/** The few open accounts that fit what somebody types. */
export const foundFoliosQuery = (outlet_id: string, q: string) =>
  queryOptions({
    queryKey: ['folios', 'found', outlet_id, q],
    queryFn: async ({ signal }) =>
      (await api.list<ListedFolio>('folios', { outlet_id, q, status: 'OPEN', limit: 20 }, signal)).data,
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
    queryKey: ['charge-codes', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<Code>('charge-codes', { outlet_id, is_active: true, limit: 200 }, signal)).data,
  });

/** The companies that a hotel may bill. */
export const companiesQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['companies', 'billable', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<Static<typeof Company>>('companies', { outlet_id, is_active: true, limit: 200 }, signal)).data,
  });

/** The invoices and credit notes of a hotel, newest first. */
export const invoicesQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['folios', 'invoices', filters],
    queryFn: ({ pageParam, signal }) =>
      api.list<Invoice>('invoices', { ...filters, cursor: pageParam, limit: PAGE_ROWS }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next_cursor,
  });

/** What every company owes a hotel, by age. */
export const accountsQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['folios', 'city-ledger', outlet_id],
    queryFn: ({ signal }) => api.get<CompanyAccount[]>('city-ledger', { outlet_id }, signal),
  });

/** One company's account: invoices, payments, and which settle which. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['folios', 'account', id],
    queryFn: ({ signal }) => api.get<OpenedAccount>(`city-ledger/${id}`, undefined, signal),
  });
