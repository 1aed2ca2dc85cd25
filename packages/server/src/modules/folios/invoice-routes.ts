import {
  Body,
  Id,
  IdParams,
  Invoice,
  INVOICE_KINDS,
  InvoiceMail,
  NewAllocation,
  NewInvoice,
  OneOf,
  Reversal,
  UndoneAllocation,
  WindowNumber,
} from '@hostelry/contracts';
import { authorize } from '../../platform/actor.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, FileReply, read, type Route } from '../../platform/http/route.ts';
import { Type } from 'typebox';
import { allocatePayment, undoAllocation } from './commands/allocate-payment.ts';
import { creditInvoice, issueInvoice, proForma } from './commands/issue-invoice.ts';
import { mailInvoice } from './commands/mail-invoice.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { findInvoice, INVOICE_COLUMNS } from './invoice-queries.ts';
import { findFolio } from './queries.ts';

export const invoiceRoutes: readonly Route[] = [
  listRoute({
    path: '/invoices',
    summary: 'Invoices and credit notes, newest first',
    permission: 'folios.read',
    item: Invoice,
    list: {
      select: INVOICE_COLUMNS,
      from: 'folios.invoices i',
      id: 'i.id',
      outlet: 'i.outlet_id',
      search: ["i.bill_to ->> 'name'", 'i.number::text'],
      sort: { created_at: 'i.created_at', number: 'i.number', total_minor: 'i.total_minor' },
      default_sort: '-created_at',
      filters: {
        outlet_id: equals('i.outlet_id', Id, '::uuid'),
        folio_id: equals('i.folio_id', Id, '::uuid'),
        company_id: equals('i.company_id', Id, '::uuid'),
        kind: equals('i.kind', OneOf(INVOICE_KINDS)),
      },
    },
  }),
  read({
    path: '/invoices/:id',
    summary: 'Show an invoice',
    permission: 'folios.read',
    params: IdParams,
    reply: Invoice,
    run: async ({ tx, params }) => {
      const invoice = await findInvoice(tx, params.id);
      authorize(tx.actor, 'folios.read', invoice.outlet_id);
      return invoice;
    },
  }),
  read({
    path: '/invoices/:id/pdf',
    summary: 'An invoice to print',
    permission: 'folios.read',
    params: IdParams,
    run: async ({ tx, params }) => {
      const invoice = await findInvoice(tx, params.id);
      authorize(tx.actor, 'folios.read', invoice.outlet_id);
      const name = `${invoice.kind.toLowerCase().replace('_', '-')}-${invoice.number}.pdf`;
      return new FileReply(await invoicePdf(invoice, tx.now), 'application/pdf', name);
    },
  }),
  read({
    path: '/folios/:id/pro-forma/pdf',
    summary: 'What an invoice issued now would say, to print',
    permission: 'folios.read',
    params: IdParams,
    query: Body({ window_no: Type.Optional(WindowNumber), company_id: Type.Optional(Id) }),
    run: async ({ tx, params, query }) => {
      const folio = await findFolio(tx, params.id);
      authorize(tx.actor, 'folios.read', folio.outlet_id);
      const draft = await proForma(tx, { folio_id: folio.id, ...query });
      return new FileReply(await invoicePdf({ ...draft, number: null }, tx.now), 'application/pdf', 'pro-forma.pdf');
    },
  }),
  act({
    method: 'POST',
    path: '/folios/:id/invoices',
    summary: 'Issue the invoice of a window',
    permission: 'folios.post',
    params: IdParams,
    body: NewInvoice,
    reply: Invoice,
    status: 201,
    run: async ({ tx, params, body }) => {
      const folio = await findFolio(tx, params.id);
      authorize(tx.actor, 'folios.post', folio.outlet_id);
      return issueInvoice(tx, { folio_id: folio.id, ...body });
    },
  }),
  act({
    method: 'POST',
    path: '/folios/:id/pro-forma',
    summary: 'What an invoice issued now would say, without a number',
    permission: 'folios.post',
    params: IdParams,
    body: NewInvoice,
    reply: Type.Omit(Invoice, ['id', 'number', 'open_minor', 'issued_by_name', 'created_at']),
    run: async ({ tx, params, body }) => {
      const folio = await findFolio(tx, params.id);
      authorize(tx.actor, 'folios.post', folio.outlet_id);
      const { posting_ids: _, ...draft } = await proForma(tx, { folio_id: folio.id, ...body });
      return draft;
    },
  }),
  act({
    method: 'POST',
    path: '/invoices/:id/mail',
    summary: 'Send an invoice to an address, in print',
    permission: 'folios.post',
    params: IdParams,
    body: InvoiceMail,
    reply: Invoice,
    run: async ({ tx, params, body }) => {
      const invoice = await findInvoice(tx, params.id);
      authorize(tx.actor, 'folios.post', invoice.outlet_id);
      await mailInvoice(tx, invoice, body.to);
      return invoice;
    },
  }),
  act({
    method: 'POST',
    path: '/invoices/:id/credit',
    summary: 'Correct an invoice with a credit note',
    permission: 'folios.correct',
    params: IdParams,
    body: Reversal,
    reply: Invoice,
    status: 201,
    run: async ({ tx, params, body }) => {
      const invoice = await findInvoice(tx, params.id);
      authorize(tx.actor, 'folios.correct', invoice.outlet_id);
      return creditInvoice(tx, invoice.id, body.reason);
    },
  }),
  act({
    method: 'POST',
    path: '/invoices/:id/allocations',
    summary: 'Settle a company’s invoice with a payment of the company',
    permission: 'ledger.manage',
    params: IdParams,
    body: NewAllocation,
    reply: Invoice,
    status: 201,
    run: async ({ tx, params, body }) => {
      const invoice = await findInvoice(tx, params.id);
      authorize(tx.actor, 'ledger.manage', invoice.outlet_id);
      return allocatePayment(tx, invoice, body);
    },
  }),
  act({
    method: 'POST',
    path: '/invoices/:id/allocations/undo',
    summary: 'Let an invoice be open again that a payment settled',
    permission: 'ledger.manage',
    params: IdParams,
    body: UndoneAllocation,
    reply: Invoice,
    run: async ({ tx, params, body }) => {
      const invoice = await findInvoice(tx, params.id);
      authorize(tx.actor, 'ledger.manage', invoice.outlet_id);
      return undoAllocation(tx, invoice, body.payment_id);
    },
  }),
];
