import type { CompanyChange, NewCompany } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findCompany, type CompanyRow } from '../queries.ts';
import { companyReferences } from '../references.ts';

/** Opens the profile of a company or a travel agent. */
export async function addCompany(tx: Tx, { contacts, ...input }: Static<typeof NewCompany>): Promise<CompanyRow> {
  const now = tx.now.toISOString();
  const company = await tx.db
    .insertInto('guests.companies')
    .values({
      tenant_id: tx.tenant_id,
      id: newId(),
      ...input,
      contacts: JSON.stringify(contacts ?? []),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const { id, outlet_id } = company;
  audit(tx, { action: 'companies.add', entity_type: 'company', entity_id: id, outlet_id, after: company });
  return company;
}

/** Changes a company's profile. */
export async function changeCompany(
  tx: Tx,
  before: CompanyRow,
  { version, contacts, ...change }: Static<typeof CompanyChange>,
): Promise<CompanyRow> {
  expectVersion(before.version, version);
  const after = await tx.db
    .updateTable('guests.companies')
    .set({
      ...change,
      ...(contacts ? { contacts: JSON.stringify(contacts) } : {}),
      version: before.version + 1,
      updated_at: tx.now.toISOString(),
    })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst();
  if (!after) throw new DomainError('STALE_VERSION', { expected: before.version });
  const { id, outlet_id } = after;
  audit(tx, { action: 'companies.change', entity_type: 'company', entity_id: id, outlet_id, before, after });
  return after;
}

/** Makes two companies one; the other stays as an inactive pointer. Both are audited as they were. */
export async function mergeCompanies(tx: Tx, kept: CompanyRow, other: CompanyRow, version?: number) {
  expectVersion(kept.version, version);
  if (kept.id === other.id || kept.outlet_id !== other.outlet_id || kept.merged_into_id || other.merged_into_id)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'NOT_MERGEABLE' },
      'Two different, living companies of one property can be merged.',
    );
  for (const { move } of companyReferences()) await move(tx, other.id, kept.id);
  const now = tx.now.toISOString();
  await tx.db.updateTable('guests.guests').set({ company_id: kept.id }).where('company_id', '=', other.id).execute();
  await tx.db
    .updateTable('guests.companies')
    .set({ merged_into_id: kept.id, is_active: false, updated_at: now })
    .where((row) => row.or([row('id', '=', other.id), row('merged_into_id', '=', other.id)]))
    .execute();
  await tx.db
    .updateTable('guests.companies')
    .set({
      email: kept.email ?? other.email,
      phone: kept.phone ?? other.phone,
      tax_number: kept.tax_number ?? other.tax_number,
      version: kept.version + 1,
      updated_at: now,
    })
    .where('id', '=', kept.id)
    .execute();
  const after = found(await findCompany(tx, kept.id));
  const { id, outlet_id } = after;
  audit(tx, {
    action: 'companies.merge',
    entity_type: 'company',
    entity_id: id,
    outlet_id,
    before: { kept, other },
    after,
  });
  return after;
}
