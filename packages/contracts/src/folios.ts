import { Type, type Static } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Name, Nullable, OneOf } from './envelope.ts';
import { FOLIO_STATUSES, RESERVATION_STATUSES } from './lifecycles.ts';
import { PAYMENT_METHODS } from './payments.ts';

/** The accounts of guests and companies. */

export const FOLIO_KINDS = ['GUEST', 'MASTER', 'COMPANY', 'HOUSE'] as const;
export type FolioKind = (typeof FOLIO_KINDS)[number];
export const POSTING_KINDS = ['CHARGE', 'PAYMENT', 'REFUND', 'TRANSFER'] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];
/** GUEST: who stays; DEPOSIT: money held before arrival; CITY: what companies owe. */
export const LEDGERS = ['GUEST', 'DEPOSIT', 'CITY'] as const;
export type Ledger = (typeof LEDGERS)[number];
export const CHARGE_CATEGORIES = ['ROOM', 'FOOD', 'BEVERAGE', 'SERVICE', 'FEE', 'OTHER'] as const;
export const INVOICE_KINDS = ['INVOICE', 'CREDIT_NOTE'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

export const WindowNumber = Type.Integer({
  minimum: 1,
  maximum: 8,
  description: 'One of the eight windows of a folio',
});
const Amount = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000, description: 'In the currency’s minor unit' });
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const ChargeCodeName = Type.String({ pattern: '^[A-Z0-9_]{1,40}$' });

export const ChargeCode = Type.Object({
  id: Id,
  outlet_id: Id,
  code: Type.String(),
  name: Type.String(),
  category: OneOf(CHARGE_CATEGORIES),
  price_minor: Nullable(MinorUnits),
  sort_order: Type.Integer(),
  is_active: Type.Boolean(),
  version: Type.Integer(),
});
const chargeCodeFields = {
  name: Name,
  category: OneOf(CHARGE_CATEGORIES),
  price_minor: Type.Optional(
    Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: 'What one usually costs' })),
  ),
  sort_order: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
};
export const NewChargeCode = Body({ outlet_id: Id, code: ChargeCodeName, ...chargeCodeFields });
export const ChargeCodeChange = Body({
  ...chargeCodeFields,
  name: Type.Optional(Name),
  category: Type.Optional(OneOf(CHARGE_CATEGORIES)),
  is_active: Type.Optional(Type.Boolean()),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
});

export const PostedTax = Type.Object({
  code: Type.String(),
  name: Type.String(),
  amount_minor: MinorUnits,
  is_inclusive: Type.Boolean(),
});
export type PostedTax = Static<typeof PostedTax>;

export const Posting = Type.Object({
  id: Id,
  outlet_id: Id,
  folio_id: Id,
  window_no: WindowNumber,
  kind: OneOf(POSTING_KINDS),
  ledger: OneOf(LEDGERS),
  charge_code: Type.String(),
  description: Type.String(),
  quantity: Type.Integer(),
  amount_minor: MinorUnits,
  net_minor: MinorUnits,
  tax_minor: MinorUnits,
  taxes: Type.Array(PostedTax),
  business_date: CivilDate,
  payment_id: Nullable(Id),
  source: Type.String(),
  source_key: Nullable(Type.String()),
  reversal_of: Nullable(Id),
  part_of: Nullable(Id),
  link_id: Nullable(Id),
  reason: Nullable(Type.String()),
  posted_by_name: Type.String(),
  created_at: Instant,
});
export type Posting = Static<typeof Posting>;

export const Folio = Type.Object({
  id: Id,
  outlet_id: Id,
  kind: OneOf(FOLIO_KINDS),
  status: OneOf(FOLIO_STATUSES),
  name: Type.String(),
  reservation_id: Nullable(Id),
  booking_id: Nullable(Id),
  block_id: Nullable(Id),
  guest_id: Nullable(Id),
  company_id: Nullable(Id),
  currency: Currency,
  opened_on: CivilDate,
  closed_on: Nullable(CivilDate),
  pays_categories: Nullable(Type.Array(OneOf(CHARGE_CATEGORIES))),
  balance_minor: MinorUnits,
  version: Type.Integer(),
  created_at: Instant,
});
export type Folio = Static<typeof Folio>;

