import type { DailyPayments, DayTakings, Payment } from '@hostelry/contracts';
import { sql } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { List } from '../../platform/http/list.ts';
import type { Tx } from '../../platform/transaction.ts';
import { tradingOutlet } from '../outlets/index.ts';

const COLUMNS = `
  p.id, p.outlet_id, p.order_id, p.folio_id, p.reference, p.refunded_minor, p.method, p.status, p.amount_minor, p.tendered_minor, p.change_minor,
  p.currency, p.business_date, p.taken_by_name, p.captured_at, p.created_at`;

export const paymentList: List = {
  select: COLUMNS,
  from: 'payments.payments p',
  id: 'p.id',
  outlet: 'p.outlet_id',
  search: ['p.taken_by_name', 'p.method'],
  sort: { created_at: 'p.created_at', amount_minor: 'p.amount_minor' },
  default_sort: '-created_at',
};

/** One payment; refuses with NOT_FOUND. */
export async function findPayment(tx: Tx, id: string): Promise<Payment> {
  const { rows } = await sql<Payment>`
    select ${sql.raw(COLUMNS)} from payments.payments p where p.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/** The payments for one order, in the order they were taken. */
export async function paymentsOfOrder(tx: Tx, order_id: string): Promise<Payment[]> {
  const { rows } = await sql<Payment>`
    select ${sql.raw(COLUMNS)} from payments.payments p
    where p.order_id = ${order_id} order by p.created_at, p.id`.execute(tx.db);
  return rows;
}

/** What an outlet took on one business day, by tender. */
export async function dailyPayments(tx: Tx, outlet_id: string, date: string | undefined): Promise<DailyPayments> {
  const outlet = found((await tradingOutlet(outlet_id).execute(tx.db)).rows[0]);
  const day = date ?? outlet.business_date;
  const { rows: tenders } = await sql<DailyPayments['tenders'][number]>`
    select method, count(*)::int as count, sum(amount_minor)::bigint as amount_minor
    from payments.payments where outlet_id = ${outlet_id} and business_date = ${day}::date and status = 'CAPTURED'
    group by method order by method`.execute(tx.db);
  const sum = (field: 'count' | 'amount_minor') => tenders.reduce((total, tender) => total + tender[field], 0);
  return {
    outlet_id,
    date: day,
    currency: outlet.currency,
    count: sum('count'),
    amount_minor: sum('amount_minor'),
    tenders,
  };
}

/** What a hotel's accounts were paid and given back on one business day, by method. */
export async function methodsOfDay(tx: Tx, outlet_id: string, date: string): Promise<DayTakings['payments']> {
  const { rows } = await sql<DayTakings['payments'][number]>`
    select method, sum(paid)::bigint as paid_minor, sum(refunded)::bigint as refunded_minor
    from (
      select p.method, p.amount_minor as paid, 0 as refunded from payments.payments p
      where p.outlet_id = ${outlet_id} and p.business_date = ${date}::date and p.status = 'CAPTURED'
      union all
      select p.method, 0, r.amount_minor from payments.refunds r
      join payments.payments p on p.tenant_id = r.tenant_id and p.id = r.payment_id
      where r.outlet_id = ${outlet_id} and r.business_date = ${date}::date
    ) as moved group by method order by method`.execute(tx.db);
  return rows;
}
