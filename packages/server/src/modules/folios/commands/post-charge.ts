import type { PostedTax, Posting } from '@hostelry/contracts';
import { sql } from 'kysely';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import { assertMinor } from '../../../platform/money.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { OUTLET_TERMS } from '../../outlets/index.ts';
import { taxRulesOf } from '../../rates/index.ts';
import { lockFolios, expectOpen, POSTING_COLUMNS } from '../queries.ts';
import { stayCards } from '../stays.ts';
import { ledgerOf, routeOf, type Rule } from '../rules.ts';
import { taxesOfCharge, type SoldNight } from '../taxes.ts';
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
  /** The taxes on it, where whoever charges knows them; else the hotel’s own rules say. Exclusive ones come on top. */
  taxes?: readonly PostedTax[] | undefined;
  /** Of a night that was sold. */
  night?: SoldNight | undefined;
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
  const code = await codeOf(tx, from.outlet_id, charge.charge_code);
  const route = charge.window_no ? undefined : routeOf(from.rules, code, date);
  const folio_id = route?.to_folio_id ?? from.folio_id;
  const folios = await lockFolios(tx, [from.folio_id, folio_id]);
  const folio = found(folios.get(folio_id));
  const earlier = charge.source_key ? await postingOfSource(tx, charge.source_key) : undefined;
  if (earlier) return earlier;
  for (const each of folios.values()) expectOpen(each);
  const { category } = code;
  const { amount_minor, night } = charge;
  const taxes = [
    ...(charge.taxes ?? taxesOfCharge(await taxRulesOf(tx, folio.outlet_id), { category, amount_minor, date, night })),
  ];
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
      description: charge.description ?? code.name,
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
  // A folio's own rules come first, then what the guest's group pays for.
  const { rows } = await sql<{ folio_id: string; outlet_id: string; business_date: string; rules: Rule[] }>`
    select f.id as folio_id, f.outlet_id, o.business_date::text as business_date,
      coalesce((select json_agg(r order by r.own desc, r.created_at, r.id) from (
        select true as own, created_at, id, charge_codes, categories, start_date, end_date, to_folio_id, to_window
        from folios.routing_rules where tenant_id = f.tenant_id and folio_id = f.id
        union all
        select false, m.created_at, m.id, null, m.pays_categories, null, null, m.id, 1
        from ${sql.raw(stayCards())} s
        join folios.folios m on m.tenant_id = f.tenant_id and m.block_id = s.block_id and m.kind = 'MASTER'
        where s.reservation_id = f.reservation_id and m.pays_categories is not null and m.status = 'OPEN') r), '[]') as rules
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

/** A charge code of the hotel that may be charged; a hotel without any gets the usual ones first. */
async function codeOf(tx: Tx, outlet_id: string, code: string): Promise<ChargedCode> {
  const ask = async () =>
    (
      await sql<ChargedCode>`
        select code, name, category from folios.charge_codes
        where outlet_id = ${outlet_id} and code = ${code} and is_active`.execute(tx.db)
    ).rows[0];
  const known = await ask();
  if (known) return known;
  await seedChargeCodes(tx, outlet_id);
  const seeded = await ask();
  if (!seeded) throw badField('charge_code', 'is not a charge code of this hotel');
  return seeded;
}

interface ChargedCode {
  code: string;
  name: string;
  category: string;
}
