import { sql } from 'kysely';
import { addDays, nightsOf } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/transaction.ts';
import {
  mostSpecific,
  priceFactsOfOutlets,
  priceType,
  restrictionsBetween,
  type AppliedRestriction,
  type PriceFacts,
} from '../../rates/index.ts';
import { FREE_NIGHTS } from '../../rooms/index.ts';
import type { NightValue } from './updates.ts';

export interface Mapped {
  room_type_id: string;
  rate_plan_id: string | null;
  remote_room_id: string;
  remote_rate_id: string;
  occupancy: number | null;
}

interface Stretch {
  start_date: string;
  end_date: string;
}

/** What is so on each night of a stretch for these mappings: units left, price, and rules. Few statements, however many nights. */
export async function nightValues(
  tx: Tx,
  channel: { outlet_id: string; name: string },
  mappings: readonly Mapped[],
  { start_date, end_date }: Stretch,
): Promise<NightValue[]> {
  const types = [...new Set(mappings.map((mapping) => mapping.room_type_id))];
  const { rows: nights } = await sql<{ room_type_id: string; date: string; available: number }>`
    select n.room_type_id, n.date, n.available from ${sql.raw(FREE_NIGHTS)} n
    where n.tenant_id = ${tx.tenant_id} and n.room_type_id = any(${types}::uuid[])
      and n.date >= ${start_date}::date and n.date < ${end_date}::date`.execute(tx.db);
  const free = new Map(nights.map((night) => [`${night.room_type_id} ${night.date}`, night.available]));
  const [facts] = await priceFactsOfOutlets(tx, [channel.outlet_id], { start_date, end_date });
  const restrictions = await restrictionsBetween(tx, channel.outlet_id, start_date, end_date);
  const dates = nightsOf(start_date, end_date);
  const rooms = new Map(mappings.map((mapping) => [mapping.remote_room_id, mapping]));
  return [
    ...[...rooms.values()].flatMap(({ remote_room_id, room_type_id }) =>
      dates.map((date): NightValue => {
        const value = String(Math.max(0, free.get(`${room_type_id} ${date}`) ?? 0));
        return { kind: 'AVAILABILITY', room_id: remote_room_id, rate_id: '', date, value };
      }),
    ),
    ...mappings.flatMap((mapping) =>
      dates.flatMap((date): NightValue[] => {
        const at = { room_id: mapping.remote_room_id, rate_id: mapping.remote_rate_id, date };
        return [
          { kind: 'RATE', ...at, value: priceOn(facts!, mapping, date) },
          { kind: 'RESTRICTION', ...at, value: rulesOn(restrictions, channel.name, mapping, date) },
        ];
      }),
    ),
  ];
}

function priceOn(facts: PriceFacts, mapping: Mapped, date: string): string {
  const adults =
    mapping.occupancy ?? facts.room_types.find((type) => type.id === mapping.room_type_id)?.base_occupancy ?? 1;
  const wish = { start_date: date, end_date: addDays(date, 1), rooms: 1, adults, children: 0 };
  const price = priceType(facts, mapping.room_type_id, mapping.rate_plan_id, wish);
  const is_priced = price && price.rate_plan_id !== null && price.unpriced_on === null;
  return `${facts.currency} ${is_priced ? price.nights[0]!.price_minor : '-'}`;
}

/** How restrictions name a channel: in capitals, without spaces. */
export function nameInRules(channel: string): string {
  return channel.toUpperCase().replace(/[^A-Z0-9_.-]+/g, '_');
}

/** The rules that count for a type in a plan on a channel: the most specific of each, unless it lifts what a broader one says. */
function rulesOn(restrictions: readonly AppliedRestriction[], channel: string, mapping: Mapped, date: string): string {
  const applying = restrictions.filter(
    (each) =>
      each.date === date &&
      (each.room_type_id === null || each.room_type_id === mapping.room_type_id) &&
      (each.rate_plan_id === null || each.rate_plan_id === mapping.rate_plan_id) &&
      (each.channel === null || each.channel === nameInRules(channel)),
  );
  const rules = [...new Set(applying.map((each) => each.rule))].sort();
  const counting = rules.flatMap((rule): [string, number][] => {
    const first = mostSpecific(applying.filter((each) => each.rule === rule));
    return first && first.value > 0 ? [[rule, first.value]] : [];
  });
  return JSON.stringify(Object.fromEntries(counting));
}
