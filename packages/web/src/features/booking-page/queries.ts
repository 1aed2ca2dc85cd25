import type { BookingPage, RoomPicture } from '@hostelry/contracts/booking-page';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

export interface RoomTypeRow {
  id: string;
  code: string;
  name: string;
}

export const pageQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['booking-page', outlet_id],
    queryFn: ({ signal }) => api.get<BookingPage | null>(`booking-pages/${outlet_id}`, {}, signal),
  });

export const roomTypesQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: ['booking-page', 'types', outlet_id],
    queryFn: ({ signal }) => api.list<RoomTypeRow>('room-types', { outlet_id, is_active: true, limit: 200 }, signal),
  });

export const picturesQuery = (room_type_id: string) =>
  queryOptions({
    queryKey: ['booking-page', 'pictures', room_type_id],
    queryFn: ({ signal }) => api.get<RoomPicture[]>(`room-types/${room_type_id}/pictures`, {}, signal),
  });
