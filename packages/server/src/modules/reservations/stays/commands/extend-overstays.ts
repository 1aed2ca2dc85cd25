import { sql } from 'kysely';
import { addDays } from '../../../../platform/clock.ts';
import { refusalOf } from '../../../../platform/database/constraints.ts';
import { DomainError } from '../../../../platform/errors.ts';
import { audit, type Tx } from '../../../../platform/transaction.ts';
import { lockStays, type LockedStay } from '../queries.ts';
import { changeStay } from './change-stay.ts';

export interface Overstays {
  /** Stays that have one night more. */
  extended: string[];
  /** Stays that could not be extended, and why: somebody at the desk must decide. */
  flagged: { id: string; confirmation_code: string; guest_name: string | null; room_id: string | null; code: string }[];
}

/**
 * Gives everybody who should have left by a day and is still in house one more night, up to the next day, at today's
 * price. Where the type or the room is not free that night the stay is left as it is and flagged.
 */
export async function extendOverstays(tx: Tx, outlet_id: string, date: string): Promise<Overstays> {
  const stays = await lockStays(
    tx,
    sql`r.outlet_id = ${outlet_id} and r.status = 'IN_HOUSE' and r.end_date <= ${date}::date`,
  );
  const overstays: Overstays = { extended: [], flagged: [] };
  for (const stay of stays) {
    const code = await extend(tx, stay, addDays(date, 1));
    const { id, confirmation_code, guest_name, room_id } = stay;
    if (code === null) overstays.extended.push(id);
    else overstays.flagged.push({ id, confirmation_code, guest_name, room_id, code });
  }
  if (overstays.flagged.length > 0)
    audit(tx, {
      action: 'reservations.flag_overstays',
      entity_type: 'outlet',
      entity_id: outlet_id,
      outlet_id,
      after: { date, flagged: overstays.flagged.map(({ id, code }) => ({ id, code })) },
    });
  return overstays;
}

/** Why it cannot be extended; null once it is. What one refused extension wrote is undone without the others'. */
async function extend(tx: Tx, stay: LockedStay, end_date: string): Promise<string | null> {
  await sql`savepoint overstay`.execute(tx.db);
  try {
    await changeStay(tx, stay, { end_date, override: true });
    await sql`release savepoint overstay`.execute(tx.db);
    return null;
  } catch (error) {
    const refusal = error instanceof DomainError ? error : refusalOf(error);
    if (!refusal) throw error;
    await sql`rollback to savepoint overstay`.execute(tx.db);
    return refusal.code;
  }
}
