import type {
  Attendant,
  BoardRoom,
  Discrepancy,
  FoundItem,
  HousekeepingBoard,
  MaintenanceTicket,
  Outage,
  OutageChecked,
  OutageKind,
} from '@hostelry/contracts/housekeeping';
import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api } from '../../app/api.ts';

export type Board = Static<typeof HousekeepingBoard>;
export type Room = Static<typeof BoardRoom>;
export type Task = Room['tasks'][number];
export type AttendantRow = Static<typeof Attendant>;
export type TicketRow = Static<typeof MaintenanceTicket>;
export type OutageRow = Static<typeof Outage>;
export type DiscrepancyRow = Static<typeof Discrepancy>;
export type FoundItemRow = Static<typeof FoundItem>;
export type OutageAnswer = Static<typeof OutageChecked>;

/** Everything here hangs together: a finished task is a clean room, a verified repair a returned one. */
export const HOUSEKEEPING = ['housekeeping'] as const;

/** Every room with its status, guests and today's work. */
export const boardQuery = (outlet_id: string) =>
  queryOptions({
    queryKey: [...HOUSEKEEPING, 'board', outlet_id],
    queryFn: ({ signal }) => api.get<Board>('housekeeping/board', { outlet_id }, signal),
  });

const MOST = 200;
type Filters = Record<string, string | boolean | undefined>;

const listQuery = <T>(path: string, outlet_id: string, filters: Filters) =>
  queryOptions({
    queryKey: [...HOUSEKEEPING, path, outlet_id, filters],
    queryFn: ({ signal }) => api.list<T>(path, { outlet_id, limit: MOST, ...filters }, signal),
  });

export const discrepanciesQuery = (outlet_id: string, filters: Filters) =>
  listQuery<DiscrepancyRow>('housekeeping/discrepancies', outlet_id, filters);
export const ticketsQuery = (outlet_id: string, filters: Filters) =>
  listQuery<TicketRow>('maintenance-tickets', outlet_id, filters);
export const outagesQuery = (outlet_id: string, filters: Filters) =>
  listQuery<OutageRow>('outages', outlet_id, filters);
export const foundItemsQuery = (outlet_id: string, filters: Filters) =>
  listQuery<FoundItemRow>('found-items', outlet_id, filters);

export interface OutageWish {
  room_id: string;
  kind: OutageKind;
  start_date: string;
  end_date: string;
}

/** Who and which nights would be in the way. It changes nothing, so it is asked like any read. */
export const outageCheckQuery = (wish: OutageWish | null) =>
  queryOptions({
    queryKey: [...HOUSEKEEPING, 'outage-check', wish],
    queryFn: () => api.post<OutageAnswer>('outages/check', wish),
    enabled: wish !== null,
    staleTime: 0,
  });
