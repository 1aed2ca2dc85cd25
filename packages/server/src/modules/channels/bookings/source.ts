import { emit, type Tx } from '../../../platform/transaction.ts';
import type { RemoteBooking } from './rules.ts';

/** Where a line sleeps here. */
export interface Place {
  room_type_id: string;
  rate_plan_id: string | null;
}

/** Where a booking comes from: a travel agent, or one calendar of a channel. */
export interface Source {
  id: string;
  channel_id: string;
  channel_name: string;
  outlet_id: string;
  /** Whether every change raises the revision, so that equal numbers mean equal content. */
  counts_up: boolean;
  /** The type and plan that a calendar is of; null where lines name theirs. */
  place: Place | null;
}

/** Somebody must look at this booking. */
export function tellPeople(
  tx: Tx,
  source: Source,
  id: string,
  { guest, lines }: RemoteBooking,
  is_overbooked = false,
): void {
  emit(tx, {
    type: 'channel.conflict',
    aggregate_type: 'channel_booking',
    aggregate_id: id,
    outlet_id: source.outlet_id,
    data: {
      id,
      channel_id: source.channel_id,
      channel: source.channel_name,
      is_overbooked,
      guest_name: guest?.name ?? null,
      start_date: lines[0]?.start_date ?? null,
      end_date: lines[0]?.end_date ?? null,
    },
  });
}
