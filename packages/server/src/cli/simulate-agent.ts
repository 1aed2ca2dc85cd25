import type { Command } from 'commander';
import { startSimulatedAgent, type SimulatedAgent } from '../adapters/channels/simulated-agent.ts';
import { addDays, nightsOf } from '../platform/clock.ts';

interface AgentOptions {
  port: string;
  key: string;
  secret: string;
  faults: string;
  interval: string;
  currency: string;
}

/** `hostelry simulate agent`: a travel agent that speaks the channel protocol and sells what it is told is free. */
export function addSimulateAgentCommand(simulate: Command): void {
  simulate
    .command('agent')
    .alias('ota')
    .description('a travel agent that keeps what it is told and sells rooms until Ctrl-C')
    .option('--port <port>', 'where it answers', '4690')
    .option('--key <key>', 'the key that the house sends', 'demo')
    .option('--secret <secret>', 'the secret that the house signs with', 'demo-secret-1')
    .option('--faults <percent>', 'how often it fails, goes silent, repeats and shuffles', '0')
    .option('--interval <seconds>', 'seconds between bookings', '10')
    .option('--currency <code>', 'the currency of its prices', 'EUR')
    .action(async (options: AgentOptions) => {
      const share = Number(options.faults) / 100;
      const faults = { failure: share, silence: share, repeat: share, shuffle: share };
      const agent = await startSimulatedAgent({ ...options, port: Number(options.port), faults });
      console.log(`A travel agent answers at ${agent.url} with key "${options.key}". Press Ctrl-C to close it.`);
      const selling = setInterval(() => sell(agent, options.currency), Number(options.interval) * 1_000);
      await new Promise<void>((resume) => process.once('SIGINT', resume).once('SIGTERM', resume));
      clearInterval(selling);
      await agent.stop();
    });
}

let sold = 0;

/** Sells two nights of a room that is free, and now and then changes or cancels at once what it sold. */
function sell(agent: SimulatedAgent, currency: string): void {
  const free = [...agent.rates].filter(([, price_minor]) => price_minor !== null);
  const [place, price_minor] = free[Math.floor(Math.random() * free.length)] ?? [];
  if (!place || typeof price_minor !== 'number') return;
  const [room_id, rate_id, arrival] = place.split(' ') as [string, string, string];
  if ((agent.availability.get(`${room_id} ${arrival}`) ?? 0) < 1) return;
  sold += 1;
  const booking = (revision: number, status: 'new' | 'modified' | 'cancelled', nights: number) => {
    const departure = addDays(arrival, nights);
    const line = { line: '1', room_id, rate_id, arrival, departure, adults: 1, children: 0 };
    const priced = nightsOf(arrival, departure).map((date) => ({ date, price_minor }));
    agent.tell({
      booking_id: `SIM-${process.pid}-${sold}`,
      revision,
      status,
      guest: { name: `Guest ${sold} of the agent` },
      currency,
      lines: [{ ...line, nights: priced }],
    });
  };
  booking(1, 'new', 2);
  if (Math.random() < 0.3) booking(2, 'modified', 3);
  if (Math.random() < 0.15) booking(3, 'cancelled', 3);
  console.log(
    `sold ${room_id} from ${arrival}; ${agent.waiting().length} waiting, told ${agent.received.updates} updates`,
  );
}
