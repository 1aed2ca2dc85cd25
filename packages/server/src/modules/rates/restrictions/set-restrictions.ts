import { YES_OR_NO_RULES, type RestrictionsChange } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { addDays, daysBetween } from '../../../platform/clock.ts';
import { badField } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { ROOM_TYPE_TERMS } from '../../rooms/index.ts';

const MOST_RESTRICTIONS_AT_ONCE = 100_000;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

type Change = Static<typeof RestrictionsChange>;

/**
 * Sets or clears restrictions over a range of dates, on some days of the week, for every pair of the types, plans and
 * channels named. What the change does not name stays as it is.
 */
export async function setRestrictions(tx: Tx, change: Change): Promise<{ set: number; cleared: number }> {
  expectManageable(change);
  await expectOfOutlet(tx, change);
  const cleared = await clear(tx, change);
  const set = await write(tx, change);
  const { outlet_id, start_date, end_date } = change;
  emit(tx, {
    type: 'restrictions.changed',
    aggregate_type: 'outlet',
    aggregate_id: outlet_id,
    outlet_id,
    data: { start_date, end_date, set, cleared },
  });
  audit(tx, { action: 'restrictions.set', entity_type: 'outlet', entity_id: outlet_id, outlet_id, after: change });
  return { set, cleared };
}

function expectManageable(change: Change): void {
  const days = daysBetween(change.start_date, change.end_date);
  if (days < 1) throw badField('end_date', 'must be after start_date');
  const rules = change.rules.map((each) => each.rule);
  const twice = rules.findIndex((rule, index) => rules.indexOf(rule) !== index);
  if (twice >= 0) throw badField(`rules.${twice}.rule`, 'is named twice');
  const odd = change.rules.findIndex(({ rule, value }) => YES_OR_NO_RULES.includes(rule) && (value ?? 0) > 1);
  if (odd >= 0) throw badField(`rules.${odd}.value`, 'must be 1 or 0, because this rule only says yes or no');
  const each = [change.room_type_ids, change.rate_plan_ids, change.channels].map((list) => list?.length ?? 1);
  if (each.reduce((product, count) => product * count, days * rules.length) > MOST_RESTRICTIONS_AT_ONCE)
    throw badField('end_date', 'reaches too far for so many types, plans and channels at once');
}

async function expectOfOutlet(tx: Tx, { outlet_id, room_type_ids = [], rate_plan_ids = [] }: Change): Promise<void> {
  if (room_type_ids.length + rate_plan_ids.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.raw(ROOM_TYPE_TERMS)} t where outlet_id = ${outlet_id} and id = any(${room_type_ids}::uuid[])
    union all select id from rates.rate_plans where outlet_id = ${outlet_id} and id = any(${rate_plan_ids}::uuid[])`.execute(
    tx.db,
  );
  const known = new Set(rows.map((row) => row.id));
  const type = room_type_ids.findIndex((id) => !known.has(id));
  if (type >= 0) throw badField(`room_type_ids.${type}`, 'is not a room type of this outlet');
  const plan = rate_plan_ids.findIndex((id) => !known.has(id));
  if (plan >= 0) throw badField(`rate_plan_ids.${plan}`, 'is not a rate plan of this outlet');
}

async function clear(tx: Tx, change: Change): Promise<number> {
  const rules = change.rules.filter((each) => each.value === null).map((each) => each.rule);
  if (rules.length === 0) return 0;
  const { room_type_ids, rate_plan_ids, channels } = scopeOf(change);
  const { numAffectedRows } = await sql`
    delete from rates.restrictions x
    where x.outlet_id = ${change.outlet_id} and x.date >= ${change.start_date}::date and x.date < ${change.end_date}::date
      and x.rule = any(${rules}::text[]) and extract(isodow from x.date)::int = any(${change.weekdays ?? EVERY_DAY}::int[])
      and exists (select 1 from unnest(${room_type_ids}::uuid[]) as t(id) where t.id is not distinct from x.room_type_id)
      and exists (select 1 from unnest(${rate_plan_ids}::uuid[]) as p(id) where p.id is not distinct from x.rate_plan_id)
      and exists (select 1 from unnest(${channels}::text[]) as c(name) where c.name is not distinct from x.channel)`.execute(
    tx.db,
  );
  return Number(numAffectedRows ?? 0);
}

async function write(tx: Tx, change: Change): Promise<number> {
  const rules = change.rules.filter((each) => each.value !== null);
  if (rules.length === 0) return 0;
  const { room_type_ids, rate_plan_ids, channels } = scopeOf(change);
  const { numAffectedRows } = await sql`
    insert into rates.restrictions (tenant_id, outlet_id, room_type_id, rate_plan_id, channel, date, rule, value)
    select ${tx.tenant_id}, ${change.outlet_id}, t.id, p.id, c.name, day::date, r.rule, r.value
    from generate_series(${change.start_date}::date, ${addDays(change.end_date, -1)}::date, interval '1 day') as day
    cross join unnest(${rules.map((each) => each.rule)}::text[], ${rules.map((each) => each.value)}::int[]) as r(rule, value)
    cross join unnest(${room_type_ids}::uuid[]) as t(id)
    cross join unnest(${rate_plan_ids}::uuid[]) as p(id)
    cross join unnest(${channels}::text[]) as c(name)
    where extract(isodow from day)::int = any(${change.weekdays ?? EVERY_DAY}::int[])
    order by day, r.rule, t.id, p.id, c.name
    on conflict on constraint restrictions_one_each do update set value = excluded.value`.execute(tx.db);
  return Number(numAffectedRows ?? 0);
}

/** What is left out is the broad row itself, not every narrow one: null stands for "all of them". */
function scopeOf({ room_type_ids, rate_plan_ids, channels }: Change) {
  return {
    room_type_ids: distinct(room_type_ids),
    rate_plan_ids: distinct(rate_plan_ids),
    channels: distinct(channels),
  };
}

function distinct(values: readonly string[] | undefined): (string | null)[] {
  return values ? [...new Set(values)] : [null];
}
