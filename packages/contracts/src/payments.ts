import { Type, type Static } from 'typebox';
import { Body, CivilDate, Currency, Id, Instant, MinorUnits, Nullable, OneOf } from './envelope.ts';
import { PAYMENT_STATUSES } from './lifecycles.ts';
import { OrderLine } from './orders.ts';

export const PAYMENT_METHODS = ['CASH', 'CARD', 'ONLINE', 'BANK_TRANSFER', 'VOUCHER'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const Payment = Type.Object({
  id: Id,
  outlet_id: Id,
  order_id: Nullable(Id),
  folio_id: Nullable(Id),
  reference: Nullable(Type.String()),
  refunded_minor: MinorUnits,
  method: OneOf(PAYMENT_METHODS),
  status: OneOf(PAYMENT_STATUSES),
  amount_minor: MinorUnits,
  tendered_minor: Nullable(MinorUnits),
  change_minor: MinorUnits,
  currency: Currency,
  business_date: CivilDate,
  taken_by_name: Type.String(),
  captured_at: Nullable(Instant),
  created_at: Instant,
});
export type Payment = Static<typeof Payment>;

const Amount = Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'In the currency’s minor unit' });
export const CashPayment = Body({
  order_id: Type.Optional(Id),
  check_id: Type.Optional(Id),
  amount_minor: Type.Optional(Amount),
  tendered_minor: Type.Optional(Amount),
});
export type CashPayment = Static<typeof CashPayment>;

/** What is to be paid by card; what is due, the house knows. */
export const CardOrderRequest = Body({ cart_id: Id });
export const CardOrder = Type.Object({
  payment_id: Id,
  razorpay_order_id: Type.String(),
  amount_minor: MinorUnits,
  currency: Currency,
  key_id: Type.String(),
  is_sandbox: Type.Boolean({ description: 'The built-in gateway: no money moves' }),
});
const GatewayText = Type.String({ minLength: 1, maxLength: 200 });
export const CardProof = Body({
  razorpay_order_id: GatewayText,
  razorpay_payment_id: GatewayText,
  razorpay_signature: GatewayText,
});
export const CardPaid = Type.Object({
  status: Type.Literal('CAPTURED'),
  confirmation_code: Nullable(Type.String()),
  key: Nullable(Type.String({ description: 'Opens the booking at /g/book/<key>' })),
});
export const SandboxCheckout = Body({
  order_id: GatewayText,
  card_number: Type.String({ minLength: 1, maxLength: 40 }),
});
export const SandboxProof = Type.Object({
  razorpay_order_id: Type.String(),
  razorpay_payment_id: Type.String(),
  razorpay_signature: Type.String(),
});

export const DailyPayments = Type.Object({
  outlet_id: Id,
  date: CivilDate,
  currency: Currency,
  count: Type.Integer(),
  amount_minor: MinorUnits,
  tenders: Type.Array(Type.Object({ method: OneOf(PAYMENT_METHODS), count: Type.Integer(), amount_minor: MinorUnits })),
});
export type DailyPayments = Static<typeof DailyPayments>;

export const CHECK_STATUSES = ['OPEN', 'PARTIALLY_PAID', 'PAID', 'VOIDED'] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

/** The bill of an order. */
export const Check = Type.Object({
  id: Id,
  order_id: Id,
  number: Type.Integer(),
  status: OneOf(CHECK_STATUSES),
  currency: Currency,
  net_minor: MinorUnits,
  tax_minor: MinorUnits,
  total_minor: MinorUnits,
  paid_minor: MinorUnits,
  due_minor: MinorUnits,
  taxes: Type.Array(
    Type.Object({
      rate_bp: Type.Integer(),
      is_inclusive: Type.Boolean(),
      net_minor: MinorUnits,
      tax_minor: MinorUnits,
    }),
  ),
  lines: Type.Array(OrderLine),
  payments: Type.Array(Payment),
});
export type Check = Static<typeof Check>;
