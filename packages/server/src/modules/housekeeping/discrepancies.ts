import type { Discrepancy } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';
import { ROOMS_WITH_TYPES } from '../rooms/index.ts';

export type DiscrepancyRow = Static<typeof Discrepancy>;

export const DISCREPANCY_COLUMNS = `d.id, d.outlet_id, d.business_date, d.room_id, r.number as room_number, d.kind,
  case d.kind when 'SLEEP' then 'VACANT' else 'OCCUPIED' end as desk_says, case d.kind when 'SLEEP' then 'OCCUPIED' else 'VACANT' end as seen,
  d.note, d.reported_by_name, d.reported_at, d.resolved_at, d.resolved_by_name, d.resolution, d.version`;
export const DISCREPANCIES_IN_ROOMS = `housekeeping.discrepancies d join ${ROOMS_WITH_TYPES} r on r.id = d.room_id`;

/** One discrepancy with its room, if the tenant has it. */
export async function findDiscrepancy(tx: Tx, id: string): Promise<DiscrepancyRow | undefined> {
  const { rows } = await sql<DiscrepancyRow>`
    select ${sql.raw(DISCREPANCY_COLUMNS)} from ${sql.raw(DISCREPANCIES_IN_ROOMS)} where d.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** The open discrepancy of a room, held against others until the transaction ends. */
export async function lockOpenDiscrepancy(tx: Tx, room_id: string): Promise<{ id: string; kind: string } | undefined> {
  const { rows } = await sql<{ id: string; kind: string }>`
    select id, kind from housekeeping.discrepancies where room_id = ${room_id} and resolved_at is null for update`.execute(
    tx.db,
  );
  return rows[0];
}
