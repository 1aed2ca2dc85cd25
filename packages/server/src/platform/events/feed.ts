import { sql } from 'kysely';
import type { EventType } from '@hostelry/contracts';
import { systemActor } from '../actor.ts';
import type { Log } from '../log.ts';
import type { Database } from '../transaction.ts';
import { readLog, type LoggedEvent } from './log.ts';
import type { Signal } from './signal.ts';
import { advance, findCursor, follow, isWorthMoving, parkEvent, readCursor } from './subscription.ts';

/**
 * Hands the log on to an outside system, in batches and in order. The cursor moves after the outside system has
 * acknowledged a batch, so every event arrives at least once; after a failure the same batch comes again.
 */
export interface Feed {
  name: string;
  types: readonly EventType[];
  /** Resolves when everything is acknowledged. `signal` tells to give up; the batch will come again. */
  deliver(events: readonly LoggedEvent[], signal: AbortSignal): Promise<void>;
}

/** Thrown by `deliver` for an event that would be refused for ever. It is parked, and the feed goes on behind it. */
export class Undeliverable extends Error {
  constructor(
    readonly event: LoggedEvent,
    reason: string,
  ) {
    super(reason);
  }
}

const BATCH = 500;
const DELIVER_WITHIN_MS = 10_000;
const FINISH_WITHIN_MS = 2_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Follows the log from its first event until stopped, one server at a time, and keeps trying while the outside system is down. */
export function startFeed(feed: Feed, database: Database, signal: Signal, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let failures = 0;
  let known = false;
  const step = async () => {
    if (!known) await readCursor(database, feed.name, 'first event');
    known = true;
    const moved = await deliverNext(feed, database, stopping.signal, log);
    failures = 0;
    return moved;
  };
  const pauseAfterFailure = () => {
    failures += 1;
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  };
  const following = follow(feed.name, signal, log, step, pauseAfterFailure);
  return {
    stop: async () => {
      // A healthy delivery may finish, so that its events need not come again.
      const overdue = setTimeout(() => stopping.abort(new Error('the server is stopping')), FINISH_WITHIN_MS);
      await following.stop();
      clearTimeout(overdue);
    },
  };
}

/**
 * Delivers the next batch; false if there was none, or if another server is at it. The lock ends with its
 * transaction, however the server ends. Until the cursor moves the transaction has written nothing: it has no
 * transaction id and holds no row, so nobody waits for it and no other reader of the log stands still behind it.
 */
async function deliverNext(feed: Feed, database: Database, stopping: AbortSignal, log: Log): Promise<boolean> {
  return database.asPlatform(async (db) => {
    const lock = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(hashtextextended(${`feed ${feed.name}`}, 0)) as mine`.execute(db);
    if (!lock.rows[0]!.mine) return false;
    const cursor = (await findCursor(db, feed.name))!;
    const { events, next } = await readLog(db, cursor, feed.types, BATCH);
    if (events.length === 0 && !isWorthMoving(cursor, next)) return false;
    await deliver(feed, events, database, stopping, log);
    await advance(db, feed.name, cursor, next);
    return events.length > 0;
  });
}

async function deliver(
  feed: Feed,
  events: readonly LoggedEvent[],
  database: Database,
  stopping: AbortSignal,
  log: Log,
): Promise<void> {
  let rest = events;
  while (rest.length > 0) {
    try {
      return await feed.deliver(rest, AbortSignal.any([stopping, AbortSignal.timeout(DELIVER_WITHIN_MS)]));
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      const { event, message } = error;
      log.error(
        { subscription: feed.name, position: event.position, type: event.type, reason: message },
        'an event was parked',
      );
      await database.inTenant(systemActor(event.tenant_id, feed.name), (tx) =>
        parkEvent(tx, feed.name, event, 1, message),
      );
      rest = rest.filter((other) => other !== event);
    }
  }
}