/** The stay that a folio is of, where it is of one. */
export const FolioStay = Type.Object({
  reservation_id: Id,
  status: OneOf(RESERVATION_STATUSES),
  confirmation_code: Type.String(),
  room_number: Nullable(Type.String()),
  start_date: CivilDate,
  end_date: CivilDate,
});
export const ListedFolio = Type.Intersect([Folio, Type.Object({ stay: Nullable(FolioStay) })]);
export type ListedFolio = Static<typeof ListedFolio>;
export const BALANCE_SIDES = ['DUE', 'CREDIT', 'SETTLED'] as const;

/** A payment where it stands now, and what of it may still be given back or settle something. */
export const FolioPayment = Type.Object({
  payment_id: Id,
  posting_id: Id,
  method: Type.String(),
  reference: Type.String(),
  business_date: CivilDate,
  amount_minor: MinorUnits,
  left_minor: MinorUnits,
});
export type FolioPayment = Static<typeof FolioPayment>;

export const RoutingRule = Type.Object({
  id: Id,
  folio_id: Id,
  charge_codes: Nullable(Type.Array(Type.String())),
  categories: Nullable(Type.Array(OneOf(CHARGE_CATEGORIES))),
  start_date: Nullable(CivilDate),
  end_date: Nullable(CivilDate),
  to_folio_id: Id,
  to_folio_name: Type.String(),
  to_window: WindowNumber,
});
export type RoutingRule = Static<typeof RoutingRule>;
const routingFields = {
  charge_codes: Type.Optional(Nullable(Type.Array(ChargeCodeName, { minItems: 1, maxItems: 100 }))),
  categories: Type.Optional(Nullable(Type.Array(OneOf(CHARGE_CATEGORIES), { minItems: 1, maxItems: 6 }))),
  start_date: Type.Optional(Nullable(CivilDate)),
  end_date: Type.Optional(Nullable(CivilDate)),
  to_window: Type.Optional(WindowNumber),
};
export const NewRoutingRule = Body({ to_folio_id: Id, ...routingFields });
export const RoutingRuleChange = Body({ to_folio_id: Type.Optional(Id), ...routingFields });

export const OpenedFolio = Type.Intersect([
  ListedFolio,
  Type.Object({
    payments: Type.Array(FolioPayment),
    routing: Type.Array(RoutingRule),
    windows: Type.Array(Type.Object({ window_no: WindowNumber, balance_minor: MinorUnits })),
    postings: Type.Array(
      Type.Intersect([Posting, Type.Object({ is_reversed: Type.Boolean(), invoice_id: Nullable(Id) })]),
    ),
  }),
]);

export const NewFolio = Body({
  outlet_id: Id,
  kind: OneOf(['MASTER', 'COMPANY', 'HOUSE'] as const),
  name: Name,
  booking_id: Type.Optional(Id),
  block_id: Type.Optional(Id),
  guest_id: Type.Optional(Id),
  company_id: Type.Optional(Id),
  pays_categories: Type.Optional(Type.Array(OneOf(CHARGE_CATEGORIES), { minItems: 1, maxItems: 6 })),
});

export const NewCharge = Body({
  charge_code: ChargeCodeName,
  description: Type.Optional(Name),
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  amount_minor: Type.Integer({
    minimum: -1_000_000_000_000,
    maximum: 1_000_000_000_000,
    description: 'The whole charge, inclusive taxes inside; negative for an allowance',
  }),
  window_no: Type.Optional(WindowNumber),
});

export const FOLIO_PAYMENT_METHODS = [...PAYMENT_METHODS, 'CITY_LEDGER'] as const;
export const NewFolioPayment = Body({
  method: OneOf(['CASH', 'CARD', 'BANK_TRANSFER', 'VOUCHER', 'CITY_LEDGER'] as const),
  amount_minor: Amount,
  tendered_minor: Type.Optional(Amount),
  reference: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  company_id: Type.Optional(Id),
  window_no: Type.Optional(WindowNumber),
  is_deposit: Type.Optional(Type.Boolean({ description: 'Money before arrival: kept apart until the stay begins' })),
});

export const NewRefund = Body({ payment_id: Id, amount_minor: Amount, reason: Reason });
export const Reversal = Body({ reason: Reason });
export const Move = Body({ folio_id: Type.Optional(Id), window_no: Type.Optional(WindowNumber) });
export const Split = Body({
  parts: Type.Array(
    Body({
      weight: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000, description: 'An amount, a per cent or a share' }),
      folio_id: Type.Optional(Id),
      window_no: Type.Optional(WindowNumber),
    }),
    { minItems: 2, maxItems: 20 },
  ),
});

