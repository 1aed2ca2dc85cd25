import type { InventoryAnswer, Room, RoomType } from '@hostelry/contracts/rooms';
import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api, type Listed } from '../../app/api.ts';
import type { Calendar } from './nights.ts';

export type RoomRow = Static<typeof Room>;
export type RoomTypeRow = Static<typeof RoomType>;
type Answer = Static<typeof InventoryAnswer>;

/** The availability grid from `from` up to, and without, `to`. */
export const calendarQuery = (outlet_id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['inventory', 'calendar', outlet_id, from, to],
    queryFn: ({ signal }) => api.get<Calendar>('inventory/calendar', { outlet_id, from, to }, signal),
  });

export interface Stay {
  room_type_id: string;
  start_date: string;
  end_date: string;
  quantity: number;
}

/** The live answer to “are so many rooms free on every night”. It changes nothing, so it is asked like any read. */
export const checkQuery = (stay: Stay) =>
  queryOptions({
    queryKey: ['inventory', 'check', stay],
    queryFn: () => api.post<Answer>('inventory/check', stay),
    staleTime: 0,
  });

/** The sellable room types of a hotel. */
export const roomTypesQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['room-types', 'of', outlet_id],
    queryFn: async ({ signal }) =>
      (await api.list<RoomTypeRow>('room-types', { outlet_id, is_active: true, limit: 200 }, signal)).data,
  });

/** All rooms of a hotel that fit the filters, page by page: the tiles count them, so none may be missing. */
export const roomsQuery = (outlet_id: string, filters: Record<string, string | undefined>) =>
  queryOptions({
    queryKey: ['rooms', outlet_id, filters],
    queryFn: async ({ signal }) => {
      const rooms: RoomRow[] = [];
      let cursor: string | null = null;
      do {
        const { data, page }: Listed<RoomRow> = await api.list<RoomRow>(
          'rooms',
          { outlet_id, limit: 200, ...filters, cursor },
          signal,
        );
        rooms.push(...data);
        cursor = page.next_cursor;
      } while (cursor);
      return rooms;
    },
  });
