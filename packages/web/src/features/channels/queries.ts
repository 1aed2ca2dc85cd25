import type { CalendarFeed, ChannelMapping } from '@hostelry/contracts/channels';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

export interface ChannelRef {
  id: string;
  outlet_id: string;
}

export const feedsQuery = (channel_id: string) =>
  queryOptions({
    queryKey: ['channels', channel_id, 'feeds'],
    queryFn: ({ signal }) => api.get<CalendarFeed[]>(`channels/${channel_id}/feeds`, undefined, signal),
  });

export const mappingsQuery = (channel_id: string) =>
  queryOptions({
    queryKey: ['channels', channel_id, 'mappings'],
    queryFn: ({ signal }) => api.get<ChannelMapping[]>(`channels/${channel_id}/mappings`, undefined, signal),
  });

/** The choices of a select: a hotel's room types or rate plans. */
export const choicesQuery = (path: 'room-types' | 'rate-plans', outlet_id: string) =>
  queryOptions({
    queryKey: [path, 'choices', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<{ id: string; code: string; name: string }>(path, { outlet_id, limit: 200 }, signal)).data.map(
        ({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }),
      ),
  });
