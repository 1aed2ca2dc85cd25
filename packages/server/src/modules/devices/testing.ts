import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/transaction.ts';
import { createProvisioningKey } from './commands/provisioning-keys.ts';
import { registerDevice, type Registered } from './commands/register-device.ts';
import type { Message } from './messages.ts';

/** A provisioning key of an outlet. For tests and measurements only, as is everything here. */
export async function testKey(
  tenant: { act<T>(act: (tx: Tx) => Promise<T>): Promise<T> },
  outlet_id: string,
): Promise<string> {
  return (await tenant.act((tx) => createProvisioningKey(tx, { outlet_id, name: 'Test key' }))).secret;
}

/** A machine that registered, with its token. */
export function testDevice(
  tenant: { act<T>(act: (tx: Tx) => Promise<T>): Promise<T> },
  outlet_id: string,
): Promise<Registered> {
  return tenant.act((tx) => registerDevice(tx, outlet_id, { serial: `T-${newId()}`, model: 'Crema 9' }));
}

/** A message as a machine would send it. */
export function testMessage(
  device_id: string,
  boot: number,
  seq: number,
  data: Record<string, unknown> = {},
  kind: Message['kind'] = 'telemetry',
): Message {
  return { what: 'message', device_id, kind, envelope: testEnvelope(boot, seq, data), sale: null, connection_id: null };
}

/** The envelope around what a machine says. */
export function testEnvelope(boot: number, seq: number, data: Record<string, unknown> = {}) {
  return { id: newId(), boot, seq, ts: '2026-06-15T10:00:00Z', data };
}

/** A sale as a machine would upload it. */
export function testSale(device_order_id: string, amount_minor = 250) {
  return {
    device_order_id,
    items: [{ name: 'Latte', quantity: 1, price_minor: amount_minor }],
    payment_method: 'CARD' as const,
    amount_minor,
  };
}
