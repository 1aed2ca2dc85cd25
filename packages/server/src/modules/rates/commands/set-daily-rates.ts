import { MOST_RATE_DAYS, type DailyRatesChange } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { daysBetween } from '../../../platform/clock.ts';
import { badField, DomainError } from '../../../platform/errors.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { ROOM_TYPE_TERMS } from '../../rooms/index.ts';
import type { RatePlanRow } from '../queries.ts';
import { changePrice, type NightPrice } from '../rules.ts';
import { announceRates, expectNoOwnPrices } from './create-rate-plan.ts';

type Change = Static<typeof DailyRatesChange>;
type Night = { room_type_id: string; date: string; price: NightPrice | null };

/**
 * Changes the plan's prices of some types over a range, on some weekdays. The plan's row is locked first, so that two
 * who add to the same prices add both. Three statements, however many nights; bookings keep the price they were made at.
 */
export async function setDailyRates(tx: Tx, plan: RatePlanRow, change: Change): Promise<number> {
  const days = daysBetween(change.start_date, change.end_date);
  if (days < 1) throw badField('end_date', 'must be after start_date');
  if (days > MOST_RATE_DAYS) throw badField('end_date', `must be within ${MOST_RATE_DAYS} days of start_date`);
  if (change.change !== 'CLEAR' && change.value === undefined) throw badField('value', 'is needed');
  if (change.change === 'SET' && change.value! < 0) throw badField('value', 'must not be negative');
  expectNoOwnPrices(plan.parent_plan_id, [change]);
  // A statement of its own: the next one then sees what whoever held the lock has written.
  await sql`select from rates.rate_plans where id = ${plan.id} for update`.execute(tx.db);
  const nights = await nightsOfChange(tx, plan, change);
  const known = new Set(nights.map((night) => night.room_type_id));
  const unknown = change.room_type_ids.findIndex((id) => !known.has(id));
  if (unknown >= 0 && nights.length > 0)
    throw badField(`room_type_ids.${unknown}`, 'is not a room type of this outlet');
  await (change.change === 'CLEAR' ? clear(tx, plan, nights) : write(tx, plan, nights, change));
  const { rate_plan_id: _, ...what } = change;
  audit(tx, {
    action: 'rates.set_daily',
    entity_type: 'rate_plan',
    entity_id: plan.id,
    outlet_id: plan.outlet_id,
    after: { ...what, nights: nights.length },
  });
  announceRates(tx, plan, { start_date: change.start_date, end_date: change.end_date });
  return nights.length;
}

/** The nights that the change is about, each with the price that it has now. */
async function nightsOfChange(tx: Tx, plan: RatePlanRow, change: Change): Promise<Night[]> {
  const { rows } = await sql<Night>`
    select t.id as room_type_id, n.date::date as date,
      case when coalesce(d.price_minor, f.price_minor) is not null then json_build_object(
        'price_minor', coalesce(d.price_minor, f.price_minor),
        'single_minor', case when d.date is null then f.single_minor else d.single_minor end,
        'extra_adult_minor', case when d.date is null then f.extra_adult_minor else d.extra_adult_minor end) end as price
    from ${sql.raw(ROOM_TYPE_TERMS)} t
    cross join generate_series(${change.start_date}::date, ${change.end_date}::date - 1, interval '1 day') as n(date)
    left join rates.flat_prices f on f.rate_plan_id = ${plan.id} and f.room_type_id = t.id
    left join rates.daily_rates d on d.rate_plan_id = ${plan.id} and d.room_type_id = t.id and d.date = n.date::date
    where t.outlet_id = ${plan.outlet_id} and t.id = any(${[...change.room_type_ids]}::uuid[])
      and extract(isodow from n.date)::int = any(${change.weekdays ?? [1, 2, 3, 4, 5, 6, 7]}::int[])
    order by t.id, n.date`.execute(tx.db);
  return rows;
}

async function write(tx: Tx, plan: RatePlanRow, nights: readonly Night[], change: Change): Promise<void> {
  const { value = 0, rounding_minor = 1 } = change;
  const kind = change.change as 'SET' | 'AMOUNT' | 'PERCENT';
  const prices = nights.map(({ price, date, room_type_id }) => {
    if (!price && kind !== 'SET')
      throw new DomainError(
        'NO_PRICE',
        { date, room_type_id, rate_plan: plan.code },
        `There is no price on ${date} yet to add to.`,
      );
    return changePrice(price?.price_minor ?? 0, kind, value, rounding_minor);
  });
  const kept = (wanted: number | null | undefined, now: number | null | undefined) =>
    wanted === undefined ? (now ?? null) : wanted;
  await sql`
    insert into rates.daily_rates (tenant_id, rate_plan_id, room_type_id, date, price_minor, single_minor, extra_adult_minor)
    select ${tx.tenant_id}, ${plan.id}, n.* from unnest(
      ${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[], ${prices}::bigint[],
      ${nights.map(({ price }) => kept(change.single_minor, price?.single_minor))}::bigint[],
      ${nights.map(({ price }) => kept(change.extra_adult_minor, price?.extra_adult_minor))}::bigint[])
      as n(room_type_id, date, price_minor, single_minor, extra_adult_minor)
    on conflict (tenant_id, room_type_id, date, rate_plan_id) do update set price_minor = excluded.price_minor,
      single_minor = excluded.single_minor, extra_adult_minor = excluded.extra_adult_minor`.execute(tx.db);
}

async function clear(tx: Tx, plan: RatePlanRow, nights: readonly Night[]): Promise<void> {
  await sql`
    delete from rates.daily_rates d using unnest(
      ${nights.map((night) => night.room_type_id)}::uuid[], ${nights.map((night) => night.date)}::date[]) as n(room_type_id, date)
    where d.rate_plan_id = ${plan.id} and d.room_type_id = n.room_type_id and d.date = n.date`.execute(tx.db);
}
