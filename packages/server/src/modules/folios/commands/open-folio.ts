import type { Folio, FolioKind } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, found, unknownReference } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { COMPANY_TERMS } from '../../guests/index.ts';
import { tradingOutlet } from '../../outlets/index.ts';
import { FIRST_CODES } from '../charge-codes.ts';
import { findFolio, FOLIO_COLUMNS } from '../queries.ts';

export interface FolioToOpen {
  outlet_id: string;
  kind: FolioKind;
  name: string;
  reservation_id?: string | null | undefined;
  booking_id?: string | null | undefined;
  block_id?: string | null | undefined;
  guest_id?: string | null | undefined;
  company_id?: string | null | undefined;
  /** Of a group's account: what of its members' charges it pays for. */
  pays_categories?: string[] | undefined;
}

/** Opens an account. A reservation has one, and so have a group and a company at a hotel: opening it again answers the one there is. */
export async function openFolio(tx: Tx, wanted: FolioToOpen): Promise<Folio> {
  const outlet = found((await tradingOutlet(wanted.outlet_id).execute(tx.db)).rows[0]);
  if (wanted.kind === 'GUEST' && !wanted.reservation_id) throw unknownReference('reservation_id');
  if (wanted.company_id || wanted.kind === 'COMPANY') await expectCompany(tx, wanted);
  const id = newId();
  const inserted = await tx.db
    .insertInto('folios.folios')
    .values({ tenant_id: tx.tenant_id, id, currency: outlet.currency, opened_on: outlet.business_date, ...wanted })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return existing(tx, wanted);
  await seedChargeCodes(tx, wanted.outlet_id);
  const folio = await findFolio(tx, id);
  emit(tx, {
    type: 'folio.changed',
    aggregate_type: 'folio',
    aggregate_id: id,
    outlet_id: wanted.outlet_id,
    data: { folio_id: id, kind: wanted.kind, reservation_id: wanted.reservation_id ?? null },
  });
  audit(tx, {
    action: 'folios.open',
    entity_type: 'folio',
    entity_id: id,
    outlet_id: wanted.outlet_id,
    after: folio,
  });
  return folio;
}

async function existing(
  tx: Tx,
  { kind, reservation_id, block_id, outlet_id, company_id }: FolioToOpen,
): Promise<Folio> {
  const same =
    kind === 'GUEST'
      ? sql`f.reservation_id = ${reservation_id ?? null}`
      : kind === 'MASTER'
        ? sql`f.block_id = ${block_id ?? null}`
        : sql`f.outlet_id = ${outlet_id} and f.company_id = ${company_id ?? null}`;
  const { rows } = await sql<Folio>`
    select ${sql.raw(FOLIO_COLUMNS)} from folios.folios f where f.kind = ${kind} and ${same}`.execute(tx.db);
  if (!rows[0]) throw new DomainError('BUSY', { retry_after_seconds: 1 });
  return rows[0];
}

async function expectCompany(tx: Tx, { company_id, outlet_id }: FolioToOpen): Promise<void> {
  const { rows } = await sql`
    select 1 from ${sql.raw(COMPANY_TERMS)} c where c.id = ${company_id ?? null}::uuid and c.outlet_id = ${outlet_id}`.execute(
    tx.db,
  );
  if (rows.length === 0) throw unknownReference('company_id');
}

/** Gives a hotel the usual charge codes; what it has already stays as it is. */
export async function seedChargeCodes(tx: Tx, outlet_id: string): Promise<void> {
  await sql`
    insert into folios.charge_codes (tenant_id, outlet_id, id, code, name, category, sort_order)
    select ${tx.tenant_id}, ${outlet_id}, c.id, c.code, c.name, c.category, c.position::int
    from unnest(${FIRST_CODES.map(() => newId())}::uuid[], ${FIRST_CODES.map(([code]) => code)}::text[], ${FIRST_CODES.map(([, name]) => name)}::text[],
      ${FIRST_CODES.map(([, , category]) => category)}::text[]) with ordinality as c(id, code, name, category, position)
    where not exists (select 1 from folios.charge_codes k where k.outlet_id = ${outlet_id})
    on conflict do nothing`.execute(tx.db);
}
