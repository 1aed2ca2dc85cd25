import { sql } from 'kysely';
import type { EventType } from '@hostelry/contracts';
import { systemActor } from '../actor.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Database, Tx } from '../transaction.ts';
import { cursorAtEnd, readLog, type Cursor, type LoggedEvent } from './log.ts';
import type { Signal } from './signal.ts';

/** Answers events with writes of its own. Its effect and its progress commit together, so each event counts once. */
export interface Reaction {
  name: string;
  types: readonly EventType[];
  react(tx: Tx, event: LoggedEvent): Promise<void>;
}

const MOST_ATTEMPTS = 5;
const LOOK_EVERY_MS = 1_000;
const BATCH = 200;
const LONGEST_EMPTY_STRETCH = 5_000n;

/** Follows the log for one reaction until stopped. Any number of servers may run it; one works at a time. */
export function startReaction(reaction: Reaction, database: Database, signal: Signal, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => undefined;
  const unlisten = signal.onNotify(() => wake());
  const rest = () => new Promise<void>((resume) => {
    const timer = setTimeout(resume, LOOK_EVERY_MS);
    wake = () => { clearTimeout(timer); resume(); };
  });
  const loop = async () => {
    const failures = new Map<number, number>();
    while (!stopped) {
      const moved = await followOnce(reaction, database, failures, log).catch((error) => {
        if (!stopped) log.error({ err: error, reaction: reaction.name }, 'a reaction could not follow the log');
        return false;
      });
      if (!moved && !stopped) await rest();
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopped = true;
      unlisten();
      wake();
      await running;
    },
  };
}

/** Handles the next batch; false if there was nothing to handle. */
export async function followOnce(reaction: Reaction, database: Database, failures: Map<number, number>, log: Log): Promise<boolean> {
  const cursor = await readCursor(reaction.name, database);
  const { events, next } = await database.asSystem((db) => readLog(db, cursor, reaction.types, BATCH));
  if (events.length === 0) {
    // Moving the cursor is itself a transaction and so widens the next window: over an empty stretch it moves rarely.
    if (BigInt(next.window_from) - BigInt(cursor.window_from) > LONGEST_EMPTY_STRETCH) await moveCursor(reaction.name, database, cursor, next);
    return false;
  }
  for (const event of events) {
    const before: Cursor = event === events[0] ? cursor : { ...windowOf(cursor, next), last_position: events[events.indexOf(event) - 1]!.position };
    const after: Cursor = event === events.at(-1) ? next : { ...windowOf(cursor, next), last_position: event.position };
    if (!(await handle(reaction, database, event, before, after, failures, log))) return true;
  }
  return true;
}

/** The window that a batch came from, whichever end of it the cursor was on. */
function windowOf(cursor: Cursor, next: Cursor): Pick<Cursor, 'window_from' | 'window_to'> {
  return { window_from: cursor.window_from, window_to: next.window_from === cursor.window_from ? next.window_to : next.window_from };
}

/** Runs the reaction and moves the cursor in one transaction. False if another server was ahead of us. */
async function handle(reaction: Reaction, database: Database, event: LoggedEvent, before: Cursor, after: Cursor, failures: Map<number, number>, log: Log): Promise<boolean> {
  try {
    await database.inTenant(systemActor(event.tenant_id, reaction.name), async (tx) => {
      await advance(tx, reaction.name, before, after);
      await reaction.react(tx, event);
    });
    failures.delete(event.position);
    return true;
  } catch (error) {
    if (error instanceof SomebodyElseMoved) return false;
    const attempts = (failures.get(event.position) ?? 0) + 1;
    failures.set(event.position, attempts);
    log.warn({ err: error, reaction: reaction.name, position: event.position, attempts }, 'a reaction failed');
    if (attempts < MOST_ATTEMPTS) {
      await new Promise((resume) => setTimeout(resume, 50 * 2 ** attempts));
      return false;
    }
    await park(reaction, database, event, before, after, attempts, error as Error);
    failures.delete(event.position);
    return true;
  }
}

class SomebodyElseMoved extends Error {}

async function advance(tx: Tx, name: string, before: Cursor, after: Cursor): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    update platform.subscriptions
    set window_from = ${after.window_from}::text::xid8, window_to = ${after.window_to}::text::xid8,
        last_position = ${after.last_position}, updated_at = now()
    where name = ${name} and window_from = ${before.window_from}::text::xid8 and last_position = ${before.last_position}
    returning name`.execute(tx.db);
  if (rows.length === 0) throw new SomebodyElseMoved();
}

/** A poison event is put aside for an operator, so that it does not hold up everything behind it. */
async function park(reaction: Reaction, database: Database, event: LoggedEvent, before: Cursor, after: Cursor, attempts: number, error: Error): Promise<void> {
  await database.inTenant(systemActor(event.tenant_id, reaction.name), async (tx) => {
    await advance(tx, reaction.name, before, after);
    await sql`
      insert into platform.parked_events (tenant_id, id, subscription, event_position, attempts, error)
      values (${event.tenant_id}, ${newId()}, ${reaction.name}, ${event.position}, ${attempts}, ${error.message})
      on conflict (tenant_id, subscription, event_position) do nothing`.execute(tx.db);
  });
}

async function readCursor(name: string, database: Database): Promise<Cursor> {
  return database.asPlatform(async (db) => {
    const read = () => sql<Cursor>`
      select window_from::text, window_to::text, last_position from platform.subscriptions where name = ${name}`.execute(db);
    const known = (await read()).rows[0];
    if (known) return known;
    const end = await cursorAtEnd(db);
    await sql`insert into platform.subscriptions (name, window_from, window_to)
      values (${name}, ${end.window_from}::text::xid8, ${end.window_to}::text::xid8) on conflict do nothing`.execute(db);
    return (await read()).rows[0]!;
  });
}

async function moveCursor(name: string, database: Database, before: Cursor, after: Cursor): Promise<void> {
  await database.asPlatform((db) => sql`
    update platform.subscriptions
    set window_from = ${after.window_from}::text::xid8, window_to = ${after.window_to}::text::xid8,
        last_position = ${after.last_position}, updated_at = now()
    where name = ${name} and window_from = ${before.window_from}::text::xid8 and last_position = ${before.last_position}`.execute(db));
}
