import { sql, type RawBuilder } from 'kysely';
import type { RoomNight } from '../rules.ts';

/**
 * The types and dates of some nights as a condition on `rooms.inventory_days d`. The join with the nights already
 * says it; said again as plain lists it leads straight into the primary key, also while the table is so new
 * that PostgreSQL knows nothing of its size and would read the whole calendar.
 */
export function amongNights(nights: readonly RoomNight[]): RawBuilder<unknown> {
  const types = [...new Set(nights.map((night) => night.room_type_id))];
  const dates = [...new Set(nights.map((night) => night.date))];
  return sql`d.room_type_id = any(${types}::uuid[]) and d.date = any(${dates}::date[])`;
}
