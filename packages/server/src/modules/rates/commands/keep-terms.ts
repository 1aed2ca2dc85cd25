import { sql } from 'kysely';
import { badField, DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

/** The lists of terms that an outlet keeps beside its plans. */
export type TermsKind = 'tax' | 'cancellation_policy' | 'promotion';

const TABLES = {
  tax: 'rates.taxes',
  cancellation_policy: 'rates.cancellation_policies',
  promotion: 'rates.promotions',
} as const;

interface TermsRow {
  id: string;
  outlet_id: string;
  version: number;
  [field: string]: unknown;
}

/** One of an outlet's terms, if the tenant has it. */
export async function findTerms(tx: Tx, kind: TermsKind, id: string): Promise<TermsRow | undefined> {
  const { rows } = await sql<TermsRow & { tenant_id?: string }>`
    select * from ${sql.table(TABLES[kind])} where id = ${id}`.execute(tx.db);
  const { tenant_id: _, ...row } = rows[0] ?? {};
  return rows[0] && (row as TermsRow);
}

/** Adds a tax, a policy or a promotion. */
export async function addTerms(tx: Tx, kind: TermsKind, input: { outlet_id: string }): Promise<TermsRow> {
  expectSense(kind, input);
  const id = newId();
  await tx.db
    .insertInto(TABLES[kind])
    .values({ tenant_id: tx.tenant_id, id, ...input } as never)
    .execute();
  return tell(tx, kind, 'add', undefined, found(await findTerms(tx, kind, id)));
}

/** Changes one of them. What was booked keeps the terms that it was booked under. */
export async function changeTerms(
  tx: Tx,
  kind: TermsKind,
  before: TermsRow,
  { version, ...change }: { version?: number | undefined },
): Promise<TermsRow> {
  expectVersion(before.version, version);
  expectSense(kind, { ...before, ...change });
  const changed = await tx.db
    .updateTable(TABLES[kind])
    .set({ ...change, version: before.version + 1, updated_at: tx.now.toISOString() } as never)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  return tell(tx, kind, 'change', before, found(await findTerms(tx, kind, before.id)));
}

/** Takes one of them away; a policy that a plan names stays. */
export async function removeTerms(tx: Tx, kind: TermsKind, before: TermsRow): Promise<void> {
  await tx.db.deleteFrom(TABLES[kind]).where('id', '=', before.id).execute();
  tell(tx, kind, 'remove', before, before);
}

function tell(tx: Tx, kind: TermsKind, what: string, before: TermsRow | undefined, after: TermsRow): TermsRow {
  const { id, outlet_id } = after;
  audit(tx, {
    action: `rates.${what}_${kind}`,
    entity_type: kind,
    entity_id: id,
    outlet_id,
    ...(before && { before }),
    ...(what !== 'remove' && { after }),
  });
  emit(tx, { type: 'rates.changed', aggregate_type: kind, aggregate_id: id, outlet_id, data: { [`${kind}_id`]: id } });
  return after;
}

/** Refuses what the columns allow each on its own but not together, naming the field. */
function expectSense(kind: TermsKind, terms: Record<string, unknown>): void {
  const span = (from: string, to: string) => {
    if (terms[from] && terms[to] && String(terms[to]) < String(terms[from]))
      throw badField(to, `must not be before ${from}`);
  };
  if (kind === 'tax') {
    span('start_date', 'end_date');
    if (terms.end_date && terms.end_date === terms.start_date) throw badField('end_date', 'must be after start_date');
    if (terms.kind === 'PERCENT' && !terms.rate_bp) throw badField('rate_bp', 'is needed for a percentage');
    if (terms.kind === 'AMOUNT' && !terms.amount_minor) throw badField('amount_minor', 'is needed for an amount');
  }
  if (kind === 'promotion') {
    span('book_from', 'book_to');
    span('stay_from', 'stay_to');
    const value = Number(terms.value);
    if (terms.kind === 'PERCENT' && value > 10_000) throw badField('value', 'must be at most 10000, which is 100 %');
    if (terms.kind === 'FREE_NIGHT' && value < 2) throw badField('value', 'must be 2 or more nights');
  }
}
