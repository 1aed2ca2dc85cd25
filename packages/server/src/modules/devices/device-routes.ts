import {
  DeviceMessages,
  DeviceStatusReport,
  Id,
  IdParams,
  Instant,
  MachineSale,
  MachineSaleReply,
  RegisterDevice,
  RegisteredDevice,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { DomainError } from '../../platform/errors.ts';
import { act, open, read, type OpenInput, type Route } from '../../platform/http/route.ts';
import { newId } from '../../platform/ids.ts';
import { audit } from '../../platform/transaction.ts';
import { recordSale } from './commands/record-sales.ts';
import { registerWithKey, rotateToken } from './commands/register-device.ts';
import { putAside } from './commands/take-messages.ts';
import { receive } from './inbox.ts';
import { checkMessage } from './messages.ts';
import { expectDevice } from './policy.ts';

const Received = Type.Object({
  taken: Type.Integer(),
  refused: Type.Array(Type.Object({ index: Type.Integer(), reason: Type.String() })),
  server_time: Instant,
});

/** What machines call. All but the first route need `X-Device-Token`. */
export const deviceRoutes: readonly Route[] = [
  open({
    method: 'POST',
    path: '/devices/register',
    summary: 'A machine joins an outlet with its provisioning key',
    permission: 'public',
    because:
      'the machine has no identity yet: its provisioning key says which tenant and outlet it joins. The command audits; the serial makes a repeat safe',
    body: RegisterDevice,
    reply: RegisteredDevice,
    status: 201,
    run: async ({ database, body: { provisioning_key, ...registration }, request }) => {
      const registered = await registerWithKey(database, provisioning_key, registration, {
        request_id: request.id,
        ip: request.ip,
      });
      return { ...registered, mqtt: { topic: `v1/${registered.tenant_id}/${registered.id}` } };
    },
  }),
  open({
    method: 'POST',
    path: '/devices/:id/status',
    summary: 'A machine reports its readings',
    permission: 'signed-in',
    because:
      'readings are telemetry: they are committed in groups and numbered by the machine, and are no acts to audit',
    params: IdParams,
    body: DeviceStatusReport,
    reply: Received,
    run: async (input) => {
      expectDevice(input.actor!, input.params.id);
      const { id, boot, seq, ts, historical, firmware, data, ...readings } = input.body;
      const now = input.clock.now();
      // A machine without numbers of its own is taken at its word as it comes: the server counts for it.
      const envelope = {
        id: id ?? newId(),
        boot: boot ?? 0,
        seq: seq ?? uniqueNumber(),
        ts: ts ?? now.toISOString(),
        historical,
        data: { ...readings, ...data, ...(firmware ? { firmware } : {}) },
      };
      return receiveAll(input, [{ kind: firmware ? 'birth' : 'telemetry', ...envelope }]);
    },
  }),
  open({
    method: 'POST',
    path: '/device/messages',
    summary: 'A machine sends messages as it would by MQTT',
    permission: 'signed-in',
    because:
      'messages are committed in groups and numbered by the machine, which makes a repeat safe; they are no acts to audit',
    body: DeviceMessages,
    reply: Received,
    run: (input) => {
      expectDevice(input.actor!);
      return receiveAll(input, input.body.messages);
    },
  }),
  open({
    method: 'POST',
    path: '/devices/:id/orders/create',
    summary: 'A machine uploads a sale',
    permission: 'signed-in',
    because:
      'a number used for another sale must leave an exception behind although the upload is refused; the number makes a repeat safe, and the sale is audited',
    params: IdParams,
    body: MachineSale,
    reply: MachineSaleReply,
    status: 201,
    run: async ({ database, clock, actor, params, body, request }) => {
      expectDevice(actor!, params.id);
      const upload = { device_id: params.id, sale: body, sold_at: clock.now().toISOString() };
      const context = { request: { request_id: request.id, ip: request.ip } };
      try {
        return await database.inTenant(
          actor!,
          async (tx) => {
            const sale = await recordSale(tx, upload);
            audit(tx, {
              action: 'devices.upload_sale',
              entity_type: 'machine_sale',
              entity_id: sale.id,
              after: { device_order_id: sale.device_order_id, amount_minor: sale.amount_minor },
            });
            return sale;
          },
          context,
        );
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'SALE_MISMATCH') throw error;
        const exception = {
          what: 'flawed' as const,
          device_id: params.id,
          kind: 'sale',
          payload: JSON.stringify(body),
          reason: '',
        };
        await database.inTenant(actor!, (tx) => putAside(tx, exception, error), context);
        throw error;
      }
    },
  }),
  act({
    method: 'POST',
    path: '/device/token/rotate',
    summary: 'A machine asks for its next token',
    permission: 'signed-in',
    reply: Type.Object({
      token: Type.Union([Type.String(), Type.Null()], {
        description: 'Shown once; the present token works until this one is used',
      }),
    }),
    shown_once: ['token'],
    run: async ({ tx, actor }) => {
      expectDevice(actor);
      return { token: await rotateToken(tx, actor.id) };
    },
  }),
  read({
    path: '/device/time',
    summary: 'The house’s clock',
    permission: 'signed-in',
    reply: Type.Object({ now: Instant, device_id: Id }),
    run: async ({ tx, actor }) => {
      expectDevice(actor);
      return { now: tx.now.toISOString(), device_id: actor.id };
    },
  }),
];

async function receiveAll(
  input: OpenInput<never, never, never>,
  messages: readonly { kind: string; [field: string]: unknown }[],
) {
  const actor = input.actor!;
  const outcomes = await Promise.all(
    messages.map(({ kind, ...content }) =>
      receive(input, actor.tenant_id, checkMessage(actor.id, kind, content, null)),
    ),
  );
  const refused = outcomes.flatMap((outcome, index) =>
    outcome.taken ? [] : [{ index, reason: outcome.because.message }],
  );
  return { taken: messages.length - refused.length, refused, server_time: input.clock.now().toISOString() };
}

let lastNumber = 0;

/** A number greater than any before it, also when two arrive in the same millisecond. */
function uniqueNumber(): number {
  lastNumber = Math.max(lastNumber + 1, Date.now() * 1_000);
  return lastNumber;
}
