import type { Invoice } from '@hostelry/contracts';
import { newId } from '../../../platform/ids.ts';
import { addJob, audit, type Tx } from '../../../platform/transaction.ts';
import { invoicePdf, titleOf } from '../invoice-pdf.ts';

/** Sends an invoice as it was issued to an address, in print. */
export async function mailInvoice(tx: Tx, invoice: Invoice, to: string): Promise<void> {
  const pdf = await invoicePdf(invoice, tx.now);
  const title = titleOf(invoice);
  const { id, outlet_id, seller, bill_to } = invoice;
  addJob(tx, 'send_mail', {
    message_id: newId(),
    to,
    subject: `${title} · ${seller.name}`,
    text: `Dear ${bill_to.name},\n\nPlease find ${title.toLowerCase()} attached.\n\n${seller.name}`,
    attachments: [
      { filename: `${title}.pdf`, content_type: 'application/pdf', content_base64: pdf.toString('base64') },
    ],
  });
  audit(tx, { action: 'folios.mail_invoice', entity_type: 'invoice', entity_id: id, outlet_id, after: { to } });
}
