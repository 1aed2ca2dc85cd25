/** A device gateway in a process of its own, on the database of a test, so that the test can kill it. */
import { startDeviceGateway } from '../../packages/server/src/modules/devices/index.ts';
import { systemClock } from '../../packages/server/src/platform/clock.ts';
import { readConfig } from '../../packages/server/src/platform/config.ts';
import { createPool } from '../../packages/server/src/platform/database/pool.ts';
import { createLog } from '../../packages/server/src/platform/log.ts';
import { createMetrics } from '../../packages/server/src/platform/metrics.ts';
import { Database } from '../../packages/server/src/platform/transaction.ts';

const config = readConfig({ ...process.env, SECRET_KEY: 'test-secret-that-is-long-enough-for-it', LOG_LEVEL: 'fatal' });
const database = new Database({ pool: createPool(config.database_url!, 8), clock: systemClock });
const signal = { notify: () => undefined, onNotify: () => () => undefined, stop: async () => undefined };
const gateway = await startDeviceGateway({
  config,
  log: createLog('fatal', false),
  clock: systemClock,
  database,
  signal,
  metrics: createMetrics(),
});
console.log(JSON.stringify({ port: gateway.port }));
