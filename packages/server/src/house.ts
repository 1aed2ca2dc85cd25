import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { KafkaPublisher } from './adapters/kafka/publisher.ts';
import { startSentry } from './adapters/sentry/index.ts';
import { modules } from './modules.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { startEmbeddedDatabase, type EmbeddedDatabase } from './platform/database/embedded.ts';
import { migrate } from './platform/database/migrate.ts';
import { createPool, inspectRole } from './platform/database/pool.ts';
import { startFeed } from './platform/events/feed.ts';
import { startPostgresSignal, type Signal } from './platform/events/signal.ts';
import { startReaction } from './platform/events/subscriber.ts';
import { createHttpServer, type Platform } from './platform/http/server.ts';
import { startJobs, taskContext } from './platform/jobs.ts';
import { createLog, type Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { startHub, type Hub } from './platform/realtime/hub.ts';
import { Database } from './platform/transaction.ts';

export const PROCESS_ROLES = ['all', 'api', 'realtime', 'worker', 'devices'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];

export const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), '../migrations');

export interface House extends Platform {
  pool: pg.Pool;
  embedded: EmbeddedDatabase | null;
  direct_url: string;
  stop(): Promise<void>;
}

/** Opens the database, brings its schema up to date and builds the platform; serves nothing yet. */
export async function openHouse(config: Config, options: { clock?: Clock; log?: Log } = {}): Promise<House> {
  const log = options.log ?? createLog(config.log_level, process.stdout.isTTY);
  const embedded = config.database_url ? null : await startEmbeddedDatabase(config.data_dir, config.database_port);
  const url = config.database_url ?? embedded!.url;
  const direct_url = config.database_direct_url ?? embedded!.direct_url;
  const pool = createPool(url, config.database_pool_size);
  try {
    const { role, bypasses_rls, version } = await inspectRole(pool);
    if (bypasses_rls)
      throw new Error(
        `DATABASE_URL signs in as "${role}", which bypasses row-level security. Use an ordinary role there and give the owner in DATABASE_DIRECT_URL.`,
      );
    if (version < 150_000)
      throw new Error(`PostgreSQL ${Math.floor(version / 10_000)} is too old; Hostelry needs 15 or newer.`);
    const applied = await migrate(direct_url, MIGRATIONS, role);
    if (applied.length > 0) log.info({ applied }, 'the database schema is up to date');
    const signal = config.redis_url
      ? await startRedis(config.redis_url, log)
      : await startPostgresSignal(direct_url, pool, log);
    const clock = options.clock ?? systemClock;
    const database = new Database({ pool, clock, onCommittedEvents: () => signal.notify() });
    const reportBug = config.sentry_dsn ? await startSentry(config.sentry_dsn) : undefined;
    return {
      config,
      log,
      clock,
      database,
      signal,
      metrics: createMetrics(),
      reportBug,
      pool,
      embedded,
      direct_url,
      stop: async () => {
        await signal.stop();
        await pool.end();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await pool.end();
    await embedded?.stop();
    throw error;
  }
}

/** The HTTP server of all modules, not yet listening. Tests use it as it is. */
export async function createApp(house: House): Promise<FastifyInstance> {
  const authenticators = modules.flatMap((module) => module.authenticators ?? []);
  return createHttpServer(
    house,
    modules.map((module) => ({ name: module.name, routes: module.routes ?? [] })),
    authenticators,
  );
}

/** The realtime hub, with the modules' caches listening to it. */
export async function createHub(house: House): Promise<Hub> {
  const hub = await startHub(house.database, house.signal, house.metrics, house.log);
  for (const module of modules) if (module.onEvent) hub.onEvent((event) => module.onEvent!(event));
  return hub;
}

/** Jobs by the clock, reactions to events, and the event stream to Kafka where there is one. */
export async function startWork(house: House): Promise<{ kafka: KafkaPublisher | null; stop(): Promise<void> }> {
  const { config, database, signal, log } = house;
  const kafka = config.kafka_brokers.length > 0 ? await startKafka(config.kafka_brokers) : null;
  const followers = modules
    .flatMap((module) => module.reactions ?? [])
    .map((reaction) => startReaction(reaction, database, signal, log));
  if (kafka) followers.push(startFeed(kafka, database, signal, log));
  const tasks = modules.flatMap((module) => module.tasks ?? []);
  const jobs = await startJobs(house.direct_url, tasks, taskContext(house));
  return {
    kafka,
    stop: async () => {
      await Promise.all([jobs.stop(), ...followers.map((follower) => follower.stop())]);
      await kafka?.stop();
    },
  };
}

/** Clients of outside systems that most houses do not have are loaded only where they are named. */
async function startRedis(url: string, log: Log): Promise<Signal> {
  const { startRedisSignal } = await import('./adapters/redis/signal.ts');
  return startRedisSignal(url, log);
}

async function startKafka(brokers: readonly string[]): Promise<KafkaPublisher> {
  const { createKafkaPublisher } = await import('./adapters/kafka/publisher.ts');
  return createKafkaPublisher(brokers);
}
