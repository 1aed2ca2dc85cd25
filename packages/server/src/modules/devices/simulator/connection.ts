import mqtt, { type MqttClient } from 'mqtt';
import { SimulatedMachine, type Spoken } from './machine.ts';

export interface MachineOptions {
  /** `mqtt://…` of the broker. */
  url: string;
  tenant_id: string;
  id: string;
  token: string;
  random: () => number;
  interval_ms: number;
  /** How often its line is cut just after it spoke, before it hears the acknowledgement: 0 never, 1 always. */
  cut_rate?: number;
  onChange?: (state: 'online' | 'offline' | 'refused') => void;
}

const KEEPALIVE_SECONDS = 5;

/** Connects a simulated machine and lets it live until it is stopped. It comes back by itself when the line is cut. */
export function startMachine(options: MachineOptions): { stop(): Promise<void> } {
  const topic = (kind: string) => `v1/${options.tenant_id}/${options.id}/${kind}`;
  // The start of a machine that keeps no counter of its own: later starts are greater.
  const machine = new SimulatedMachine(Math.floor(Date.now() / 1_000), options.random);
  const will = () => willOf(machine.lastWill(), topic('state'));
  const client = mqtt.connect(options.url, {
    clientId: options.id,
    username: 'machine',
    password: options.token,
    keepalive: KEEPALIVE_SECONDS,
    reconnectPeriod: 1_000,
    connectTimeout: 10_000,
    clean: true,
    will: will(),
  });
  const say = ({ kind, envelope }: Spoken) => client.publish(topic(kind), JSON.stringify(envelope), { qos: 1 });
  client.on('connect', () => {
    client.subscribe(topic('time'), { qos: 1 });
    say(machine.birth());
    options.onChange?.('online');
  });
  client.on('close', () => {
    // Each connection has a last will of its own, numbered before the birth that follows.
    client.options.will = will();
    options.onChange?.('offline');
  });
  client.on('error', () => options.onChange?.('refused'));
  const living = setInterval(
    () => {
      if (!client.connected) return;
      machine.live().forEach(say);
      if (options.random() < (options.cut_rate ?? 0)) client.stream.destroy();
    },
    options.interval_ms * (0.9 + options.random() * 0.2),
  );
  return { stop: () => stopMachine(client, living, () => say(machine.goodbye())) };
}

async function stopMachine(client: MqttClient, living: NodeJS.Timeout, goodbye: () => void): Promise<void> {
  clearInterval(living);
  if (client.connected) goodbye();
  // Waits for what is under way to be acknowledged, unless nobody is there to do so.
  await client.endAsync(!client.connected);
}

function willOf({ envelope }: Spoken, topic: string) {
  return { topic, payload: Buffer.from(JSON.stringify(envelope)), qos: 1 as const, retain: false };
}
