import type { PostedTax, Posting } from '@hostelry/contracts';
import { sql } from 'kysely';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import { assertMinor } from '../../../platform/money.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';
import { chargeCodesOf, lockFolios, expectOpen, POSTING_COLUMNS } from '../queries.ts';
import { ledgerOf, routeOf, type Rule } from '../rules.ts';
import { appendPostings } from './append-postings.ts';
import { seedChargeCodes } from './open-folio.ts';

export interface Charge {
  folio_id?: string | undefined;
  /** Instead of a folio: the guest's folio of this reservation. */
  reservation_id?: string | undefined;
  charge_code: string;
  description?: string | undefined;
  quantity?: number | undefined;
  /** The whole charge, inclusive taxes inside. */
  amount_minor: number;
  /** The taxes on it, where whoever charges knows them; exclusive ones come on top. */
  taxes?: readonly PostedTax[] | undefined;
  /** The business day to post to; the open one unless said. */
  date?: string | undefined;
  /** Said, it overrules the routing. */
  window_no?: number | undefined;
  source: string;
  source_key?: string | undefined;
}

/** Charges a folio, or wherever its routing leads. A `source_key` that was charged already is charged once. */
export async function postCharge(tx: Tx, charge: Charge): Promise<Posting> {
  assertMinor(charge.amount_minor);
  const from = await routesFrom(tx, charge);
  const date = charge.date ?? from.business_date;
  const route = charge.window_no ? undefined : routeOf(from.rules, charge.charge_code, date);
  const folio_id = route?.to_folio_id ?? from.folio_id;
  const folios = await lockFolios(tx, [from.folio_id, folio_id]);
  const folio = found(folios.get(folio_id));
  const earlier = charge.source_key ? await postingOfSource(tx, charge.source_key) : undefined;
  if (earlier) return earlier;
  for (const each of folios.values()) expectOpen(each);
  const name = await nameOf(tx, folio.outlet_id, charge.charge_code);
  const taxes = [...(charge.taxes ?? [])];
  const sum = (inclusive: boolean) =>
    taxes.reduce((total, tax) => total + (tax.is_inclusive === inclusive ? tax.amount_minor : 0), 0);
  const [posting] = await appendPostings(tx, [
    {
      outlet_id: folio.outlet_id,
      folio_id,
      window_no: charge.window_no ?? route?.to_window ?? 1,
      kind: 'CHARGE',
      ledger: ledgerOf(folio.kind),
      charge_code: charge.charge_code,
      description: charge.description ?? name,
      quantity: charge.quantity ?? 1,
      amount_minor: charge.amount_minor + sum(false),
      net_minor: charge.amount_minor - sum(true),
      tax_minor: sum(true) + sum(false),
      taxes,
      business_date: date,
      source: charge.source,
      source_key: charge.source_key ?? null,
    },
  ]);
  return posting ?? found(await postingOfSource(tx, charge.source_key!));
}

async function routesFrom(tx: Tx, { folio_id, reservation_id }: Charge) {
  const one = folio_id
    ? sql`f.id = ${folio_id}`
    : sql`f.reservation_id = ${reservation_id ?? null} and f.kind = 'GUEST'`;
  const { rows } = await sql<{ folio_id: string; business_date: string; rules: Rule[] }>`
    select f.id as folio_id, o.business_date::text as business_date,
      coalesce((select json_agg(r order by r.created_at, r.id) from folios.routing_rules r
        where r.tenant_id = f.tenant_id and r.folio_id = f.id), '[]') as rules
    from folios.folios f join ${sql.raw(OUTLET_TERMS)} o on o.id = f.outlet_id
    where ${one}`.execute(tx.db);
  if (!rows[0]) throw new DomainError('NOT_FOUND', undefined, 'There is no folio to charge.');
  return rows[0];
}

export async function postingOfSource(tx: Tx, source_key: string): Promise<Posting | undefined> {
  const { rows } = await sql<Posting>`
    select ${sql.raw(POSTING_COLUMNS)} from folios.postings p where p.source_key = ${source_key}`.execute(tx.db);
  return rows[0];
}

/** The name of a charge code, which also says that the hotel has it. */
async function nameOf(tx: Tx, outlet_id: string, code: string): Promise<string> {
  let codes = await chargeCodesOf(tx, outlet_id);
  if (codes.length === 0) {
    await seedChargeCodes(tx, outlet_id);
    codes = await chargeCodesOf(tx, outlet_id);
  }
  const known = codes.find((each) => each.code === code);
  if (!known) throw badField('charge_code', 'is not a charge code of this hotel');
  return known.name;
}
