import { sql, type RawBuilder } from 'kysely';
import type { RoomNight } from '../rules.ts';
import { amongNights } from './among-nights.ts';

/**
 * Moves the sold counter of nights that this transaction has locked; negative units give rooms back. It is a
 * piece of a statement, so that a booking and its counters are written in one round trip and never apart (R4).
 */
export function changeSold(nights: readonly (RoomNight & { units: number })[]): RawBuilder<unknown> {
  return sql`
    update rooms.inventory_days d set sold = d.sold + n.units
    from unnest(${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[],
                ${nights.map((night) => night.units)}::int[]) as n(room_type_id, date, units)
    where d.tenant_id = platform.current_tenant() and d.room_type_id = n.room_type_id and d.date = n.date and ${amongNights(nights)}`;
}

/** The same for nights that another part of the statement gives, as rows of `room_type_id, date, units`. */
export function giveBackSold(rows: string): RawBuilder<unknown> {
  return sql`
    update rooms.inventory_days d set sold = d.sold - n.units
    from ${sql.raw(rows)} as n
    where d.tenant_id = platform.current_tenant() and d.room_type_id = n.room_type_id and d.date = n.date`;
}
