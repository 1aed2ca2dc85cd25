import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { absent, findProgram, type OutsideSystem, type RunningSystem } from './outside-system.ts';
import { freePort, startServer } from './server-process.ts';

const run = promisify(execFile);

export const kafka: OutsideSystem = {
  name: 'Kafka (its jars, and Java 17 or newer)',
  available: () => java() !== undefined && classpath() !== undefined,
};

export interface KafkaOptions {
  port?: number;
  /** How many partitions a topic gets that is created by its first use: 3 unless told. */
  partitions?: number;
  /** A folder that keeps the node's data, so that a test can stop the node and start it again as it was. */
  data?: string;
}

/** Starts one Kafka node, broker and controller in one (KRaft). It makes topics on first use; `url` is `host:port`. */
export async function startKafka(options: KafkaOptions = {}): Promise<RunningSystem> {
  const program = java();
  const jars = classpath();
  if (!program || !jars) throw absent(kafka);
  const { port, stop } = await startServer(options.port, async (chosen, folder) => {
    const configuration = join(folder, 'server.properties');
    const data = options.data ?? join(folder, 'log');
    await writeFile(configuration, nodeConfiguration(chosen, await freePort(), data, options.partitions ?? 3));
    const jvm = (heap: string, level: string) =>
      // The quick compiler alone: a short-lived broker never earns back what the optimising one costs on two cores.
      [`-Xmx${heap}`, '-XX:TieredStopAtLevel=1', `-Dorg.slf4j.simpleLogger.defaultLogLevel=${level}`, '-cp', jars];
    // A cluster id that began with a dash would be read as an option.
    const clusterId = `k${randomBytes(16).toString('base64url').slice(1)}`;
    const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', configuration];
    if (!existsSync(join(data, 'meta.properties'))) await run(program, [...jvm('128m', 'warn'), ...format]);
    return {
      program,
      args: [...jvm('384m', 'info'), 'kafka.Kafka', configuration],
      ready: /Kafka Server started/,
      patience_ms: 60_000,
    };
  });
  return { url: `127.0.0.1:${port}`, port, stop };
}

function java(): string | undefined {
  const ofHome = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : undefined;
  return ofHome && existsSync(ofHome) ? ofHome : findProgram('HOSTELRY_TEST_JAVA', 'java');
}

/** Where the jars are: as told, else where an earlier CI run on this machine laid them. */
function classpath(): string | undefined {
  const told = process.env.HOSTELRY_TEST_KAFKA_CLASSPATH;
  const folder = told ? told.replace(/\/\*$/, '') : join(cacheHome(), 'hostelry', 'kafka');
  const complete = existsSync(folder) && readdirSync(folder).some((file) => /^kafka_.*\.jar$/.test(file));
  return complete ? join(folder, '*') : undefined;
}

function cacheHome(): string {
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}

/** One node has one copy of everything, so each internal topic that wants three must be told so. */
function nodeConfiguration(port: number, controllerPort: number, data: string, partitions: number): string {
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'log.dirs': data,
    'auto.create.topics.enable': true,
    'num.partitions': partitions,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    // A node that was killed may come back once its old session is over, which by default takes 9 seconds.
    'broker.session.timeout.ms': 1_500,
    'broker.heartbeat.interval.ms': 300,
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
