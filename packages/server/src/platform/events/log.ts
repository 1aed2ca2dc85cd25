import { sql, type Kysely } from 'kysely';
import type { EventEnvelope, EventType } from '@hostelry/contracts';
import type { DB } from '../database/types.ts';

/** One row of the event log as its readers see it. */
export interface LoggedEvent extends EventEnvelope {
  tenant_id: string;
  aggregate_type: string;
  actor: { kind: string; id: string; name: string };
}

/**
 * A stretch of the log: all events of the transactions from `window_from` up to, and without, `window_to`,
 * of which those up to `last_position` were handled.
 *
 * Transaction ids say what has finished: everything below the oldest running transaction is final, so a
 * window ends there and no event can appear in it later (E3). Inside a window, positions give the order: an
 * event's position is drawn while its aggregate is locked, and two transactions on one aggregate
 * overlap, so they always fall into the same window (E2). Ordering by transaction id alone would
 * turn them round when the older transaction takes the lock second.
 */
export interface Cursor {
  window_from: string;
  window_to: string;
  last_position: number;
}

const MOST_EVENTS = 1_000;

/** A cursor that starts at the present end of the log. */
export async function cursorAtEnd(db: Kysely<DB>): Promise<Cursor> {
  const { rows } = await sql<{
    horizon: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(db);
  const horizon = rows[0]!.horizon;
  return { window_from: horizon, window_to: horizon, last_position: 0 };
}

/**
 * The next events after the cursor, and the cursor behind them. An empty list with a moved cursor means
 * that the window is finished; an unmoved cursor means that there is nothing new yet.
 */
export async function readLog(
  db: Kysely<DB>,
  cursor: Cursor,
  types: readonly EventType[] | null = null,
  limit = MOST_EVENTS,
): Promise<{ events: LoggedEvent[]; next: Cursor }> {
  const window = cursor.window_from === cursor.window_to ? await openWindow(db, cursor) : cursor;
  if (window.window_from === window.window_to) return { events: [], next: cursor };
  const { rows } = await sql<LoggedEvent>`
    select tenant_id, position, type, outlet_id, occurred_at, aggregate_type, aggregate_id, data, actor
    from platform.events
    where xid >= ${window.window_from}::text::xid8 and xid < ${window.window_to}::text::xid8
      and position > ${window.last_position}
      and (${types === null} or type = any(${types ?? []}::text[]))
    order by position limit ${limit}`.execute(db);
  const last = rows.at(-1);
  const finished = rows.length < limit || !last;
  return {
    events: rows,
    next: finished
      ? { window_from: window.window_to, window_to: window.window_to, last_position: 0 }
      : { ...window, last_position: last.position },
  };
}

async function openWindow(db: Kysely<DB>, cursor: Cursor): Promise<Cursor> {
  const { window_from: horizon } = await cursorAtEnd(db);
  return BigInt(horizon) > BigInt(cursor.window_from)
    ? { window_from: cursor.window_from, window_to: horizon, last_position: 0 }
    : cursor;
}

/**
 * What a client missed since the event at `position`: a superset of everything delivered after it, in order
 * of position. Besides the later positions these are the events of later transactions, because
 * windows are delivered in the order of transactions. Duplicates are fine; gaps are not (E4).
 * Longer lists come in pages: `after` is the last position of the page before.
 */
export async function readSince(
  db: Kysely<DB>,
  tenant_id: string,
  position: number,
  limit: number,
  after = 0,
): Promise<LoggedEvent[]> {
  const { rows } = await sql<LoggedEvent>`
    with seen as (select xid from platform.events where position <= ${position} order by position desc limit 1),
    missed as (
      select * from platform.events where position > greatest(${position}::bigint, ${after}::bigint)
      union all
      select * from platform.events where xid > (select xid from seen) and position <= ${position} and position > ${after}
    )
    select tenant_id, position, type, outlet_id, occurred_at, aggregate_type, aggregate_id, data, actor
    from missed
    where tenant_id = ${tenant_id}::uuid and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by position limit ${limit}`.execute(db);
  return rows;
}
