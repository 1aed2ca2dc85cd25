import type { Floor, ServiceFlow, ServiceNode } from '@hostelry/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

/** A floor is drawn whole, so its lists are asked in one page: the longest that the server gives. */
const WHOLE = 200;

/** The tables and other places of an outlet with their present colours. */
export const nodesQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['service-nodes', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<ServiceNode>('service-nodes', { outlet_id, limit: WHOLE }, signal)).data,
  });

/** The storeys of an outlet, lowest first. */
export const floorsQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['floors', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<Floor>('floors', { outlet_id, sort: 'level', limit: WHOLE }, signal)).data,
    staleTime: 5 * 60_000,
  });

/** The ways between places. */
export const flowsQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['floors', 'flows', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<ServiceFlow>('service-flows', { outlet_id, limit: WHOLE }, signal)).data,
    staleTime: 5 * 60_000,
  });
