import type { DeviceRow, DeviceSummary } from '@hostelry/contracts/devices';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Query } from '../../app/api.ts';

const PAGE_ROWS = 50;
/** Readings are no events, so they are asked for; changes of state come by the live wire at once. */
const READINGS_EVERY_MS = 5_000;
const FLEET_EVERY_MS = 20_000;

/** The fleet, page after page. */
export const fleetQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['devices', 'fleet', query],
    queryFn: ({ signal, pageParam }) =>
      api.list<DeviceRow>('devices', { ...query, limit: PAGE_ROWS, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.next_cursor,
    refetchInterval: FLEET_EVERY_MS,
  });

/** How many machines there are in the venue, and how many of them are there now. */
export const presenceQuery = (outlet_id: string | undefined) =>
  queryOptions({
    queryKey: ['devices', 'presence', outlet_id],
    queryFn: async ({ signal }) => {
      const count = async (query: Query) =>
        (await api.list<DeviceRow>('devices', { outlet_id, limit: 1, ...query }, signal)).page.total;
      const [all, online, retired] = await Promise.all([
        count({}),
        count({ is_online: true }),
        count({ status: 'RETIRED' }),
      ]);
      return { all: all - retired, online };
    },
  });

/** One machine with its latest readings, messages and sales. */
export const summaryQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', 'summary', id],
    queryFn: ({ signal }) => api.get<DeviceSummary>(`devices/${id}/summary`, undefined, signal),
    refetchInterval: READINGS_EVERY_MS,
  });
