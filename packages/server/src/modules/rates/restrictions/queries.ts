import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/transaction.ts';
import { expectUnrestricted, refusalsIn, type AppliedRestriction, type Refusal, type RestrictedStay } from './rules.ts';

/** A stay that is asked about. The channel is the name of an outside channel, or the source of the booking, such as DIRECT. */
export interface AskedStay extends RestrictedStay {
  outlet_id: string;
  room_type_id: string;
  rate_plan_id: string | null;
  channel: string | null;
}

/** Where in another statement the things stand that decide which restrictions apply; texts are SQL, not values. */
interface StaySql {
  outlet_id: string;
  room_type_id: string;
  rate_plan_id: string;
  channel: RawBuilder<unknown>;
  start_date: RawBuilder<unknown>;
  end_date: RawBuilder<unknown>;
}

/**
 * The restrictions on a stay as a JSON column of another statement, so that pricing a stay and asking whether it may
 * be sold are one round trip. The day of departure is looked at too.
 */
export function restrictionsOnStay(stay: StaySql): RawBuilder<unknown> {
  return sql`coalesce((
    select json_agg(json_build_object('date', x.date, 'rule', x.rule, 'value', x.value, 'room_type_id', x.room_type_id,
                                      'rate_plan_id', x.rate_plan_id, 'channel', x.channel))
    from rates.restrictions x
    where x.tenant_id = platform.current_tenant() and x.outlet_id = ${sql.raw(stay.outlet_id)}
      and x.date between ${stay.start_date} and ${stay.end_date}
      and (x.room_type_id is null or x.room_type_id = ${sql.raw(stay.room_type_id)})
      and (x.rate_plan_id is null or x.rate_plan_id = ${sql.raw(stay.rate_plan_id)})
      and (x.channel is null or x.channel = ${stay.channel})), '[]'::json)`;
}

/** What refuses each of these stays, in the same order, in one statement; nothing where a stay may be sold. */
export async function refusalsOf(tx: Tx, stays: readonly AskedStay[]): Promise<Refusal[][]> {
  if (stays.length === 0) return [];
  const restrictions = await restrictionsOf(tx, stays);
  return stays.map((stay, index) => refusalsIn(stay, restrictions[index]!));
}

/** Refuses with RESTRICTED, naming rule and date, where a restriction closes the stay to sale (R12). */
export async function expectSellable(tx: Tx, stay: AskedStay): Promise<void> {
  const [restrictions] = await restrictionsOf(tx, [stay]);
  expectUnrestricted(stay, restrictions!);
}

async function restrictionsOf(tx: Tx, stays: readonly AskedStay[]): Promise<AppliedRestriction[][]> {
  const { rows } = await sql<{ restrictions: AppliedRestriction[] }>`
    select ${restrictionsOnStay({
      outlet_id: 's.outlet_id',
      room_type_id: 's.room_type_id',
      rate_plan_id: 's.rate_plan_id',
      channel: sql`s.channel`,
      start_date: sql`s.start_date`,
      end_date: sql`s.end_date`,
    })} as restrictions
    from unnest(${stays.map((stay) => stay.outlet_id)}::uuid[], ${stays.map((stay) => stay.room_type_id)}::uuid[],
                ${stays.map((stay) => stay.rate_plan_id)}::uuid[], ${stays.map((stay) => stay.channel)}::text[],
                ${stays.map((stay) => stay.start_date)}::date[], ${stays.map((stay) => stay.end_date)}::date[])
      with ordinality as s(outlet_id, room_type_id, rate_plan_id, channel, start_date, end_date, place)
    order by s.place`.execute(tx.db);
  return rows.map((row) => row.restrictions);
}

/** The restrictions of an outlet from `from` up to, and without, `to`. */
export async function restrictionsBetween(
  tx: Tx,
  outlet_id: string,
  from: string,
  to: string,
): Promise<AppliedRestriction[]> {
  const { rows } = await sql<AppliedRestriction>`
    select room_type_id, rate_plan_id, channel, date, rule, value from rates.restrictions
    where outlet_id = ${outlet_id} and date >= ${from}::date and date < ${to}::date
    order by date, rule, room_type_id nulls first, rate_plan_id nulls first, channel nulls first`.execute(tx.db);
  return rows;
}
