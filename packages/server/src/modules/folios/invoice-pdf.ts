import type { Invoice } from '@hostelry/contracts';
import { Paper, printedMoney, type Column } from '../../platform/paper.ts';

/** An invoice as it was issued, or a pro-forma, which has no number. */
export type Printed = Omit<Invoice, 'id' | 'number' | 'open_minor' | 'issued_by_name' | 'created_at'> & {
  number: number | null;
};

const LINES: readonly Column[] = [
  { share: 15 },
  { share: 41 },
  { share: 8, align: 'right' },
  { share: 18, align: 'right' },
  { share: 18, align: 'right' },
];
const SUMS: readonly Column[] = [{ share: 15 }, { share: 67 }, { share: 18, align: 'right' }];

const METHODS: Readonly<Record<string, string>> = {
  CASH: 'Cash',
  CARD: 'Card',
  ONLINE: 'Paid online',
  BANK_TRANSFER: 'Bank transfer',
  VOUCHER: 'Voucher',
  CITY_LEDGER: 'Billed to company',
};

/** An invoice, a credit note or a pro-forma on A4. */
export function invoicePdf(invoice: Printed, printed_at: Date): Promise<Buffer> {
  const paper = new Paper(titleOf(invoice), printed_at);
  const amount = printedMoney(invoice.currency);
  const { seller, bill_to, reason } = invoice;
  paper
    .heading(seller.name)
    .lines([seller.address, seller.city].filter(Boolean).join(', '))
    .space(2)
    .heading(bill_to.name, 11)
    .lines(bill_to.address, bill_to.tax_number && `Tax number ${bill_to.tax_number}`, bill_to.email)
    .space(2)
    .heading(titleOf(invoice), 14)
    .lines(`Date ${invoice.business_date}    Due ${invoice.due_date}`, reason)
    .space()
    .row(LINES, ['Date', 'Description', 'Qty', 'Net', 'Amount'], 'bold')
    .rule();
  for (const line of invoice.lines)
    paper.row(LINES, [
      line.date,
      line.description,
      String(line.quantity),
      amount(line.net_minor),
      amount(line.amount_minor),
    ]);
  paper.rule().row(SUMS, ['', 'Net', amount(invoice.net_minor)]);
  for (const tax of invoice.taxes) paper.row(SUMS, ['', tax.name, amount(tax.amount_minor)]);
  paper.row(SUMS, ['', 'Total', amount(invoice.total_minor)], 'bold');
  payments(paper, invoice, amount);
  return paper.finish();
}

function payments(paper: Paper, invoice: Printed, amount: (minor: number) => string): void {
  if (invoice.payments.length === 0) return;
  paper.rule();
  for (const paid of invoice.payments)
    paper.row(SUMS, [
      paid.date,
      [METHODS[paid.method] ?? paid.method, paid.description].filter(Boolean).join(' · '),
      amount(0 - paid.amount_minor),
    ]);
  const left_minor = invoice.total_minor - invoice.payments.reduce((sum, paid) => sum + paid.amount_minor, 0);
  paper.row(SUMS, ['', 'Left to pay', amount(left_minor)], 'bold');
  if (invoice.receivable_minor > 0)
    paper.row(
      SUMS,
      ['', `To be paid by the company until ${invoice.due_date}`, amount(invoice.receivable_minor)],
      'bold',
    );
}

export function titleOf({ kind, number }: Pick<Printed, 'kind' | 'number'>): string {
  if (number === null) return 'Pro-forma invoice';
  return `${kind === 'INVOICE' ? 'Invoice' : 'Credit note'} ${number}`;
}
