import { absent, findProgram, type OutsideSystem, type RunningSystem } from './outside-system.ts';
import { startServer } from './server-process.ts';

const program = () => findProgram('HOSTELRY_TEST_REDIS', 'redis-server');

export const redis: OutsideSystem = { name: 'redis-server', available: () => program() !== undefined };

/** Starts a Redis that keeps nothing on disk. With `password` it refuses clients that do not give it. */
export async function startRedis(options: { port?: number; password?: string } = {}): Promise<RunningSystem> {
  const found = program();
  if (!found) throw absent(redis);
  const { port, stop } = await startServer(options.port, (chosen) => ({
    program: found,
    args: [
      '--bind',
      '127.0.0.1',
      '--port',
      `${chosen}`,
      '--save',
      '',
      '--appendonly',
      'no',
      ...(options.password ? ['--requirepass', options.password] : []),
    ],
    ready: /Ready to accept connections/,
  }));
  const credentials = options.password ? `:${encodeURIComponent(options.password)}@` : '';
  return { url: `redis://${credentials}127.0.0.1:${port}`, port, stop };
}
