import type { House } from '../house.ts';
import {
  DRINKS,
  listDevices,
  registerDevice,
  rotateToken,
  startMachine,
  takeMessages,
  type Incoming,
} from '../modules/devices/index.ts';
import { systemActor } from '../platform/actor.ts';
import { newId } from '../platform/ids.ts';
import type { Database, Tx } from '../platform/transaction.ts';
import type { DemoGroup } from './group.ts';
import { picker, seededRandom } from './random.ts';

const MACHINES = [
  { serial: 'BICA-0001', model: 'Crema 9', name: 'Bar, left' },
  { serial: 'BICA-0002', model: 'Crema 9', name: 'Bar, right' },
  { serial: 'BICA-0003', model: 'Crema 9', name: 'Takeaway window' },
  { serial: 'BICA-0004', model: 'Piccola S', name: 'Upstairs' },
  { serial: 'BICA-0005', model: 'Piccola S', name: 'Terrace' },
  { serial: 'BICA-0006', model: 'Filtro XL', name: 'Filter station' },
] as const;

const MORNING_SALES = { least: 6, most: 24 };
const READING_EVERY_MS = 5_000;

/** The demo's café: six machines and what they sold this morning, once. */
export async function seedCafe(database: Database, group: DemoGroup): Promise<void> {
  // The morning is brought in quietly: nobody wants notifications of what happened before they came.
  await database.inTenant(systemActor(group.tenant_id, 'import'), async (tx) => {
    if ((await listDevices(tx, group.cafe_id)).length > 0) return;
    const pick = picker(seededRandom(20_260_616));
    for (const machine of MACHINES) {
      const { id } = await registerDevice(tx, group.cafe_id, machine);
      await takeMessages(tx, morningOf(tx, id, pick));
    }
  });
}

/** A morning of sales, kept by the machine and uploaded together. */
function morningOf(tx: Tx, device_id: string, pick: ReturnType<typeof picker>): Incoming[] {
  const sales = MORNING_SALES.least + pick.below(MORNING_SALES.most - MORNING_SALES.least);
  return Array.from({ length: sales }, (_, seq): Incoming => {
    const drink = pick.one(DRINKS);
    const sale = {
      device_order_id: `M-${seq + 1}`,
      items: [{ name: drink.name, quantity: 1, price_minor: drink.price_minor }],
      payment_method: pick.one(['CARD', 'CARD', 'QR', 'CASH'] as const),
      amount_minor: drink.price_minor,
    };
    const ts = new Date(tx.now.getTime() - (sales - seq) * 7 * 60_000).toISOString();
    return {
      what: 'message',
      device_id,
      kind: 'sale',
      envelope: { id: newId(), boot: 0, seq, ts, historical: true, data: sale },
      sale,
      connection_id: null,
    };
  });
}

/** Runs the demo's machines in this process, each on its own connection to the real broker. */
export async function startDemoMachines(
  house: House,
  group: DemoGroup,
  mqtt_port: number | null,
): Promise<{ stop(): Promise<void> }> {
  const url = house.config.mqtt_url ?? (mqtt_port === null ? null : `mqtt://127.0.0.1:${mqtt_port}`);
  if (url === null) return { stop: async () => undefined };
  const serials = new Set<string>(MACHINES.map((machine) => machine.serial));
  // A token is known only when it is made, so each start of the demo asks for the next one.
  const machines = await house.database.inTenant(systemActor(group.tenant_id, 'demo'), async (tx) => {
    const known = (await listDevices(tx, group.cafe_id)).filter(
      (device) => serials.has(device.serial) && device.status !== 'SUSPENDED' && device.status !== 'RETIRED',
    );
    const tokens: { id: string; token: string }[] = [];
    for (const { id } of known) tokens.push({ id, token: await rotateToken(tx, id) });
    return tokens;
  });
  const running = machines.map(({ id, token }, index) =>
    startMachine({
      url,
      tenant_id: group.tenant_id,
      id,
      token,
      random: seededRandom(house.clock.now().getTime() + index),
      interval_ms: READING_EVERY_MS,
    }),
  );
  return { stop: async () => void (await Promise.all(running.map((machine) => machine.stop()))) };
}
