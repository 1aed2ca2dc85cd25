import { InvalidArgumentError, type Command } from 'commander';
import type { House } from '../house.ts';
import { createProvisioningKey, startMachine } from '../modules/devices/index.ts';
import { allOutlets } from '../modules/outlets/index.ts';
import { systemActor } from '../platform/actor.ts';
import type { WithHouse } from './context.ts';
import { addSimulateAgentCommand } from './simulate-agent.ts';

interface SimulateOptions {
  outlet?: string;
  provisioningKey?: string;
  api: string;
  url: string;
  prefix: string;
  interval: number;
  cut: number;
}

interface Joined {
  id: string;
  token: string;
  tenant_id: string;
}

const MODELS = ['Crema 9', 'Piccola S', 'Filtro XL'] as const;

/** `hostelry simulate devices N`: coffee machines that register, connect and live as real ones would. */
export function addSimulateCommand(program: Command, withHouse: WithHouse): void {
  const simulate = program
    .command('simulate')
    .description('pretend to be machines or a travel agent, against a running house');
  addSimulateAgentCommand(simulate);
  simulate
    .command('devices')
    .argument('<count>', 'how many machines', wholeNumber)
    .description('coffee machines that report readings and sell drinks until Ctrl-C')
    .option('--outlet <outlet>', 'where they stand: an outlet’s id or name (needs this house’s database)')
    .option('--provisioning-key <key>', 'a key made in the console, instead of --outlet')
    .option(
      '--api <url>',
      'where the house answers',
      process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? 4680}`,
    )
    .option(
      '--url <url>',
      'where its MQTT broker listens',
      process.env.MQTT_URL ?? `mqtt://127.0.0.1:${process.env.MQTT_PORT ?? 1883}`,
    )
    .option('--prefix <text>', 'how their serials begin', 'SIM')
    .option('--interval <seconds>', 'seconds between readings', wholeNumber, 5)
    .option('--cut <percent>', 'how often a line is cut before an acknowledgement is heard', percent, 0)
    .action(async (count: number, options: SimulateOptions) => {
      const key = options.provisioningKey ?? (await withHouse((house) => keyForOutlet(house, options.outlet)));
      await simulateDevices(count, key, options);
    });
}

async function simulateDevices(count: number, key: string, options: SimulateOptions): Promise<void> {
  const states = new Map<string, string>();
  const running: { stop(): Promise<void> }[] = [];
  for (let n = 1; n <= count; n += 1) {
    const serial = `${options.prefix}-${String(n).padStart(4, '0')}`;
    const { id, token, tenant_id } = await join(options.api, {
      serial,
      model: MODELS[n % MODELS.length]!,
      provisioning_key: key,
    });
    running.push(
      startMachine({
        url: options.url,
        tenant_id,
        id,
        token,
        random: Math.random,
        interval_ms: options.interval * 1_000,
        cut_rate: options.cut / 100,
        onChange: (state) => states.set(serial, state),
      }),
    );
  }
  const telling = setInterval(() => console.log(tell(states, count)), 5_000);
  console.log(`${count} machines are connecting to ${options.url}. Press Ctrl-C to switch them off.`);
  await new Promise<void>((resume) => process.once('SIGINT', resume).once('SIGTERM', resume));
  clearInterval(telling);
  await Promise.all(running.map((machine) => machine.stop()));
  console.log('All machines are switched off.');
}

function tell(states: ReadonlyMap<string, string>, count: number): string {
  const online = [...states.values()].filter((state) => state === 'online').length;
  const refused = [...states].filter(([, state]) => state === 'refused').map(([serial]) => serial);
  return `${online} of ${count} online${refused.length > 0 ? `; refused: ${refused.slice(0, 5).join(', ')}` : ''}`;
}

async function join(api: string, registration: object): Promise<Joined> {
  const reply = await fetch(`${api}/api/v1/devices/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(registration),
  }).catch((error: Error) => {
    throw new Error(
      `The house does not answer at ${api} (${(error.cause as Error | undefined)?.message ?? error.message}). Start it, or give --api.`,
    );
  });
  const { ok, data, error } = (await reply.json()) as {
    ok: boolean;
    data: Joined;
    error?: { message: string; details?: unknown };
  };
  if (!ok)
    throw new Error(
      `${error!.message} ${JSON.stringify({ ...registration, provisioning_key: '…', details: error!.details })}`,
    );
  return data;
}

/** A new key of the named outlet; without a name, of the only café there is. */
async function keyForOutlet(house: House, wanted: string | undefined): Promise<string> {
  const tenants = await house.database.asSystem((db) =>
    db.selectFrom('identity.tenants').select('id').orderBy('id').execute(),
  );
  const found: { tenant_id: string; outlet_id: string; name: string }[] = [];
  for (const { id: tenant_id } of tenants) {
    const outlets = await house.database.inTenant(systemActor(tenant_id), (tx) => allOutlets(tx), { read_only: true });
    for (const outlet of outlets) {
      if (wanted ? outlet.id === wanted || outlet.name === wanted : outlet.kind === 'CAFE')
        found.push({ tenant_id, outlet_id: outlet.id, name: outlet.name });
    }
  }
  if (found.length !== 1) {
    const choice = found.map((outlet) => `"${outlet.name}" (${outlet.outlet_id})`).join(', ');
    throw new Error(
      found.length === 0
        ? `There is no outlet ${wanted ? `"${wanted}"` : 'of kind CAFE'}; give its id or name in --outlet.`
        : `Which outlet? Give one of these ids in --outlet: ${choice}.`,
    );
  }
  const { tenant_id, outlet_id, name } = found[0]!;
  const { secret } = await house.database.inTenant(systemActor(tenant_id, 'command line'), (tx) =>
    createProvisioningKey(tx, { outlet_id, name: `Simulator at ${name}` }),
  );
  return secret;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw new InvalidArgumentError('It must be a whole number from 1 to 10,000.');
  return number;
}

function percent(text: string): number {
  const number = Number(text);
  if (!(number >= 0 && number <= 100)) throw new InvalidArgumentError('It must be a number from 0 to 100.');
  return number;
}
