import { Type, type Static } from 'typebox';
import { Body, Currency, Id, Instant, MinorUnits, Name, Nullable, OneOf } from './envelope.ts';
import { DEVICE_STATUSES } from './lifecycles.ts';

/** What machines say to the house, and what people see of them. */

/** The last part of a machine's topic: `v1/{tenant}/{device}/{kind}`. */
export const DEVICE_MESSAGE_KINDS = ['birth', 'state', 'telemetry', 'event', 'bins', 'sale'] as const;
export type DeviceMessageKind = (typeof DEVICE_MESSAGE_KINDS)[number];

const Counter = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** The envelope of every message. `boot` counts the machine's starts, `seq` its messages since; both together order them. */
export const DeviceEnvelope = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64, description: 'The machine’s own id of the message' }),
  boot: Counter,
  seq: Counter,
  ts: Instant,
  historical: Type.Optional(Type.Boolean({ description: 'Kept while the machine was offline' })),
  data: Type.Unsafe<Record<string, unknown>>(Type.Object({}, { additionalProperties: true })),
});
export type DeviceEnvelope = Static<typeof DeviceEnvelope>;

export const MACHINE_PAYMENT_METHODS = ['CASH', 'CARD', 'QR', 'WALLET', 'VOUCHER', 'FREE', 'OTHER'] as const;

export const MachineSale = Body({
  device_order_id: Type.String({
    minLength: 1,
    maxLength: 64,
    pattern: '^[\\x21-\\x7e]+$',
    description: 'The machine’s own number of the sale; the same number is the same sale',
  }),
  items: Type.Array(
    Body({
      name: Name,
      sku: Type.Optional(Type.String({ maxLength: 64 })),
      quantity: Type.Integer({ minimum: 1, maximum: 1_000 }),
      price_minor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    }),
    { minItems: 1, maxItems: 50 },
  ),
  payment_method: OneOf(MACHINE_PAYMENT_METHODS),
  amount_minor: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
  currency: Type.Optional(Currency),
  sold_at: Type.Optional(Instant),
});
export type MachineSale = Static<typeof MachineSale>;

export const MachineSaleReply = Type.Object({
  id: Id,
  device_id: Id,
  device_order_id: Type.String(),
  items: Type.Array(Type.Unknown()),
  cups: Type.Integer(),
  payment_method: Type.String(),
  amount_minor: MinorUnits,
  currency: Type.String(),
  sold_at: Instant,
  business_date: Type.String(),
  recorded_at: Instant,
});
export type MachineSaleReply = Static<typeof MachineSaleReply>;

export const RegisterDevice = Body({
  serial: Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]*$' }),
  model: Name,
  name: Type.Optional(Name),
  provisioning_key: Type.String({ minLength: 1, maxLength: 200 }),
});

export const RegisteredDevice = Type.Object({
  id: Id,
  token: Type.String({ description: 'Shown once; the house keeps only its hash' }),
  tenant_id: Id,
  outlet_id: Id,
  serial: Type.String(),
  name: Type.String(),
  status: OneOf(DEVICE_STATUSES),
  mqtt: Type.Object({ topic: Type.String({ description: 'The prefix of every topic of this machine' }) }),
});

/** A reading by HTTP. Without numbers of its own the message is taken as the newest; any other field is a reading. */
export const DeviceStatusReport = Type.Object(
  {
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    boot: Type.Optional(Counter),
    seq: Type.Optional(Counter),
    ts: Type.Optional(Instant),
    historical: Type.Optional(Type.Boolean()),
    firmware: Type.Optional(Type.String({ maxLength: 64 })),
    data: Type.Optional(Type.Object({}, { additionalProperties: true })),
  },
  { additionalProperties: true },
);

export const DeviceMessages = Body({
  messages: Type.Array(Type.Object({ kind: Type.String({ maxLength: 64 }) }, { additionalProperties: true }), {
    minItems: 1,
    maxItems: 500,
  }),
});

export const DeviceRow = Type.Object({
  id: Id,
  outlet_id: Id,
  serial: Type.String(),
  model: Type.String(),
  name: Type.String(),
  status: OneOf(DEVICE_STATUSES),
  is_online: Type.Boolean(),
  last_seen_at: Nullable(Instant),
  last_boot: Nullable(Type.Integer()),
  firmware: Nullable(Type.String()),
  version: Type.Integer(),
  created_at: Instant,
  cups_today: Type.Integer({ description: 'Cups sold on the outlet’s open business day' }),
});
export type DeviceRow = Static<typeof DeviceRow>;

export const DeviceSummary = Type.Object({
  ...DeviceRow.properties,
  sales_today: Type.Object({ count: Type.Integer(), amount_minor: MinorUnits, currency: Type.String() }),
  latest: Type.Array(
    Type.Object({
      kind: Type.String(),
      boot: Type.Integer(),
      seq: Type.Integer(),
      sent_at: Instant,
      received_at: Instant,
      data: Type.Unknown(),
    }),
  ),
  messages: Type.Array(
    Type.Object({
      kind: Type.String(),
      boot: Type.Integer(),
      seq: Type.Integer(),
      sent_at: Instant,
      received_at: Instant,
      historical: Type.Boolean(),
      data: Type.Unknown(),
    }),
  ),
  sales: Type.Array(MachineSaleReply),
});
export type DeviceSummary = Static<typeof DeviceSummary>;

export const ChangeDevice = Body({
  name: Type.Optional(Name),
  status: Type.Optional(OneOf(DEVICE_STATUSES)),
  version: Type.Optional(Type.Integer()),
});

export const CreateProvisioningKey = Body({ outlet_id: Id, name: Name, expires_at: Type.Optional(Nullable(Instant)) });

export const ProvisioningKeyRow = Type.Object({
  id: Id,
  outlet_id: Id,
  name: Type.String(),
  prefix: Type.String(),
  created_at: Instant,
  expires_at: Nullable(Instant),
  revoked_at: Nullable(Instant),
  used_count: Type.Integer(),
  last_used_at: Nullable(Instant),
});

export const QuarantinedMessageRow = Type.Object({
  id: Id,
  device_id: Id,
  kind: Type.String(),
  reason: Type.String(),
  payload: Type.String(),
  received_at: Instant,
});
