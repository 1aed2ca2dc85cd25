import { DomainError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { lockNights, nightKey, type CounterMove, type RoomNight } from '../../rooms/index.ts';

/**
 * Locks nights, and says which of them have no unit left; those are locked only, and whoever wants them goes without.
 * For stays that are sold already, so that "full" is no answer (R14).
 */
export async function lockWinnable(tx: Tx, moves: readonly (CounterMove & { sold: number })[]): Promise<Set<string>> {
  const lost = new Set<string>();
  for (;;) {
    try {
      await lockNights(
        tx,
        moves.map(({ room_type_id, date, sold }) => ({
          room_type_id,
          date,
          units: lost.has(nightKey({ room_type_id, date })) ? 0 : Math.max(0, sold),
        })),
      );
      return lost;
    } catch (refusal) {
      const full = refusal instanceof DomainError && (refusal.code === 'SOLD_OUT' || refusal.code === 'RESTRICTED');
      if (!full) throw refusal;
      const night = nightKey(refusal.details as unknown as RoomNight);
      if (lost.has(night)) throw refusal;
      lost.add(night);
    }
  }
}
