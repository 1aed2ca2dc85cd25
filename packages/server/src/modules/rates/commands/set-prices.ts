import { sql } from 'kysely';
import { badField } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { ROOM_TYPE_TERMS } from '../../rooms/index.ts';
import type { ChildPrice } from '../rules.ts';

export interface FlatPrice {
  room_type_id: string;
  price_minor: number;
  single_minor?: number | null | undefined;
  extra_adult_minor?: number | null | undefined;
}

/** Sets the plan's nightly price for some room types of its own outlet; the others keep theirs. */
export async function setPrices(
  tx: Tx,
  plan: { id: string; outlet_id: string },
  prices: readonly FlatPrice[],
): Promise<void> {
  if (prices.length === 0) return;
  const ids = prices.map((price) => price.room_type_id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) throw badField(`prices.${twice}.room_type_id`, 'is named twice');
  const { rows } = await sql<{ room_type_id: string }>`
    insert into rates.flat_prices (tenant_id, rate_plan_id, room_type_id, price_minor, single_minor, extra_adult_minor)
    select ${tx.tenant_id}, ${plan.id}, t.id, n.price_minor, n.single_minor, n.extra_adult_minor
    from unnest(${ids}::uuid[], ${prices.map((price) => price.price_minor)}::bigint[],
      ${prices.map((price) => price.single_minor ?? null)}::bigint[],
      ${prices.map((price) => price.extra_adult_minor ?? null)}::bigint[])
      as n(room_type_id, price_minor, single_minor, extra_adult_minor)
    join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = n.room_type_id and t.outlet_id = ${plan.outlet_id}
    on conflict (tenant_id, rate_plan_id, room_type_id) do update
      set price_minor = excluded.price_minor, single_minor = excluded.single_minor, extra_adult_minor = excluded.extra_adult_minor
    returning room_type_id`.execute(tx.db);
  const known = new Set(rows.map((row) => row.room_type_id));
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown >= 0) throw badField(`prices.${unknown}.room_type_id`, 'is not a room type of this outlet');
}

/** Puts bands of ages in the place of those that the plan had. */
export async function setChildPrices(tx: Tx, rate_plan_id: string, bands: readonly ChildPrice[]): Promise<void> {
  const backwards = bands.findIndex((band) => band.to_age < band.from_age);
  if (backwards >= 0) throw badField(`child_prices.${backwards}.to_age`, 'must not be below from_age');
  await tx.db.deleteFrom('rates.child_prices').where('rate_plan_id', '=', rate_plan_id).execute();
  if (bands.length === 0) return;
  await tx.db
    .insertInto('rates.child_prices')
    .values(bands.map((band) => ({ tenant_id: tx.tenant_id, rate_plan_id, ...band })))
    .execute();
}