export const BillTo = Body({
  name: Name,
  tax_number: Type.Optional(Type.String({ maxLength: 60 })),
  address: Type.Optional(Type.String({ maxLength: 500 })),
  email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
});
export type BillTo = Static<typeof BillTo>;
export const NewInvoice = Body({
  window_no: Type.Optional(WindowNumber),
  company_id: Type.Optional(Id),
  bill_to: Type.Optional(BillTo),
});
export const InvoiceLine = Type.Object({
  date: CivilDate,
  charge_code: Type.String(),
  description: Type.String(),
  quantity: Type.Integer(),
  net_minor: MinorUnits,
  tax_minor: MinorUnits,
  amount_minor: MinorUnits,
});
export type InvoiceLine = Static<typeof InvoiceLine>;
export const InvoicePayment = Type.Object({
  date: CivilDate,
  method: Type.String(),
  description: Type.String(),
  amount_minor: MinorUnits,
});
export type InvoicePayment = Static<typeof InvoicePayment>;
export const Invoice = Type.Object({
  id: Id,
  outlet_id: Id,
  folio_id: Id,
  window_no: WindowNumber,
  kind: OneOf(INVOICE_KINDS),
  number: Type.Integer(),
  business_date: CivilDate,
  due_date: CivilDate,
  currency: Currency,
  company_id: Nullable(Id),
  credit_of: Nullable(Id),
  reason: Nullable(Type.String()),
  seller: Type.Object({ name: Type.String(), address: Nullable(Type.String()), city: Nullable(Type.String()) }),
  bill_to: BillTo,
  lines: Type.Array(InvoiceLine),
  taxes: Type.Array(PostedTax),
  payments: Type.Array(InvoicePayment),
  net_minor: MinorUnits,
  tax_minor: MinorUnits,
  total_minor: MinorUnits,
  receivable_minor: MinorUnits,
  open_minor: MinorUnits,
  issued_by_name: Type.String(),
  created_at: Instant,
});
export type Invoice = Static<typeof Invoice>;

export const NewAllocation = Body({ payment_id: Id, amount_minor: Amount });
export const InvoiceMail = Body({ to: Type.String({ format: 'email', maxLength: 254 }) });
export const UndoneAllocation = Body({ payment_id: Id });
export const Allocation = Type.Object({
  payment_id: Id,
  invoice_id: Id,
  number: Type.Integer(),
  amount_minor: MinorUnits,
  created_at: Instant,
});
export type Allocation = Static<typeof Allocation>;

export const CompanyAccount = Type.Object({
  company_id: Id,
  name: Type.String(),
  folio_id: Id,
  credit_limit_minor: Nullable(MinorUnits),
  balance_minor: MinorUnits,
  current_minor: MinorUnits,
  overdue_30_minor: MinorUnits,
  overdue_60_minor: MinorUnits,
  overdue_90_minor: MinorUnits,
  uninvoiced_minor: MinorUnits,
  /** Money of the company that settles no invoice yet. */
  unallocated_minor: MinorUnits,
});
export type CompanyAccount = Static<typeof CompanyAccount>;

/** A company's account as the credit desk works on it. */
export const OpenedAccount = Type.Intersect([
  CompanyAccount,
  Type.Object({
    outlet_id: Id,
    currency: Currency,
    business_date: CivilDate,
    invoices: Type.Array(Invoice),
    payments: Type.Array(FolioPayment),
    allocations: Type.Array(Allocation),
  }),
]);
export type OpenedAccount = Static<typeof OpenedAccount>;

export const TrialBalance = Type.Object({
  outlet_id: Id,
  date: CivilDate,
  currency: Currency,
  ledgers: Type.Array(
    Type.Object({
      ledger: OneOf(LEDGERS),
      opening_minor: MinorUnits,
      activity_minor: MinorUnits,
      closing_minor: MinorUnits,
    }),
  ),
});
export type TrialBalance = Static<typeof TrialBalance>;

export const DayTakings = Type.Object({
  charges: Type.Array(
    Type.Object({ charge_code: Type.String(), net_minor: MinorUnits, tax_minor: MinorUnits, amount_minor: MinorUnits }),
  ),
  payments: Type.Array(
    Type.Object({ method: OneOf(PAYMENT_METHODS), paid_minor: MinorUnits, refunded_minor: MinorUnits }),
  ),
});
export type DayTakings = Static<typeof DayTakings>;
