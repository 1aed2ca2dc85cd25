import { sql, type RawBuilder } from 'kysely';
import { mergeMoves, type CounterMove } from '../rules.ts';
import { amongNights } from './among-nights.ts';

const COUNTERS = ['sold', 'held', 'blocked', 'out_of_order'] as const;

/**
 * Moves counters of nights that this transaction has locked; negative units give rooms back. It is a piece of a
 * statement, so that a booking and its counters are written in one round trip and never apart (R4). A night may be
 * named more than once; what is asked for it is summed.
 */
export function moveCounters(moves: readonly CounterMove[]): RawBuilder<unknown> {
  const nights = mergeMoves(moves);
  const moved = COUNTERS.filter((counter) => nights.some((night) => night[counter] !== 0));
  const counters = moved.length > 0 ? moved : (['sold'] as const);
  const units = counters.map((counter) => sql`${nights.map((night) => night[counter])}::int[]`);
  return sql`
    update rooms.inventory_days d set ${sql.raw(counters.map((counter) => `${counter} = d.${counter} + n.${counter}`).join(', '))}
    from unnest(${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[], ${sql.join(units)})
      as n(room_type_id, date, ${sql.raw(counters.join(', '))})
    where d.tenant_id = platform.current_tenant() and d.room_type_id = n.room_type_id and d.date = n.date and ${amongNights(nights)}`;
}

/** The same for sold units of nights that another part of the statement gives, as rows of `room_type_id, date, units`. */
export function giveBackSold(rows: string): RawBuilder<unknown> {
  return sql`
    update rooms.inventory_days d set sold = d.sold - n.units
    from ${sql.raw(rows)} as n
    where d.tenant_id = platform.current_tenant() and d.room_type_id = n.room_type_id and d.date = n.date`;
}
