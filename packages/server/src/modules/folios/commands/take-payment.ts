import type { PaymentMethod, Posting } from '@hostelry/contracts';
import { sql } from 'kysely';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { COMPANY_TERMS } from '../../guests/index.ts';
import { capturePayment } from '../../payments/index.ts';
import { expectOpen, findFolio, lockFolios, lockOpenFolio, type LockedFolio } from '../queries.ts';
import { ledgerOf } from '../rules.ts';
import { appendPostings } from './append-postings.ts';
import { openFolio } from './open-folio.ts';
import { postingOfSource } from './post-charge.ts';

export interface PaymentToTake {
  folio_id: string;
  window_no?: number | undefined;
  /** CITY_LEDGER is no money: the company owes it from now on. */
  method: PaymentMethod | 'CITY_LEDGER';
  amount_minor: number;
  tendered_minor?: number | undefined;
  reference?: string | undefined;
  company_id?: string | undefined;
  is_deposit?: boolean | undefined;
  source_key?: string | undefined;
}

export interface PaymentTaken {
  posting: Posting;
  change_minor: number;
}

/** Takes a payment for a folio. A `source_key` that was paid already is paid once. */
export async function takePayment(tx: Tx, payment: PaymentToTake): Promise<PaymentTaken> {
  if (payment.method === 'CITY_LEDGER') return { posting: await billToCompany(tx, payment), change_minor: 0 };
  const folio = await lockOpenFolio(tx, payment.folio_id);
  const earlier = payment.source_key ? await postingOfSource(tx, payment.source_key) : undefined;
  if (earlier) return { posting: earlier, change_minor: 0 };
  if (payment.is_deposit && folio.kind === 'COMPANY') throw badField('is_deposit', 'is not for a company’s account');
  const { outlet_id, currency, business_date } = folio;
  const { method, amount_minor, tendered_minor, reference } = payment;
  const captured = await capturePayment(tx, {
    outlet_id,
    folio_id: folio.id,
    method,
    amount_minor,
    tendered_minor,
    reference,
    currency,
    business_date,
  });
  const [posting] = await appendPostings(tx, [
    {
      ...placeOf(folio, payment.window_no),
      kind: 'PAYMENT',
      ledger: payment.is_deposit ? 'DEPOSIT' : ledgerOf(folio.kind),
      charge_code: method,
      description: reference ?? '',
      amount_minor: 0 - amount_minor,
      payment_id: captured.id,
      source: 'payments',
      source_key: payment.source_key ?? null,
    },
  ]);
  return { posting: found(posting), change_minor: captured.change_minor };
}

/** Moves what a folio owes to a company's account, within the company's credit limit. */
async function billToCompany(tx: Tx, payment: PaymentToTake): Promise<Posting> {
  const from = await findFolio(tx, payment.folio_id);
  const company_id = payment.company_id ?? from.company_id;
  if (from.kind === 'COMPANY') throw badField('method', 'a company’s account cannot be billed to a company');
  if (!company_id) throw badField('company_id', 'says which company pays');
  const company = await termsOf(tx, company_id);
  const account = await openFolio(tx, { outlet_id: from.outlet_id, kind: 'COMPANY', name: company.name, company_id });
  const folios = await lockFolios(tx, [from.id, account.id]);
  const earlier = payment.source_key ? await postingOfSource(tx, payment.source_key) : undefined;
  if (earlier) return earlier;
  for (const folio of folios.values()) expectOpen(folio);
  // Read again under the lock: two bills at once must not both find the same room under the limit.
  const { balance_minor } = await findFolio(tx, account.id);
  const limit_minor = company.credit_limit_minor ?? 0;
  if (balance_minor + payment.amount_minor > limit_minor)
    throw new DomainError('CREDIT_LIMIT', {
      company_id,
      limit_minor,
      left_minor: Math.max(0, limit_minor - balance_minor),
    });
  const shared = { kind: 'TRANSFER', charge_code: 'CITY_LEDGER', source: 'city_ledger', link_id: newId() } as const;
  const [posting] = await appendPostings(tx, [
    {
      ...placeOf(found(folios.get(from.id)), payment.window_no),
      ...shared,
      ledger: 'GUEST',
      description: company.name,
      amount_minor: 0 - payment.amount_minor,
      source_key: payment.source_key ?? null,
    },
    {
      ...placeOf(found(folios.get(account.id)), 1),
      ...shared,
      ledger: 'CITY',
      description: from.name,
      amount_minor: payment.amount_minor,
    },
  ]);
  return found(posting);
}

const placeOf = ({ id, outlet_id, business_date }: LockedFolio, window_no = 1) => ({
  folio_id: id,
  outlet_id,
  business_date,
  window_no,
});

export interface CompanyTerms {
  id: string;
  name: string;
  tax_number: string | null;
  address: string;
  email: string | null;
  credit_limit_minor: number | null;
  payment_terms_days: number;
}

export async function termsOf(tx: Tx, company_id: string): Promise<CompanyTerms> {
  const { rows } =
    await sql<CompanyTerms>`select * from ${sql.raw(COMPANY_TERMS)} c where c.id = ${company_id}`.execute(tx.db);
  if (!rows[0]) throw badField('company_id', 'does not exist');
  return rows[0];
}
