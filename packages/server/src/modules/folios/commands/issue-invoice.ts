import type { BillTo, Invoice, InvoiceKind } from '@hostelry/contracts';
import { sql } from 'kysely';
import { addDays } from '../../../platform/clock.ts';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { findInvoice } from '../invoice-queries.ts';
import { folioToday, lockFolios, postingsOf, type LockedFolio, type ShownPosting } from '../queries.ts';
import { sumTaxes } from '../rules.ts';
import { termsOf, type CompanyTerms } from './take-payment.ts';

export interface InvoiceToIssue {
  folio_id: string;
  window_no?: number | undefined;
  company_id?: string | undefined;
  bill_to?: BillTo | undefined;
}

type Draft = Omit<Invoice, 'id' | 'number' | 'open_minor' | 'issued_by_name' | 'created_at'> & {
  posting_ids: string[];
};

/** Issues the invoice of a window: what stands on it and on no invoice yet, frozen and numbered without a gap (M9). */
export async function issueInvoice(tx: Tx, wanted: InvoiceToIssue): Promise<Invoice> {
  const folio = found((await lockFolios(tx, [wanted.folio_id])).get(wanted.folio_id));
  return write(tx, await draftInvoice(tx, folio, wanted));
}

/** What an invoice issued now would say. It has no number and is kept nowhere: a pro-forma. */
export async function proForma(tx: Tx, wanted: InvoiceToIssue): Promise<Draft> {
  return draftInvoice(tx, await folioToday(tx, wanted.folio_id), wanted);
}

/** Credits an invoice whole, with a number of the credit notes' own series; its postings may be invoiced anew. */
export async function creditInvoice(tx: Tx, invoice_id: string, reason: string): Promise<Invoice> {
  const seen = await findInvoice(tx, invoice_id);
  const folio = found((await lockFolios(tx, [seen.folio_id])).get(seen.folio_id));
  const invoice = await findInvoice(tx, invoice_id);
  if (invoice.kind !== 'INVOICE') throw badField('id', 'is a credit note itself');
  const { rows } = await sql`
    select 1 from folios.invoices where credit_of = ${invoice_id}
    union all select 1 from folios.allocations where invoice_id = ${invoice_id}`.execute(tx.db);
  if (rows.length > 0)
    throw new DomainError('ALREADY_CORRECTED', undefined, 'This invoice was credited or paid already.');
  await sql`delete from folios.invoiced_postings where invoice_id = ${invoice_id}`.execute(tx.db);
  const negated = {
    net_minor: 0 - invoice.net_minor,
    tax_minor: 0 - invoice.tax_minor,
    total_minor: 0 - invoice.total_minor,
  };
  const { id: _, number: _n, open_minor: _o, issued_by_name: _i, created_at: _c, ...copied } = invoice;
  return write(tx, {
    ...copied,
    ...negated,
    kind: 'CREDIT_NOTE',
    credit_of: invoice_id,
    reason,
    business_date: folio.business_date,
    due_date: folio.business_date,
    receivable_minor: 0,
    payments: [],
    taxes: invoice.taxes.map((tax) => ({ ...tax, amount_minor: 0 - tax.amount_minor })),
    lines: invoice.lines.map((line) => ({
      ...line,
      net_minor: 0 - line.net_minor,
      tax_minor: 0 - line.tax_minor,
      amount_minor: 0 - line.amount_minor,
    })),
    posting_ids: [],
  });
}

