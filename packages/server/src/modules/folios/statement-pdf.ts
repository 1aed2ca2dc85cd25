import type { OpenedAccount } from '@hostelry/contracts';
import { found } from '../../platform/errors.ts';
import { Paper, printedMoney, type Column } from '../../platform/paper.ts';
import type { Tx } from '../../platform/transaction.ts';
import { findOutlet } from '../outlets/index.ts';

const INVOICES: readonly Column[] = [
  { share: 22 },
  { share: 19 },
  { share: 19 },
  { share: 20, align: 'right' },
  { share: 20, align: 'right' },
];
const SUMS: readonly Column[] = [{ share: 60 }, { share: 20, align: 'right' }];

/** What a company owes on the business date: its open invoices, its payments that settle none yet, and how old the debt is. */
export async function statementPdf(tx: Tx, account: OpenedAccount): Promise<Buffer> {
  const seller = found(await findOutlet(tx, account.outlet_id));
  const amount = printedMoney(account.currency);
  const paper = new Paper(`Statement ${account.name}`, tx.now);
  paper
    .heading(seller.name)
    .lines([seller.address, seller.city].filter(Boolean).join(', '))
    .space(2)
    .heading(account.name, 11)
    .space()
    .heading('Statement of account', 14)
    .lines(`As of ${account.business_date}`)
    .space()
    .row(INVOICES, ['Invoice', 'Date', 'Due', 'Amount', 'Open'], 'bold')
    .rule();
  for (const invoice of account.invoices.filter((each) => each.open_minor > 0))
    paper.row(INVOICES, [
      String(invoice.number),
      invoice.business_date,
      invoice.due_date,
      amount(invoice.receivable_minor),
      amount(invoice.open_minor),
    ]);
  paper.rule();
  for (const payment of account.payments.filter((each) => each.left_minor > 0))
    paper.row(INVOICES, ['Payment', payment.business_date, payment.reference, '', amount(0 - payment.left_minor)]);
  paper
    .row(SUMS, ['Balance', amount(account.balance_minor)], 'bold')
    .space()
    .row(SUMS, ['Not due yet', amount(account.current_minor)])
    .row(SUMS, ['1 to 30 days overdue', amount(account.overdue_30_minor)])
    .row(SUMS, ['31 to 60 days overdue', amount(account.overdue_60_minor)])
    .row(SUMS, ['More than 60 days overdue', amount(account.overdue_90_minor)]);
  return paper.finish();
}
