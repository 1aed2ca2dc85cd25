import type { NewRoutingRule, RoutingRule } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { expectOpen, lockFolios } from '../queries.ts';

/** From now on, charges of this folio that fit the rule go to another window or account of the same hotel. */
export async function routeCharges(
  tx: Tx,
  folio_id: string,
  rule: Static<typeof NewRoutingRule>,
): Promise<Static<typeof RoutingRule>> {
  const folios = await lockFolios(tx, [folio_id, rule.to_folio_id]);
  const [from, to] = [found(folios.get(folio_id)), found(folios.get(rule.to_folio_id))];
  if (from.outlet_id !== to.outlet_id) throw badField('to_folio_id', 'belongs to another hotel');
  if (rule.start_date && rule.end_date && rule.end_date <= rule.start_date)
    throw badField('end_date', 'must be after start_date');
  for (const folio of folios.values()) expectOpen(folio);
  const made = {
    id: newId(),
    folio_id,
    charge_codes: rule.charge_codes ?? null,
    start_date: rule.start_date ?? null,
    end_date: rule.end_date ?? null,
    to_folio_id: rule.to_folio_id,
    to_window: rule.to_window ?? 1,
  };
  await tx.db
    .insertInto('folios.routing_rules')
    .values({ tenant_id: tx.tenant_id, ...made })
    .execute();
  audit(tx, {
    action: 'folios.route',
    entity_type: 'folio',
    entity_id: folio_id,
    outlet_id: from.outlet_id,
    after: made,
  });
  return made;
}
