import type { EventType } from '@hostelry/contracts';
import type { LoggedEvent } from '../../platform/events/log.ts';

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** How often a message is tried before it is given up: over about a day and a half. */
export const MOST_ATTEMPTS = 14;

/** How long an endpoint may fail, with nothing getting through, before it is switched off. */
export const DISABLE_AFTER_MS = 3 * 86_400_000;

/** How long a replaced secret goes on signing beside the new one. */
export const SECRET_OVERLAP_MS = 24 * 3_600_000;

/**
 * How long to wait after so many failed tries: twice as long each time up to a cap, less up to half by chance, so that
 * a receiver that comes back is not met by everybody at once.
 */
export function retryAfterMs(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling * (1 - random() / 2));
}

/** Whether a reply means that the message arrived. */
export function isAccepted(status: number): boolean {
  return status >= 200 && status < 300;
}

export interface Audience {
  event_types: readonly string[];
  outlet_ids: readonly string[] | null;
}

/** Whether an endpoint wants to hear of an event. What belongs to no outlet is heard by those who hear the whole tenant. */
export function wantsEvent(
  { event_types, outlet_ids }: Audience,
  event: { type: EventType; outlet_id: string | null },
): boolean {
  if (event_types.length > 0 && !event_types.includes(event.type)) return false;
  return outlet_ids === null || (event.outlet_id !== null && outlet_ids.includes(event.outlet_id));
}

/** What is sent of an event. The id is the delivery's own, the same at every try, for the receiver to know a repeat by. */
export function messageOf(id: string, event: Omit<LoggedEvent, 'tenant_id' | 'actor'>): string {
  const { type, position, occurred_at, outlet_id, aggregate_type, aggregate_id, data } = event;
  return JSON.stringify({ id, type, occurred_at, position, outlet_id, aggregate_type, aggregate_id, data });
}
