import type { OccupationReport } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { houseStateOf } from '../../reservations/index.ts';
import type { RoomRow } from '../../rooms/index.ts';
import { findDiscrepancy, lockOpenDiscrepancy, type DiscrepancyRow } from '../discrepancies.ts';
import { deskSays, discrepancyOf } from '../rules.ts';

/** A note of what became of a report that agrees with the desk again. */
const AGREES = 'Seen as the desk has it';

/**
 * Somebody looked into a room and says whether a guest is in. Where the desk has it otherwise, that becomes a discrepancy for
 * the desk to resolve; where it agrees, one that was open is settled. Reporting the same twice reports it once.
 */
export async function reportOccupation(
  tx: Tx,
  room: RoomRow,
  { seen, note }: Static<typeof OccupationReport>,
): Promise<{ desk_says: 'OCCUPIED' | 'VACANT'; discrepancy: DiscrepancyRow | null }> {
  const { business_date } = found(await findOutlet(tx, room.outlet_id));
  const stays = (await houseStateOf(tx, room.outlet_id, business_date)).filter((stay) => stay.room_id === room.id);
  const desk_says = deskSays(stays);
  const kind = discrepancyOf(desk_says, seen);
  const open = await lockOpenDiscrepancy(tx, room.id);
  if (open && open.kind === kind) return { desk_says, discrepancy: found(await findDiscrepancy(tx, open.id)) };
  if (open) await settle(tx, open.id, AGREES);
  const id = kind && (await add(tx, room, business_date, kind, note ?? ''));
  if (!id && !open) return { desk_says, discrepancy: null };
  const discrepancy = id ? found(await findDiscrepancy(tx, id)) : null;
  announceDiscrepancy(
    tx,
    'housekeeping.report_occupation',
    found(discrepancy ?? (await findDiscrepancy(tx, open!.id))),
  );
  return { desk_says, discrepancy };
}

async function add(
  tx: Tx,
  room: RoomRow,
  business_date: string,
  kind: 'SLEEP' | 'SKIP',
  note: string,
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('housekeeping.discrepancies')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id: room.outlet_id,
      business_date,
      room_id: room.id,
      kind,
      note,
      reported_by: tx.actor.id,
      reported_by_name: tx.actor.name,
      reported_at: tx.now.toISOString(),
    })
    .execute();
  return id;
}

/** Closes a discrepancy with what was found out. */
export async function settle(tx: Tx, id: string, resolution: string): Promise<void> {
  await sql`
    update housekeeping.discrepancies set resolved_at = ${tx.now}, resolved_by_name = ${tx.actor.name}, resolution = ${resolution},
      version = version + 1
    where id = ${id}`.execute(tx.db);
}

/** Tells the board and the desk, and the audit log. */
export function announceDiscrepancy(tx: Tx, action: string, discrepancy: DiscrepancyRow): void {
  const { id, outlet_id, room_id, room_number, kind, resolved_at } = discrepancy;
  emit(tx, {
    type: 'housekeeping.task_changed',
    aggregate_type: 'discrepancy',
    aggregate_id: id,
    outlet_id,
    data: { id, room_id, room_number, discrepancy: kind, is_resolved: resolved_at !== null },
  });
  audit(tx, { action, entity_type: 'discrepancy', entity_id: id, outlet_id, after: discrepancy });
}
