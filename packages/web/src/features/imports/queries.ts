import type { ImportReport, ImportRun } from '@hostelry/contracts/imports';
import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';

export type Run = Static<typeof ImportRun>;
export type Report = Static<typeof ImportReport>;

/** While a run is under way its figures change without an event for every batch, so they are asked for. */
const POLL_MS = 1_500;

/** The import runs of the tenant, newest first. */
export const runsQuery = () =>
  queryOptions({
    queryKey: ['imports', 'list'],
    queryFn: ({ signal }) => api.list<Run>('imports', { limit: 100 }, signal),
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status === 'RUNNING') ? POLL_MS : 15_000),
  });

/** One run with the rows it refused or doubted. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => api.get<Report>(`imports/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? POLL_MS : false),
  });
