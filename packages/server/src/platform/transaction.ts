import type { EventType } from '@hostelry/contracts';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import { kyselyOn } from './database/builder.ts';
import type { DB } from './database/types.ts';
import { DomainError } from './errors.ts';
import { isUuid, newId } from './ids.ts';

/**
 * One business act on one connection. Commands take it first; it carries the typed query builder, who
 * acts, and the one instant at which the act happens. What happened is collected and written in a
 * single statement just before commit, so an event exists if and only if its transaction did (E1).
 */
export interface Tx {
  readonly db: Kysely<DB>;
  readonly actor: Actor;
  readonly tenant_id: string;
  readonly now: Date;
  readonly request: RequestInfo;
  /** Filled by `emit`, `audit` and `addJob`; read only by this file. */
  readonly outcome: Outcome;
}

export interface RequestInfo {
  request_id: string | null;
  ip: string | null;
}

export interface NewEvent {
  type: EventType;
  aggregate_type: string;
  aggregate_id: string;
  outlet_id: string | null;
  data: Record<string, unknown>;
  version?: number;
}

export interface NewAuditEntry {
  action: string;
  entity_type: string;
  entity_id: string | null;
  outlet_id?: string | null;
  before?: unknown;
  after?: unknown;
}

interface NewJob {
  task: string;
  payload: object;
  run_at: Date | null;
  job_key: string | null;
  max_attempts: number;
}

interface Outcome {
  events: NewEvent[];
  audit: NewAuditEntry[];
  jobs: NewJob[];
  reply: IdempotentReply | null;
}

export interface IdempotentReply {
  key: string;
  request_hash: string;
  status: number;
  reply: unknown;
}

/** Records that something happened. Call it where the row was won, so that a repeat emits nothing. */
export function emit(tx: Tx, event: NewEvent): void {
  tx.outcome.events.push(event);
}

/** Records who did what, with the state before and after (A6). */
export function audit(tx: Tx, entry: NewAuditEntry): void {
  tx.outcome.audit.push(entry);
}

/** Queues later work; it exists only if this transaction commits. A `job_key` makes a repeat replace, not add. */
export function addJob(
  tx: Tx,
  task: string,
  payload: object,
  options: { run_at?: Date; job_key?: string; max_attempts?: number } = {},
): void {
  tx.outcome.jobs.push({
    task,
    payload: { tenant_id: tx.tenant_id, ...payload },
    run_at: options.run_at ?? null,
    job_key: options.job_key ?? null,
    max_attempts: options.max_attempts ?? 10,
  });
}

export interface ActOptions {
  request?: RequestInfo;
  read_only?: boolean;
  /** Looks for an earlier reply to the same key before the act, in the same round trip as `BEGIN`. */
  idempotency?: { key: string; request_hash: string };
}

/** The stored reply to a repeated request, thrown past the act so that it runs only once (E6). */
export class AlreadyAnswered extends Error {
  constructor(
    readonly status: number,
    readonly reply: unknown,
  ) {
    super('already answered');
  }
}

/** A transaction that another one got in the way of, however often it was retried. */
const RETRYABLE = new Set(['40001', '40P01', '55P03']);
const MOST_ATTEMPTS = 12;
const FIRST_WAIT_MS = 4;
const LONGEST_WAIT_MS = 120;

export interface DatabaseOptions {
  pool: pg.Pool;
  clock: Clock;
  /** Called after a commit that wrote events; must not block. */
  onCommittedEvents?: () => void;
}

/** Opens transactions. Only entry points hold one: routes, jobs, reactions, device messages, the command line. */
export class Database {
  readonly #options: DatabaseOptions;

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  /**
   * Runs one act for the actor's tenant: sets tenant and actor for row-level security in the same round
   * trip as `BEGIN`, retries the whole act on contention with bounded jitter, and commits.
   * Refuses with BUSY once the retries are used up, never with a business refusal (R3).
   */
  async inTenant<T>(actor: Actor, act: (tx: Tx) => Promise<T>, options: ActOptions = {}): Promise<T> {
    if (!isUuid(actor.tenant_id) || !isUuid(actor.id)) throw new TypeError('an actor needs a tenant and an id');
    return this.#withRetries(() => this.#attempt(actor, act, options));
  }

  /** Runs a read across tenants on the few tables that allow it, for example to find who is signing in. */
  async asSystem<T>(act: (db: Kysely<DB>) => Promise<T>): Promise<T> {
    return this.#outsideTenants('BEGIN READ ONLY', act);
  }

  /** Writes to the platform's own tables that belong to no tenant, such as a subscriber's cursor. */
  async asPlatform<T>(act: (db: Kysely<DB>) => Promise<T>): Promise<T> {
    return this.#outsideTenants('BEGIN', act);
  }

