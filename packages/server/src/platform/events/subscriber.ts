import type { EventType } from '@hostelry/contracts';
import { systemActor } from '../actor.ts';
import type { Log } from '../log.ts';
import type { Database, Tx } from '../transaction.ts';
import { readLog, type Cursor, type LoggedEvent } from './log.ts';
import type { Signal } from './signal.ts';
import { advance, follow, isWorthMoving, parkEvent, readCursor, SomebodyElseMoved } from './subscription.ts';

/** Answers events with writes of its own. Its effect and its progress commit together, so each event counts once. */
export interface Reaction {
  name: string;
  types: readonly EventType[];
  react(tx: Tx, event: LoggedEvent): Promise<void>;
}

const MOST_ATTEMPTS = 5;
const BATCH = 200;

/** Follows the log for one reaction until stopped. Any number of servers may run it; one works at a time. */
export function startReaction(reaction: Reaction, database: Database, signal: Signal, log: Log): { stop(): Promise<void> } {
  const failures = new Map<number, number>();
  return follow(reaction.name, signal, log, () => followOnce(reaction, database, failures, log));
}

/** Handles the next batch; false if there was nothing to handle. */
export async function followOnce(reaction: Reaction, database: Database, failures: Map<number, number>, log: Log): Promise<boolean> {
  const cursor = await readCursor(database, reaction.name, 'next event');
  const { events, next } = await database.asSystem((db) => readLog(db, cursor, reaction.types, BATCH));
  if (events.length === 0) {
    if (isWorthMoving(cursor, next)) await database.asPlatform((db) => advance(db, reaction.name, cursor, next));
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
      await advance(tx.db, reaction.name, before, after);
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
    await database.inTenant(systemActor(event.tenant_id, reaction.name), async (tx) => {
      await advance(tx.db, reaction.name, before, after);
      await parkEvent(tx, reaction.name, event, attempts, (error as Error).message);
    });
    failures.delete(event.position);
    return true;
  }
}
