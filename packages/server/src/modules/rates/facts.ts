import type { Guarantee, MealPlan } from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';
import { ROOM_TYPE_TERMS } from '../rooms/index.ts';
import type { CancellationTerms } from './policies.ts';
import type { PromotionRule } from './promotions.ts';
import type { ChildPrice, NightPrice } from './rules.ts';
import type { TaxRule } from './taxes.ts';

export interface PricedType {
  id: string;
  code: string;
  name: string;
  base_occupancy: number;
  max_occupancy: number;
  is_active: boolean;
}

export interface PlanFacts {
  id: string;
  code: string;
  name: string;
  is_default: boolean;
  is_active: boolean;
  parent_plan_id: string | null;
  derivation: 'PERCENT' | 'AMOUNT' | null;
  derivation_value: number | null;
  rounding_minor: number;
  meal_plan: MealPlan;
  guarantee: Guarantee;
  deposit_bp: number;
  cancellation_terms: CancellationTerms | null;
  child_prices: ChildPrice[];
}

type OwnPrice = NightPrice & { rate_plan_id: string; room_type_id: string };

/** All that the prices of an outlet follow from, for some nights. */
export interface PriceFacts {
  outlet_id: string;
  outlet_name: string;
  currency: string;
  business_date: string;
  room_types: PricedType[];
  plans: PlanFacts[];
  flat_prices: OwnPrice[];
  daily_rates: (OwnPrice & { date: string })[];
  taxes: TaxRule[];
  promotions: PromotionRule[];
}

interface FactsWanted {
  start_date: string;
  end_date: string;
  promotion_code?: string | undefined;
  /** Only this type, on sale or not; all types on sale if left out. */
  room_type_id?: string | undefined;
}

/**
 * The facts of the outlet `o` as a JSON column of another statement: `o` is a row of `OUTLET_TERMS` there. Everything
 * else about prices is decided by pure functions over them, so a stay is priced in one round trip.
 */
export function priceFactsOf({ start_date, end_date, promotion_code, room_type_id }: FactsWanted): RawBuilder<unknown> {
  const type = room_type_id ? sql`t.id = ${room_type_id}` : sql`t.is_active`;
  const priced = room_type_id ? sql`p.room_type_id = ${room_type_id}` : sql`true`;
  return sql`json_build_object(
    'outlet_id', o.id, 'outlet_name', o.name, 'currency', o.currency, 'business_date', o.business_date,
    'room_types', ${listed(sql`select t.id, t.code, t.name, t.base_occupancy, t.max_occupancy, t.is_active
      from ${sql.raw(ROOM_TYPE_TERMS)} t where t.outlet_id = o.id and ${type} order by t.code`)},
    'plans', ${listed(sql`select r.id, r.code, r.name, r.is_default, r.is_active, r.parent_plan_id, r.derivation, r.derivation_value,
        r.rounding_minor, r.meal_plan, r.guarantee, r.deposit_bp, ${sql.raw(TERMS_OF_PLAN)} as cancellation_terms,
        ${listed(sql`select c.from_age, c.to_age, c.price_minor from rates.child_prices c
          where c.tenant_id = r.tenant_id and c.rate_plan_id = r.id order by c.from_age`)} as child_prices
      from rates.rate_plans r where r.outlet_id = o.id order by r.is_default desc, r.code`)},
    'flat_prices', ${listed(sql`select p.rate_plan_id, p.room_type_id, p.price_minor, p.single_minor, p.extra_adult_minor
      from rates.flat_prices p join rates.rate_plans r on r.tenant_id = p.tenant_id and r.id = p.rate_plan_id
      where r.outlet_id = o.id and ${priced}`)},
    'daily_rates', ${listed(sql`select p.rate_plan_id, p.room_type_id, p.date, p.price_minor, p.single_minor, p.extra_adult_minor
      from rates.daily_rates p join rates.rate_plans r on r.tenant_id = p.tenant_id and r.id = p.rate_plan_id
      where r.outlet_id = o.id and ${priced} and p.date >= ${start_date}::date and p.date < ${end_date}::date`)},
    'taxes', ${listed(sql`select ${sql.raw(TAX_RULE_COLUMNS)} from rates.taxes x where x.outlet_id = o.id`)},
    'promotions', ${listed(sql`select m.id, m.code, m.name, m.kind, m.value, m.min_nights, m.book_from, m.book_to, m.stay_from, m.stay_to,
        m.rate_plan_id, m.usage_limit, m.used_count
      from rates.promotions m where m.outlet_id = o.id and m.is_active
        and (m.code is null or lower(m.code) = lower(${promotion_code ?? null}::text)) order by m.id`)})`;
}

/** The facts of several outlets, in one statement however many types and plans they have. */
export async function priceFactsOfOutlets(
  tx: Tx,
  outlet_ids: readonly string[],
  wanted: FactsWanted,
): Promise<PriceFacts[]> {
  const { rows } = await sql<{ facts: PriceFacts }>`
    select ${priceFactsOf(wanted)} as facts from ${sql.raw(OUTLET_TERMS)} o
    where o.id = any(${[...outlet_ids]}::uuid[]) order by o.name, o.id`.execute(tx.db);
  return rows.map((row) => row.facts);
}

/** The facts about one room type, if the tenant has it. */
export async function priceFactsOfType(
  tx: Tx,
  room_type_id: string,
  wanted: FactsWanted,
): Promise<PriceFacts | undefined> {
  const { rows } = await sql<{ facts: PriceFacts }>`
    select ${priceFactsOf({ ...wanted, room_type_id })} as facts
    from ${sql.raw(ROOM_TYPE_TERMS)} k join ${sql.raw(OUTLET_TERMS)} o on o.id = k.outlet_id
    where k.id = ${room_type_id}`.execute(tx.db);
  return rows[0]?.facts;
}

const listed = (rows: RawBuilder<unknown>) => sql`coalesce((select json_agg(row_to_json(x)) from (${rows}) x), '[]')`;

const TERMS_OF_PLAN = `(select json_build_object('code', c.code, 'name', c.name, 'free_until_days', c.free_until_days,
    'free_until_hour', c.free_until_hour, 'late_charge', c.late_charge, 'late_charge_bp', c.late_charge_bp,
    'no_show_charge', c.no_show_charge, 'no_show_charge_bp', c.no_show_charge_bp)
  from rates.cancellation_policies c where c.tenant_id = r.tenant_id and c.id = r.cancellation_policy_id)`;

const TAX_RULE_COLUMNS = `x.id, x.code, x.name, x.category, x.kind, x.rate_bp, x.amount_minor, x.basis, x.is_inclusive, x.is_compound,
  x.max_nights, x.exempt_under_age, x.sort_order, x.start_date, x.end_date`;

/** The taxes and fees of an outlet, for `taxesOn`. */
export async function taxRulesOf(tx: Tx, outlet_id: string): Promise<TaxRule[]> {
  const { rows } = await sql<TaxRule>`
    select ${sql.raw(TAX_RULE_COLUMNS)} from rates.taxes x
    where x.outlet_id = ${outlet_id} order by x.sort_order, x.code`.execute(tx.db);
  return rows;
}
