import type { ChargeCode, Folio, FolioPayment, ListedFolio, Posting, RoutingRule } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { DomainError, found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';
import { stayCards } from './stays.ts';

export const BALANCE = `coalesce((select sum(p.amount_minor) from folios.postings p
    where p.tenant_id = f.tenant_id and p.folio_id = f.id), 0)::bigint`;

export const FOLIO_COLUMNS = `f.id, f.outlet_id, f.kind, f.status, f.name, f.reservation_id, f.booking_id, f.block_id,
  f.guest_id, f.company_id, f.currency, f.opened_on, f.closed_on, f.pays_categories, ${BALANCE} as balance_minor, f.version, f.created_at`;

export const POSTING_COLUMNS = `p.id, p.outlet_id, p.folio_id, p.window_no, p.kind, p.ledger, p.charge_code, p.description,
  p.quantity, p.amount_minor, p.net_minor, p.tax_minor, p.taxes, p.business_date, p.payment_id, p.source, p.source_key,
  p.reversal_of, p.part_of, p.link_id, p.reason, p.posted_by_name, p.created_at`;

const IS_REVERSED = `exists (select 1 from folios.postings r where r.tenant_id = p.tenant_id and r.reversal_of = p.id)`;

/** One folio with its balance, the sum of its postings (M11). */
export async function findFolio(tx: Tx, id: string): Promise<Folio> {
  const { rows } = await sql<Folio>`select ${sql.raw(FOLIO_COLUMNS)} from folios.folios f where f.id = ${id}`.execute(
    tx.db,
  );
  return found(rows[0]);
}

/** A folio with the stay that it is of. */
export const listedFolioColumns =
  (): string => `${FOLIO_COLUMNS}, (select json_build_object('reservation_id', s.reservation_id,
    'status', s.status, 'confirmation_code', s.confirmation_code, 'room_number', s.room_number, 'start_date', s.start_date,
    'end_date', s.end_date) from ${stayCards()} s where s.reservation_id = f.reservation_id) as stay`;

export async function findListedFolio(tx: Tx, id: string): Promise<ListedFolio> {
  const { rows } = await sql<ListedFolio>`
    select ${sql.raw(listedFolioColumns())} from folios.folios f where f.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/** The guest's folio of a reservation, if one was opened. */
export async function folioOfReservation(tx: Tx, reservation_id: string): Promise<Folio | undefined> {
  const { rows } = await sql<Folio>`
    select ${sql.raw(FOLIO_COLUMNS)} from folios.folios f
    where f.reservation_id = ${reservation_id} and f.kind = 'GUEST'`.execute(tx.db);
  return rows[0];
}

/** What a reservation still owes, or is owed where it is negative. */
export async function balanceOf(tx: Tx, reservation_id: string): Promise<number> {
  return (await folioOfReservation(tx, reservation_id))?.balance_minor ?? 0;
}

export interface LockedFolio extends Omit<Folio, 'balance_minor'> {
  business_date: string;
}

/** Locks folios in key order, each with its hotel's open day; a folio of another tenant is not found. */
export async function lockFolios(tx: Tx, ids: readonly string[]): Promise<Map<string, LockedFolio>> {
  const wanted = [...new Set(ids)];
  const { rows } = await sql<LockedFolio>`
    select f.*, o.business_date::text as business_date
    from folios.folios f join ${sql.raw(OUTLET_TERMS)} o on o.id = f.outlet_id
    where f.id = any(${wanted}::uuid[]) order by f.id for update of f`.execute(tx.db);
  if (rows.length < wanted.length) throw new DomainError('NOT_FOUND');
  return new Map(rows.map((row) => [row.id, row]));
}

/** A folio on its hotel's open day, as it is seen without holding it. */
export async function folioToday(tx: Tx, id: string): Promise<LockedFolio> {
  const { rows } = await sql<LockedFolio>`
    select f.*, o.business_date::text as business_date
    from folios.folios f join ${sql.raw(OUTLET_TERMS)} o on o.id = f.outlet_id where f.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/** Locks one folio that may still change; refuses with FOLIO_CLOSED. */
export async function lockOpenFolio(tx: Tx, id: string): Promise<LockedFolio> {
  const folio = found((await lockFolios(tx, [id])).get(id));
  expectOpen(folio);
  return folio;
}

export function expectOpen(folio: Pick<LockedFolio, 'id' | 'status' | 'name'>): void {
  if (folio.status !== 'OPEN') throw new DomainError('FOLIO_CLOSED', { folio_id: folio.id, name: folio.name });
}

export interface ShownPosting extends Posting {
  is_reversed: boolean;
  invoice_id: string | null;
}

const SHOWN = `${POSTING_COLUMNS}, ${IS_REVERSED} as is_reversed,
  (select i.invoice_id from folios.invoiced_postings i where i.tenant_id = p.tenant_id and i.posting_id = p.id) as invoice_id`;

/** The postings of a folio in the order in which they were made. */
export async function postingsOf(tx: Tx, folio_id: string): Promise<ShownPosting[]> {
  const { rows } = await sql<ShownPosting>`
    select ${sql.raw(SHOWN)} from folios.postings p
    where p.folio_id = ${folio_id} order by p.created_at, p.id`.execute(tx.db);
  return rows;
}

/** One posting, and whatever stands or falls with it. */
export async function findPosting(tx: Tx, id: string): Promise<ShownPosting> {
  const { rows } = await sql<ShownPosting>`select ${sql.raw(SHOWN)} from folios.postings p where p.id = ${id}`.execute(
    tx.db,
  );
  return found(rows[0]);
}

export async function postingsLinkedTo(tx: Tx, link_id: string): Promise<ShownPosting[]> {
  const { rows } = await sql<ShownPosting>`
    select ${sql.raw(SHOWN)} from folios.postings p where p.link_id = ${link_id} order by p.id`.execute(tx.db);
  return rows;
}

/** The payments that stand on a folio, with what of each was neither given back nor settles an invoice. */
export async function paymentsOf(tx: Tx, folio_id: string): Promise<FolioPayment[]> {
  const { rows } = await sql<FolioPayment>`
    select p.payment_id, p.id as posting_id, p.charge_code as method, p.description as reference, p.business_date,
      -p.amount_minor as amount_minor,
      ((select coalesce(-sum(s.amount_minor), 0) from folios.postings s where s.tenant_id = p.tenant_id and s.payment_id = p.payment_id)
        - (select coalesce(sum(a.amount_minor), 0) from folios.allocations a
          where a.tenant_id = p.tenant_id and a.payment_id = p.payment_id))::bigint as left_minor
    from folios.postings p
    where p.folio_id = ${folio_id} and p.kind = 'PAYMENT' and p.payment_id is not null and p.reversal_of is null
      and not ${sql.raw(IS_REVERSED)}
    order by p.created_at, p.id`.execute(tx.db);
  return rows;
}

export const ROUTING_COLUMNS = `r.id, r.folio_id, r.charge_codes, r.categories, r.start_date, r.end_date, r.to_folio_id,
  (select t.name from folios.folios t where t.tenant_id = r.tenant_id and t.id = r.to_folio_id) as to_folio_name, r.to_window`;

/** The routing rules of a folio in the order in which they are tried. */
export async function routingOf(tx: Tx, folio_id: string): Promise<RoutingRule[]> {
  const { rows } = await sql<RoutingRule>`
    select ${sql.raw(ROUTING_COLUMNS)} from folios.routing_rules r
    where r.folio_id = ${folio_id} order by r.created_at, r.id`.execute(tx.db);
  return rows;
}

export async function findRoutingRule(tx: Tx, id: string): Promise<RoutingRule> {
  const { rows } = await sql<RoutingRule>`
    select ${sql.raw(ROUTING_COLUMNS)} from folios.routing_rules r where r.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

export const CHARGE_CODE_COLUMNS =
  'k.id, k.outlet_id, k.code, k.name, k.category, k.price_minor, k.sort_order, k.is_active, k.version';

export async function findChargeCode(tx: Tx, id: string): Promise<Static<typeof ChargeCode>> {
  const { rows } = await sql<Static<typeof ChargeCode>>`
    select ${sql.raw(CHARGE_CODE_COLUMNS)} from folios.charge_codes k where k.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}
