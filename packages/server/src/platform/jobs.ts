import { parseCronItems, run, Logger as WorkerLogger, type Runner, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { systemActor, type Actor } from './actor.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Database, Tx } from './transaction.ts';

/** What a task gets besides its payload: a way to open transactions, and the log. */
export interface TaskContext {
  inTenant<T>(tenant_id: string, act: (tx: Tx) => Promise<T>): Promise<T>;
  /** Writes to tables that belong to no tenant. */
  asPlatform: Database['asPlatform'];
  asTenantActor(tenant_id: string): Actor;
  /** Every tenant's id, for jobs that visit them all. */
  tenantIds(): Promise<string[]>;
  /** Which outside systems there are. */
  config: Config;
  log: Log;
}

/** Slow, timed or external work. `cron` runs it by the clock, in UTC, once per tick however many workers run. */
export interface Task {
  name: string;
  cron?: string;
  run(payload: Record<string, unknown>, context: TaskContext): Promise<void>;
}

export function taskContext({ database, config, log }: { database: Database; config: Config; log: Log }): TaskContext {
  return {
    inTenant: (tenant_id, act) => database.inTenant(systemActor(tenant_id), act),
    asPlatform: (act) => database.asPlatform(act),
    asTenantActor: systemActor,
    tenantIds: () =>
      database.asSystem(async (db) => {
        const { rows } = await sql<{ id: string }>`select id from identity.tenants order by id`.execute(db);
        return rows.map((row) => row.id);
      }),
    config,
    log,
  };
}

/** Runs the queue in this process. The queue belongs to the schema's owner, so it uses the direct connection. */
export async function startJobs(
  direct_url: string,
  tasks: readonly Task[],
  context: TaskContext,
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(
    tasks.map((task) => [
      task.name,
      async (payload: unknown) => task.run((payload ?? {}) as Record<string, unknown>, context),
    ]),
  );
  const runner: Runner = await run({
    connectionString: direct_url,
    concurrency: 4,
    maxPoolSize: 6,
    pollInterval: 1_000,
    noHandleSignals: true,
    taskList,
    parsedCronItems: parseCronItems(
      tasks
        .filter((task) => task.cron)
        .map((task) => ({
          task: task.name,
          match: task.cron!,
          options: { backfillPeriod: 0, maxAttempts: 1 },
          identifier: task.name,
        })),
    ),
    logger: new WorkerLogger(() => (level, message, meta) => {
      if (level === 'error') context.log.error({ meta }, message);
      else if (level === 'warning') context.log.warn(message);
      else context.log.trace(message);
    }),
  });
  return { stop: () => runner.stop().catch(() => undefined) };
}
