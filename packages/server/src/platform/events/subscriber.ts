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
const LONGEST_RUN = 25;

/** Follows the log for one reaction until stopped. Any number of servers may run it; one works at a time. */
export function startReaction(
  reaction: Reaction,
  database: Database,
  signal: Signal,
  log: Log,
): { stop(): Promise<void> } {
  const failures = new Map<number, number>();
  return follow(reaction.name, signal, log, () => followOnce(reaction, database, failures, log));
}

/** Handles the next batch; false if there was nothing to handle. */
export async function followOnce(
  reaction: Reaction,
  database: Database,
  failures: Map<number, number>,
  log: Log,
): Promise<boolean> {
  const cursor = await readCursor(database, reaction.name, 'next event');
  const { events, next } = await database.asSystem((db) => readLog(db, cursor, reaction.types, BATCH));
  if (events.length === 0) {
    if (isWorthMoving(cursor, next)) await database.asPlatform((db) => advance(db, reaction.name, cursor, next));
    return false;
  }
  const window = windowOf(cursor, next);
  const steps = events.map((event, index): Step => ({
    event,
    before: index === 0 ? cursor : { ...window, last_position: events[index - 1]!.position },
    after: index === events.length - 1 ? next : { ...window, last_position: event.position },
  }));
  for (const run of runsOfOneTenant(steps)) {
    if (run.length > 1 && (await handleTogether(reaction, database, run))) continue;
    for (const step of run) if (!(await handle(reaction, database, step, failures, log))) return true;
  }
  return true;
}

/** One event, and where the cursor stands before and after it. */
interface Step {
  event: LoggedEvent;
  before: Cursor;
  after: Cursor;
}

/** Neighbours of one tenant may share a transaction; a short one, because it holds back everybody who reads the log. */
function runsOfOneTenant(steps: readonly Step[]): Step[][] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run && run.length < LONGEST_RUN && run[0]!.event.tenant_id === step.event.tenant_id) run.push(step);
    else runs.push([step]);
  }
  return runs;
}

/** Handles a run in one transaction: one commit instead of many. False if any part of it failed; then nothing happened. */
async function handleTogether(reaction: Reaction, database: Database, run: readonly Step[]): Promise<boolean> {
  try {
    await database.inTenant(systemActor(run[0]!.event.tenant_id, reaction.name), async (tx) => {
      await advance(tx.db, reaction.name, run[0]!.before, run.at(-1)!.after);
      for (const { event } of run) await reaction.react(tx, event);
    });
    return true;
  } catch {
    return false;
  }
}

/** The window that a batch came from, whichever end of it the cursor was on. */
function windowOf(cursor: Cursor, next: Cursor): Pick<Cursor, 'window_from' | 'window_to'> {
  return {
    window_from: cursor.window_from,
    window_to: next.window_from === cursor.window_from ? next.window_to : next.window_from,
  };
}

/** Runs the reaction and moves the cursor in one transaction. False if another server was ahead of us. */
async function handle(
  reaction: Reaction,
  database: Database,
  { event, before, after }: Step,
  failures: Map<number, number>,
  log: Log,
): Promise<boolean> {
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
