import type { Tx } from '../../../platform/transaction.ts';
import type { RoomNight } from '../rules.ts';

/** Gives back units of these nights that a higher module keeps and need not keep any more; says whether there were any. */
type Release = (tx: Tx, nights: readonly RoomNight[]) => Promise<boolean>;

const releases: Release[] = [];

/** Lets a module that keeps units in the calendar give overdue ones back before anybody is refused for want of them. */
export function provideRelease(release: Release): void {
  releases.push(release);
}

/** Asks each of them. */
export async function releaseOverdue(tx: Tx, nights: readonly RoomNight[]): Promise<boolean> {
  let released = false;
  for (const release of releases) released = (await release(tx, nights)) || released;
  return released;
}
