import type {
  AutoAssigned,
  Board,
  BoardStay,
  Chart,
  DeskBoard,
  DeskStay,
  PriceChange,
  Stay,
} from '@hostelry/contracts';
import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api, type Query } from '../../app/api.ts';

export type ChartData = Static<typeof Chart>;
export type BoardData = Static<typeof Board>;
export type BoardRow = Static<typeof BoardStay>;
export type DeskStayData = Static<typeof DeskStay>;
export type StayData = Static<typeof Stay>;
export type Assigned = Static<typeof AutoAssigned>;
export type PriceDifference = Static<typeof PriceChange>;

/** The tape chart from `from` up to, and without, `to`. */
export const chartQuery = (outlet_id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['front-desk', 'chart', outlet_id, from, to],
    queryFn: ({ signal }) => api.get<ChartData>('reservations/chart', { outlet_id, from, to }, signal),
  });

/** A board of a day. */
export const boardQuery = (board: DeskBoard, query: Query) =>
  queryOptions({
    queryKey: ['front-desk', 'board', board, query],
    queryFn: ({ signal }) => api.get<BoardData>(`front-desk/${board}`, query, signal),
  });

/** What the desk needs to let one guest in, or go. */
export const deskStayQuery = (id: string) =>
  queryOptions({
    queryKey: ['front-desk', 'stay', id],
    queryFn: ({ signal }) => api.get<DeskStayData>(`front-desk/stays/${id}`, undefined, signal),
    staleTime: 0,
  });
