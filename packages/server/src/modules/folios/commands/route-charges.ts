import type { NewRoutingRule, RoutingRule, RoutingRuleChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { expectOpen, findRoutingRule, lockFolios } from '../queries.ts';

type Fields = Static<typeof NewRoutingRule>;

/** From now on, charges of this folio that fit the rule go to another window or account of the same hotel. */
export async function routeCharges(tx: Tx, folio_id: string, wanted: Fields): Promise<RoutingRule> {
  const outlet_id = await expectRoute(tx, folio_id, wanted);
  const id = newId();
  await tx.db
    .insertInto('folios.routing_rules')
    .values({ tenant_id: tx.tenant_id, id, folio_id, created_at: tx.now.toISOString(), ...fieldsOf(wanted) })
    .execute();
  const after = await findRoutingRule(tx, id);
  announce(tx, { action: 'folios.route', folio_id, outlet_id, after });
  return after;
}

/** Changes what a rule routes, and where to. What it routed before stays there. */
export async function changeRouting(
  tx: Tx,
  before: RoutingRule,
  change: Static<typeof RoutingRuleChange>,
): Promise<RoutingRule> {
  const { id: _, to_folio_name: _n, folio_id, ...fields } = before;
  const wanted = { ...fields, ...change };
  const outlet_id = await expectRoute(tx, folio_id, wanted);
  await tx.db.updateTable('folios.routing_rules').set(fieldsOf(wanted)).where('id', '=', before.id).execute();
  const after = await findRoutingRule(tx, before.id);
  announce(tx, { action: 'folios.change_routing', folio_id, outlet_id, before, after });
  return after;
}

/** Takes a rule away: charges stay on the folio again. */
export async function removeRouting(tx: Tx, before: RoutingRule): Promise<void> {
  const folio = found((await lockFolios(tx, [before.folio_id])).get(before.folio_id));
  await tx.db.deleteFrom('folios.routing_rules').where('id', '=', before.id).execute();
  announce(tx, { action: 'folios.remove_routing', folio_id: folio.id, outlet_id: folio.outlet_id, before });
}

async function expectRoute(tx: Tx, folio_id: string, rule: Fields): Promise<string> {
  const folios = await lockFolios(tx, [folio_id, rule.to_folio_id]);
  const [from, to] = [found(folios.get(folio_id)), found(folios.get(rule.to_folio_id))];
  if (from.outlet_id !== to.outlet_id) throw badField('to_folio_id', 'belongs to another hotel');
  if (rule.start_date && rule.end_date && rule.end_date <= rule.start_date)
    throw badField('end_date', 'must be after start_date');
  if (rule.charge_codes && rule.categories) throw badField('categories', 'is said instead of charge_codes');
  for (const folio of folios.values()) expectOpen(folio);
  return from.outlet_id;
}

const fieldsOf = (rule: Fields) => ({
  charge_codes: rule.charge_codes ?? null,
  categories: rule.categories ?? null,
  start_date: rule.start_date ?? null,
  end_date: rule.end_date ?? null,
  to_folio_id: rule.to_folio_id,
  to_window: rule.to_window ?? 1,
});

function announce(
  tx: Tx,
  told: { action: string; folio_id: string; outlet_id: string; before?: RoutingRule; after?: RoutingRule },
): void {
  const { action, folio_id, outlet_id, ...states } = told;
  emit(tx, {
    type: 'folio.changed',
    aggregate_type: 'folio',
    aggregate_id: folio_id,
    outlet_id,
    data: { folio_id },
  });
  audit(tx, { action, entity_type: 'folio', entity_id: folio_id, outlet_id, ...states });
}
