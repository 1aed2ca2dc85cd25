import type { FiguresReport, PaceRow, PickupRow } from '@hostelry/contracts/figures';
import { queryOptions } from '@tanstack/react-query';
import { api, type Query } from '../../app/api.ts';

/** A hotel's figures over a period, with their definitions. */
export const figuresQuery = (query: Query) =>
  queryOptions({
    queryKey: ['analytics', 'figures', query],
    queryFn: ({ signal }) => api.get<FiguresReport>('analytics/hotel', query, signal),
  });

export const pickupQuery = (query: Query) =>
  queryOptions({
    queryKey: ['analytics', 'pickup', query],
    queryFn: ({ signal }) => api.get<PickupRow[]>('analytics/pickup', query, signal),
  });

export const paceQuery = (query: Query) =>
  queryOptions({
    queryKey: ['analytics', 'pace', query],
    queryFn: ({ signal }) => api.get<PaceRow[]>('analytics/pace', query, signal),
  });
