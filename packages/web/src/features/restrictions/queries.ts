import { queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';
import type { RestrictionRow } from './marks.ts';

/** The restrictions of a hotel from `from` up to, and without, `to`. */
export const restrictionsQuery = (outlet_id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['restrictions', outlet_id, from, to],
    queryFn: ({ signal }) => api.get<RestrictionRow[]>('restrictions', { outlet_id, from, to }, signal),
  });
