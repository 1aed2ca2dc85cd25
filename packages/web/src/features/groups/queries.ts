import type { Block, BlockRow, RoomingImported, WaitlistEntry } from '@hostelry/contracts/groups';
import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api, type Query } from '../../app/api.ts';

export type GroupRow = Static<typeof BlockRow>;
export type GroupDetails = Static<typeof Block>;
export type RoomingRow = GroupDetails['rooming_list'][number];
export type Night = GroupDetails['allotments'][number];
export type Imported = Static<typeof RoomingImported>;
export type Waiting = Static<typeof WaitlistEntry>;

const MOST_ROWS = 200;

/** A hotel's groups, the next first. */
export const groupsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['groups', 'list', query],
    queryFn: async ({ signal }) => (await api.list<GroupRow>('blocks', { ...query, limit: MOST_ROWS }, signal)).data,
  });

export const groupQuery = (id: string) =>
  queryOptions({
    queryKey: ['groups', 'one', id],
    queryFn: ({ signal }) => api.get<GroupDetails>(`blocks/${id}`, undefined, signal),
  });

/** Who waits for rooms, in turn. */
export const waitlistQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['waitlist', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<Waiting>('waitlist', { outlet_id, is_open: true, limit: MOST_ROWS }, signal)).data,
  });