async function draftInvoice(tx: Tx, folio: LockedFolio, wanted: InvoiceToIssue): Promise<Draft> {
  const window_no = wanted.window_no ?? 1;
  const open = (await postingsOf(tx, folio.id)).filter((each) => each.window_no === window_no && !each.invoice_id);
  const charges = withoutPairs(open.filter((each) => each.kind === 'CHARGE'));
  if (charges.length === 0) throw new DomainError('NOTHING_TO_INVOICE', { folio_id: folio.id, window_no });
  const company_id = wanted.company_id ?? folio.company_id;
  const company = company_id ? await termsOf(tx, company_id) : null;
  const outlet = found(await findOutlet(tx, folio.outlet_id));
  const sum = (field: 'net_minor' | 'tax_minor' | 'amount_minor') =>
    charges.reduce((total, each) => total + each[field], 0);
  // A deposit is no payment for these charges before it is applied.
  const paid = withoutPairs(open.filter((each) => each.kind !== 'CHARGE' && each.ledger !== 'DEPOSIT'));
  const receivable = paid.reduce(
    (total, each) => total - (each.charge_code === 'CITY_LEDGER' ? each.amount_minor : 0),
    0,
  );
  return {
    outlet_id: folio.outlet_id,
    folio_id: folio.id,
    window_no,
    kind: 'INVOICE',
    business_date: folio.business_date,
    due_date: addDays(folio.business_date, company?.payment_terms_days ?? 0),
    currency: folio.currency,
    company_id,
    credit_of: null,
    reason: null,
    seller: { name: outlet.name, address: outlet.address, city: outlet.city },
    bill_to: wanted.bill_to ?? billTo(company, folio),
    lines: charges.map(
      ({ business_date: date, charge_code, description, quantity, net_minor, tax_minor, amount_minor }) => ({
        date,
        charge_code,
        description,
        quantity,
        net_minor,
        tax_minor,
        amount_minor,
      }),
    ),
    taxes: sumTaxes(charges),
    payments: paid.map(({ business_date: date, charge_code: method, description, amount_minor }) => ({
      date,
      method,
      description,
      amount_minor: 0 - amount_minor,
    })),
    net_minor: sum('net_minor'),
    tax_minor: sum('tax_minor'),
    total_minor: sum('amount_minor'),
    receivable_minor: company_id ? Math.max(0, receivable) : 0,
    posting_ids: [...charges, ...paid].map((each) => each.id),
  };
}

/** A charge that was taken back, and what took it back, say nothing to who pays. */
function withoutPairs(postings: readonly ShownPosting[]): ShownPosting[] {
  const here = new Set(postings.map((each) => each.id));
  const undone = new Set(
    postings.flatMap((each) => (each.reversal_of && here.has(each.reversal_of) ? [each.reversal_of] : [])),
  );
  return postings.filter((each) => !undone.has(each.id) && !(each.reversal_of && undone.has(each.reversal_of)));
}

const billTo = (company: CompanyTerms | null, folio: LockedFolio): BillTo =>
  company
    ? {
        name: company.name,
        ...(company.tax_number ? { tax_number: company.tax_number } : {}),
        ...(company.address ? { address: company.address } : {}),
        ...(company.email ? { email: company.email } : {}),
      }
    : { name: folio.name };

async function write(tx: Tx, { posting_ids, ...draft }: Draft): Promise<Invoice> {
  const invoice = {
    ...draft,
    id: newId(),
    number: await nextNumber(tx, draft.outlet_id, draft.kind),
    issued_by_name: tx.actor.name,
    created_at: tx.now.toISOString(),
  };
  const { seller, bill_to, lines, taxes, payments, ...plain } = invoice;
  const frozen = { seller, bill_to, lines, taxes, payments };
  await tx.db
    .insertInto('folios.invoices')
    .values({
      tenant_id: tx.tenant_id,
      ...plain,
      ...(Object.fromEntries(Object.entries(frozen).map(([name, value]) => [name, JSON.stringify(value)])) as Record<
        keyof typeof frozen,
        string
      >),
    })
    .execute();
  await sql`
    insert into folios.invoiced_postings (tenant_id, posting_id, invoice_id)
    select ${tx.tenant_id}, id, ${invoice.id} from unnest(${posting_ids}::uuid[]) as p(id)`.execute(tx.db);
  emit(tx, {
    type: 'invoice.issued',
    aggregate_type: 'invoice',
    aggregate_id: invoice.id,
    outlet_id: invoice.outlet_id,
    data: { invoice_id: invoice.id, folio_id: invoice.folio_id, kind: invoice.kind, number: invoice.number },
  });
  audit(tx, {
    action: 'folios.issue_invoice',
    entity_type: 'invoice',
    entity_id: invoice.id,
    outlet_id: invoice.outlet_id,
    after: invoice,
  });
  return findInvoice(tx, invoice.id);
}

/** Counts in this very transaction: its row stays locked until the invoice is there, or the number was never drawn. */
async function nextNumber(tx: Tx, outlet_id: string, kind: InvoiceKind): Promise<number> {
  const { rows } = await sql<{ last_number: number }>`
    insert into folios.series (tenant_id, outlet_id, kind, last_number) values (${tx.tenant_id}, ${outlet_id}, ${kind}, 1)
    on conflict (tenant_id, outlet_id, kind) do update set last_number = folios.series.last_number + 1
    returning last_number`.execute(tx.db);
  return rows[0]!.last_number;
}
