import pg from 'pg';
import type { Log } from '../log.ts';

/** Tells every process that the log has grown. A hint only: whoever misses it finds out by looking. */
export interface Signal {
  notify(): void;
  onNotify(listener: () => void): () => void;
  /** Whether the outside system that carries the signal answers; absent where the database carries it. */
  check?(): Promise<void>;
  stop(): Promise<void>;
}

const CHANNEL = 'hostelry_events';
const LISTEN_AGAIN_AFTER_MS = 1_000;
export const SHORTEST_GAP_MS = 10;

/** Rings at most once per gap: at once if the last ring is old enough, else once when it is. */
export function ringAtMostEvery(gap_ms: number, ring: () => void): () => void {
  let last = 0;
  let waiting: NodeJS.Timeout | null = null;
  return () => {
    if (waiting) return;
    const wait = Math.max(0, last + gap_ms - performance.now());
    waiting = setTimeout(() => {
      waiting = null;
      last = performance.now();
      ring();
    }, wait);
  };
}

/** Local listeners plus a throttled ring to the other processes. */
export class Listeners {
  readonly #listeners = new Set<() => void>();

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  call(): void {
    for (const listener of this.#listeners) listener();
  }
}

/**
 * The signal over PostgreSQL. `NOTIFY` takes a database-wide lock when its transaction commits, so it is
 * sent after commit, alone, and at most every 10 ms a process.
 */
export async function startPostgresSignal(direct_url: string, pool: pg.Pool, log: Log): Promise<Signal> {
  const listeners = new Listeners();
  let stopped = false;
  let client: pg.Client | null = null;

  const listen = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: direct_url, application_name: 'hostelry signal', keepAlive: true });
    next.on('notification', () => listeners.call());
    next.on('error', (error) => {
      if (stopped || client !== next) return;
      client = null;
      log.warn({ err: error }, 'the event signal lost its connection');
      listenAgain();
    });
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    if (stopped) return next.end();
    client = next;
  };
  const listenAgain = () =>
    void setTimeout(() => {
      // Something may have been rung while nobody listened.
      if (!stopped) listen().then(() => listeners.call(), listenAgain);
    }, LISTEN_AGAIN_AFTER_MS).unref();
  await listen();

  const ring = ringAtMostEvery(SHORTEST_GAP_MS, () => {
    pool.query(`select pg_notify('${CHANNEL}', '')`).catch((error) => log.debug({ err: error }, 'could not ring'));
  });
  return {
    notify: ring,
    onNotify: (listener) => listeners.add(listener),
    stop: async () => {
      stopped = true;
      await client?.end().catch(() => undefined);
    },
  };
}
