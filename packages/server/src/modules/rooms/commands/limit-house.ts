import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';

/** Nobody opens nights of a hotel while somebody limits it as a whole: else a new night would not know of the limit. */
export async function takeTurnsAt(tx: Tx, outlet_id: string, mode: 'limit' | 'open'): Promise<void> {
  const lock = mode === 'limit' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
  await sql`select ${sql.raw(lock)}(hashtextextended(${`house:${outlet_id}`}, 0))`.execute(tx.db);
}

/** Limits how many units the whole house takes on these nights, over all its types; null takes the limit away. */
export async function limitHouse(
  tx: Tx,
  outlet_id: string,
  dates: readonly string[],
  most_units: number | null,
): Promise<void> {
  await takeTurnsAt(tx, outlet_id, 'limit');
  const { rows } = await sql<{ room_type_id: string; date: string; taken: number }>`
    select d.room_type_id, d.date, d.sold + d.held + d.blocked as taken
    from rooms.inventory_days d join rooms.room_types t on t.tenant_id = d.tenant_id and t.id = d.room_type_id
    where t.outlet_id = ${outlet_id} and d.date = any(${[...dates]}::date[])
    order by d.room_type_id, d.date for update of d nowait`.execute(tx.db);
  const taken = new Map(dates.map((date) => [date, 0]));
  for (const row of rows) taken.set(row.date, taken.get(row.date)! + row.taken);
  if (most_units === null)
    await sql`
    delete from rooms.house_days where outlet_id = ${outlet_id} and date = any(${[...dates]}::date[])`.execute(tx.db);
  else await write(tx, outlet_id, taken, most_units);
  await sql`
    update rooms.inventory_days d set is_house_limited = ${most_units !== null}
    from rooms.room_types t
    where t.tenant_id = d.tenant_id and t.id = d.room_type_id and t.outlet_id = ${outlet_id} and d.date = any(${[...dates]}::date[])`.execute(
    tx.db,
  );
}

async function write(tx: Tx, outlet_id: string, taken: ReadonlyMap<string, number>, most_units: number): Promise<void> {
  const over = [...taken].find(([, units]) => units > most_units);
  if (over)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'UNITS_ALREADY_TAKEN', date: over[0], taken: over[1], most: most_units },
      `On ${over[0]} the house has ${over[1]} rooms taken already, so it cannot be limited to ${most_units}.`,
    );
  await sql`
    insert into rooms.house_days (tenant_id, outlet_id, date, most_units, taken)
    select ${tx.tenant_id}, ${outlet_id}, n.date, ${most_units}, n.taken
    from unnest(${[...taken.keys()]}::date[], ${[...taken.values()]}::int[]) as n(date, taken) order by n.date
    on conflict (tenant_id, outlet_id, date) do update set most_units = excluded.most_units, taken = excluded.taken`.execute(
    tx.db,
  );
}
