import type { Invoice } from '@hostelry/contracts';
import PDFDocument from 'pdfkit';

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const FOOT = 760;
/** Where each column of the lines ends, from the left margin; amounts stand at the end of theirs. */
const COLUMNS = [70, 285, 320, 400, WIDTH] as const;

/** An invoice or a credit note on A4, as it was frozen. */
export function invoicePdf(invoice: Invoice): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: titleOf(invoice) } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  const money = new Intl.NumberFormat('en', { style: 'currency', currency: invoice.currency });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const amount = (minor: number) => money.format(minor / 10 ** digits);
  head(document, invoice);
  lines(document, invoice, amount);
  sums(document, invoice, amount);
  document.end();
  return done;
}

type Document = InstanceType<typeof PDFDocument>;
type Amount = (minor: number) => string;

const titleOf = ({ kind, number }: Invoice) => `${kind === 'INVOICE' ? 'Invoice' : 'Credit note'} ${number}`;

function head(document: Document, invoice: Invoice): void {
  const { seller, bill_to } = invoice;
  document.font('Helvetica-Bold').fontSize(16).text(seller.name);
  document.font('Helvetica').fontSize(9).text([seller.address, seller.city].filter(Boolean).join(', '));
  document.moveDown(2).font('Helvetica-Bold').fontSize(10).text(bill_to.name);
  document.font('Helvetica');
  if (bill_to.address) document.text(bill_to.address, { width: WIDTH / 2 });
  if (bill_to.tax_number) document.text(`Tax number ${bill_to.tax_number}`);
  document.moveDown(2).font('Helvetica-Bold').fontSize(14).text(titleOf(invoice));
  document.font('Helvetica').fontSize(9).text(`Date ${invoice.business_date}   Due ${invoice.due_date}`);
  if (invoice.reason) document.text(invoice.reason);
  document.moveDown();
}

function row(document: Document, cells: readonly string[]): void {
  const height = document.heightOfString(cells[1]!, { width: COLUMNS[1] - COLUMNS[0] - 8 });
  if (document.y + height > FOOT) document.addPage();
  const top = document.y;
  cells.forEach((cell, index) => {
    const start = index === 0 ? 0 : COLUMNS[index - 1]!;
    document.text(cell, MARGIN + start, top, {
      width: COLUMNS[index]! - start - (index < 4 ? 8 : 0),
      align: index > 1 ? 'right' : 'left',
    });
  });
  document.x = MARGIN;
  document.y = top + height + 5;
}

function rule(document: Document): void {
  document
    .moveTo(MARGIN, document.y)
    .lineTo(MARGIN + WIDTH, document.y)
    .lineWidth(0.5)
    .stroke();
  document.y += 6;
}

function lines(document: Document, invoice: Invoice, amount: Amount): void {
  document.font('Helvetica-Bold').fontSize(9);
  row(document, ['Date', 'Description', 'Qty', 'Net', 'Amount']);
  rule(document);
  document.font('Helvetica');
  for (const line of invoice.lines)
    row(document, [
      line.date,
      line.description,
      String(line.quantity),
      amount(line.net_minor),
      amount(line.amount_minor),
    ]);
  rule(document);
}

function sums(document: Document, invoice: Invoice, amount: Amount): void {
  row(document, ['', 'Net', '', '', amount(invoice.net_minor)]);
  for (const tax of invoice.taxes) row(document, ['', tax.name, '', '', amount(tax.amount_minor)]);
  document.font('Helvetica-Bold');
  row(document, ['', 'Total', '', '', amount(invoice.total_minor)]);
  document.font('Helvetica');
  if (invoice.receivable_minor > 0)
    row(document, ['', 'To be paid by the company', '', '', amount(invoice.receivable_minor)]);
}
