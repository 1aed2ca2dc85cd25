import { vi } from 'vitest';
import { followOnce, type Reaction } from '../../packages/server/src/platform/events/subscriber.ts';
import type { TestHouse } from './house.ts';

/** Waits until all that was written so far is readable: other test files write on the same server, and hold its horizon too. */
export async function horizonPassed(house: TestHouse): Promise<void> {
  const { rows } = await house.admin.query('select pg_current_xact_id()::text as xid');
  const look = async () => {
    const horizon = await house.admin.query('select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as passed', [
      rows[0].xid,
    ]);
    if (!horizon.rows[0].passed) throw new Error('An older transaction is still running.');
  };
  await vi.waitFor(look, { timeout: 20_000, interval: 20 });
}

/** Lets a reaction handle all that was written so far. The first time, it only takes its place at the end of the log. */
export async function catchUp(house: TestHouse, reaction: Reaction): Promise<void> {
  await horizonPassed(house);
  // Once without work closes the window that was open; twice says that there is none behind it.
  for (let idle = 0; idle < 2;) {
    const worked = await followOnce(reaction, house.database, new Map(), house.log);
    idle = worked ? 0 : idle + 1;
  }
}