  async #outsideTenants<T>(start: string, act: (db: Kysely<DB>) => Promise<T>): Promise<T> {
    const client = await this.#options.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(
        `${start}; SELECT set_config('app.tenant_id', '', true), set_config('app.system', 'on', true)`,
      );
      const result = await act(kyselyOn(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async #withRetries<T>(attempt: () => Promise<T>): Promise<T> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
        if (attempts >= MOST_ATTEMPTS) throw new DomainError('BUSY', { retry_after_seconds: 1 });
        const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts);
        await new Promise((resume) => setTimeout(resume, 1 + Math.random() * ceiling));
      }
    }
  }

  async #attempt<T>(actor: Actor, act: (tx: Tx) => Promise<T>, options: ActOptions): Promise<T> {
    const client = await this.#options.pool.connect();
    const tx: Tx = {
      db: kyselyOn(client),
      actor,
      tenant_id: actor.tenant_id,
      now: this.#options.clock.now(),
      request: options.request ?? { request_id: null, ip: null },
      outcome: { events: [], audit: [], jobs: [], reply: null },
    };
    let broken: Error | undefined;
    try {
      await begin(client, actor, options);
      const result = await act(tx);
      await writeOutcome(client, tx);
      await client.query('COMMIT');
      if (tx.outcome.events.length > 0) this.#options.onCommittedEvents?.();
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

async function begin(client: pg.PoolClient, actor: Actor, options: ActOptions): Promise<void> {
  const context = `SELECT set_config('app.tenant_id', '${actor.tenant_id}', true), set_config('app.actor_id', '${actor.id}', true), set_config('app.system', '', true)`;
  const start = `BEGIN${options.read_only ? ' READ ONLY' : ''}; ${context}`;
  if (!options.idempotency) {
    await client.query(start);
    return;
  }
  const { key, request_hash } = options.idempotency;
  // The lock makes two simultaneous requests with one key take turns, so the second finds the first one's reply.
  const lock = `SELECT pg_advisory_xact_lock(hashtextextended(${pg.escapeLiteral(`${actor.id}:${key}`)}, 0))`;
  const results =
    (await client.query(`${start}; ${lock}; SELECT request_hash, status, reply FROM platform.idempotency_keys
    WHERE tenant_id = '${actor.tenant_id}' AND actor_id = '${actor.id}' AND key = ${pg.escapeLiteral(key)}`)) as unknown as pg.QueryResult[];
  const stored = results[3]?.rows[0];
  if (!stored) return;
  if (stored.request_hash !== request_hash) throw new DomainError('IDEMPOTENCY_MISMATCH');
  throw new AlreadyAnswered(stored.status, stored.reply);
}

const WRITE_OUTCOME = `
  with happened as (
    insert into platform.events (tenant_id, outlet_id, type, version, aggregate_type, aggregate_id, data, actor, request_id, occurred_at)
    select $1, e.outlet_id, e.type, coalesce(e.version, 1), e.aggregate_type, e.aggregate_id, e.data, $2::jsonb, $3, $4
    from jsonb_to_recordset($5::jsonb)
      as e(ordinal int, outlet_id uuid, type text, version smallint, aggregate_type text, aggregate_id uuid, data jsonb)
    order by e.ordinal
  ), audited as (
    insert into platform.audit_entries (tenant_id, id, outlet_id, action, entity_type, entity_id, before, after,
                                        actor_kind, actor_id, actor_name, ip, request_id, occurred_at)
    select $1, a.id, a.outlet_id, a.action, a.entity_type, a.entity_id, a.before, a.after,
           $2::jsonb ->> 'kind', ($2::jsonb ->> 'id')::uuid, $2::jsonb ->> 'name', $6, $3, $4
    from jsonb_to_recordset($7::jsonb)
      as a(id uuid, outlet_id uuid, action text, entity_type text, entity_id text, before jsonb, after jsonb)
  ), answered as (
    insert into platform.idempotency_keys (tenant_id, actor_id, key, request_hash, status, reply)
    select $1, ($2::jsonb ->> 'id')::uuid, r.key, r.request_hash, r.status, r.reply
    from jsonb_to_recordset($8::jsonb) as r(key text, request_hash text, status smallint, reply jsonb)
  )
  select platform.add_job(j.task, j.payload, j.run_at, j.job_key, j.max_attempts)
  from jsonb_to_recordset($9::jsonb) as j(task text, payload json, run_at timestamptz, job_key text, max_attempts integer)`;

async function writeOutcome(client: pg.PoolClient, tx: Tx): Promise<void> {
  const { events, audit: entries, jobs, reply } = tx.outcome;
  if (events.length === 0 && entries.length === 0 && jobs.length === 0 && reply === null) return;
  const { kind, id, name } = tx.actor;
  await client.query({
    name: 'write_outcome',
    text: WRITE_OUTCOME,
    values: [
      tx.tenant_id,
      JSON.stringify({ kind, id, name }),
      tx.request.request_id,
      tx.now,
      JSON.stringify(events.map((event, ordinal) => ({ ordinal, ...event }))),
      tx.request.ip,
      JSON.stringify(entries.map((entry) => ({ id: newId(), ...entry }))),
      JSON.stringify(reply ? [reply] : []),
      JSON.stringify(jobs),
    ],
  });
}
