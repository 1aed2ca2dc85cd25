import type { ChargeCode, Folio, Invoice, Posting } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { DomainError, found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';

export const BALANCE = `coalesce((select sum(p.amount_minor) from folios.postings p
    where p.tenant_id = f.tenant_id and p.folio_id = f.id), 0)::bigint`;

export const FOLIO_COLUMNS = `f.id, f.outlet_id, f.kind, f.status, f.name, f.reservation_id, f.booking_id, f.block_id,
  f.guest_id, f.company_id, f.currency, f.opened_on, f.closed_on, ${BALANCE} as balance_minor, f.version, f.created_at`;

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

export async function chargeCodesOf(tx: Tx, outlet_id: string): Promise<Static<typeof ChargeCode>[]> {
  const { rows } = await sql<Static<typeof ChargeCode>>`
    select outlet_id, code, name, category, sort_order from folios.charge_codes
    where outlet_id = ${outlet_id} order by sort_order, code`.execute(tx.db);
  return rows;
}

const OPEN_AMOUNT = `case when exists (select 1 from folios.invoices c where c.tenant_id = i.tenant_id and c.credit_of = i.id) then 0
  else i.receivable_minor - coalesce((select sum(a.amount_minor) from folios.allocations a
    where a.tenant_id = i.tenant_id and a.invoice_id = i.id), 0) end::bigint`;

export const INVOICE_COLUMNS = `i.id, i.outlet_id, i.folio_id, i.window_no, i.kind, i.number, i.business_date, i.due_date,
  i.currency, i.company_id, i.credit_of, i.reason, i.seller, i.bill_to, i.lines, i.taxes, i.net_minor, i.tax_minor,
  i.total_minor, i.receivable_minor, ${OPEN_AMOUNT} as open_minor, i.issued_by_name, i.created_at`;

export async function findInvoice(tx: Tx, id: string): Promise<Invoice> {
  const { rows } = await sql<Invoice>`
    select ${sql.raw(INVOICE_COLUMNS)} from folios.invoices i where i.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}
