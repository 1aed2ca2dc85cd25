import { sql, type Kysely } from 'kysely';
import type { DB } from '../database/types.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Database, Tx } from '../transaction.ts';
import { cursorAtEnd, type Cursor, type LoggedEvent } from './log.ts';
import type { Signal } from './signal.ts';

/** Where a subscriber that the house has not met before begins: with the first event kept, or with the next. */
export type Beginning = 'first event' | 'next event';

/** Another server handled this stretch of the log before us. */
export class SomebodyElseMoved extends Error {}

/** Where the subscriber of this name stands; undefined for one that the house has not met. */
export async function findCursor(db: Kysely<DB>, name: string): Promise<Cursor | undefined> {
  const { rows } = await sql<Cursor>`
    select window_from::text, window_to::text, last_position from platform.subscriptions where name = ${name}`.execute(
    db,
  );
  return rows[0];
}

/** Where the subscriber stands, giving it a cursor of its own the first time. */
export async function readCursor(database: Database, name: string, beginning: Beginning): Promise<Cursor> {
  return database.asPlatform(async (db) => {
    const known = await findCursor(db, name);
    if (known) return known;
    const from = beginning === 'first event' ? '0' : (await cursorAtEnd(db)).window_from;
    await sql`insert into platform.subscriptions (name, window_from, window_to)
      values (${name}, ${from}::text::xid8, ${from}::text::xid8) on conflict do nothing`.execute(db);
    return (await findCursor(db, name))!;
  });
}

/** Moves the cursor, unless another server did so first. */
export async function advance(db: Kysely<DB>, name: string, before: Cursor, after: Cursor): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    update platform.subscriptions
    set window_from = ${after.window_from}::text::xid8, window_to = ${after.window_to}::text::xid8,
        last_position = ${after.last_position}, updated_at = now()
    where name = ${name} and window_from = ${before.window_from}::text::xid8 and last_position = ${before.last_position}
    returning name`.execute(db);
  if (rows.length === 0) throw new SomebodyElseMoved();
}

/** A poison event is put aside for an operator, so that it does not hold up everything behind it. */
export async function parkEvent(
  tx: Tx,
  name: string,
  event: LoggedEvent,
  attempts: number,
  error: string,
): Promise<void> {
  await sql`
    insert into platform.parked_events (tenant_id, id, subscription, event_position, attempts, error)
    values (${event.tenant_id}, ${newId()}, ${name}, ${event.position}, ${attempts}, ${error})
    on conflict (tenant_id, subscription, event_position) do nothing`.execute(tx.db);
}

const LONGEST_EMPTY_STRETCH = 5_000n;

/** Moving the cursor is itself a transaction and so widens the next window: over a stretch without events it moves rarely. */
export function isWorthMoving(cursor: Cursor, next: Cursor): boolean {
  return BigInt(next.window_from) - BigInt(cursor.window_from) > LONGEST_EMPTY_STRETCH;
}

const LOOK_EVERY_MS = 1_000;
const LOOK_AGAIN_AFTER_MS = 20;

/**
 * Takes one step after the other until stopped. A step that moved is followed by the next at once; one that did
 * not rests until the log grows; one that failed rests for `pauseAfterFailure`, however much the log grows.
 *
 * What has just grown may not be readable yet, because a transaction that began earlier still runs, and nobody
 * rings when that one ends without an event. So after a ring it looks again soon, then ever more rarely.
 */
export function follow(
  name: string,
  signal: Signal,
  log: Log,
  step: () => Promise<boolean>,
  pauseAfterFailure: () => number = () => LOOK_EVERY_MS,
): { stop(): Promise<void> } {
  let stopped = false;
  let grown = false;
  let failed = false;
  let patience_ms = LOOK_EVERY_MS;
  let endRest: () => void = () => undefined;
  const unlisten = signal.onNotify(() => {
    grown = true;
    patience_ms = LOOK_AGAIN_AFTER_MS;
    if (!failed) endRest();
  });
  const rest = (longest_ms: number) =>
    new Promise<void>((resume) => {
      const timer = setTimeout(resume, longest_ms);
      endRest = () => {
        clearTimeout(timer);
        resume();
      };
      if (stopped) endRest();
    });
  const loop = async () => {
    while (!stopped) {
      grown = false;
      failed = false;
      try {
        const moved = await step();
        if (moved || grown) continue;
        await rest(patience_ms);
        if (!grown) patience_ms = Math.min(LOOK_EVERY_MS, patience_ms * 2);
      } catch (error) {
        if (stopped) return;
        failed = true;
        const pause_ms = pauseAfterFailure();
        log.warn({ err: error, subscription: name, pause_ms }, 'a subscriber could not follow the log');
        await rest(pause_ms);
      }
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopped = true;
      unlisten();
      endRest();
      await running;
    },
  };
}
