import { createClient } from 'redis';
import { newId } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import { Listeners, ringAtMostEvery, SHORTEST_GAP_MS, type Signal } from '../../platform/events/signal.ts';

const CHANNEL = 'hostelry:events';
const CONNECT_WITHIN_MS = 1_000;
const LONGEST_PAUSE_MS = 2_000;

/**
 * The signal over Redis, for houses of many servers: the ring does not burden the database. While Redis is away
 * this process still hears itself at once, and the others by looking at the log every second.
 */
export async function startRedisSignal(url: string, log: Log): Promise<Signal & { check(): Promise<void> }> {
  const listeners = new Listeners();
  // A server does not answer its own ring: it heard it before it was sent.
  const self = newId();
  const speaker = connect(url, log, 'speaker');
  const hearer = connect(url, log, 'hearer');
  // Something may have been rung while there was no connection.
  hearer.on('ready', () => listeners.call());
  const speaking = speaker.connect().catch(() => undefined);
  const hearing = hearer
    .connect()
    .then(() =>
      hearer.subscribe(CHANNEL, (sender) => {
        if (sender !== self) listeners.call();
      }),
    )
    .catch(() => undefined);
  await Promise.race([
    Promise.all([speaking, hearing]),
    new Promise((resume) => setTimeout(resume, CONNECT_WITHIN_MS).unref()),
  ]);

  const ring = ringAtMostEvery(SHORTEST_GAP_MS, () => {
    listeners.call();
    if (speaker.isReady) speaker.publish(CHANNEL, self).catch((error) => log.debug({ err: error }, 'could not ring'));
  });
  return {
    notify: ring,
    onNotify: (listener) => listeners.add(listener),
    check: async () => {
      if (!hearer.isReady) throw new Error('Redis is not connected');
      await speaker.ping();
    },
    stop: async () => {
      for (const client of [speaker, hearer]) if (client.isOpen) client.destroy();
    },
  };
}

/** A client that reconnects for ever and says once when it lost Redis and once when it is back. */
function connect(url: string, log: Log, task: string) {
  let away = false;
  const client = createClient({
    url,
    name: `hostelry-${task}`,
    disableOfflineQueue: true,
    pingInterval: 15_000,
    socket: {
      connectTimeout: 5_000,
      reconnectStrategy: (attempts) => Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(attempts, 10)),
    },
  });
  client.on('error', (error: Error) => {
    if (!away) log.warn({ err: error, task }, 'Redis is away; events are found by looking at the log every second');
    away = true;
  });
  client.on('ready', () => {
    if (away) log.info({ task }, 'Redis is back');
    away = false;
  });
  return client;
}
