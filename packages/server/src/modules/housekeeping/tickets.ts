import type { MaintenanceStatus, MaintenanceTicket } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';
import { ROOMS_WITH_TYPES } from '../rooms/index.ts';

export type TicketRow = Static<typeof MaintenanceTicket>;

export const TICKET_COLUMNS = `m.id, m.outlet_id, m.room_id, r.number as room_number, m.place, m.category, m.priority, m.title, m.description,
  m.status, m.assignee_id, m.assignee_name, x.id as outage_id, x.kind as outage_kind, x.end_date as outage_end_date, m.reported_by_name,
  m.resolution, m.done_at, m.verified_at, m.version, m.created_at`;
export const TICKETS_IN_ROOMS = `housekeeping.tickets m left join ${ROOMS_WITH_TYPES} r on r.id = m.room_id
  left join lateral (select o.id, o.kind, o.end_date from housekeeping.outages o where o.tenant_id = m.tenant_id and o.ticket_id = m.id
                     order by (o.returned_at is null) desc, o.id desc limit 1) x on true`;
/** The most pressing first. */
export const PRIORITY_ORDER = "array_position(array['URGENT', 'HIGH', 'NORMAL', 'LOW'], m.priority)";

/** One ticket with its room and outage, if the tenant has it. */
export async function findTicket(tx: Tx, id: string): Promise<TicketRow | undefined> {
  const { rows } = await sql<TicketRow>`
    select ${sql.raw(TICKET_COLUMNS)} from ${sql.raw(TICKETS_IN_ROOMS)} where m.id = ${id}`.execute(tx.db);
  return rows[0];
}

export interface LockedTicket {
  id: string;
  outlet_id: string;
  room_id: string | null;
  place: string;
  status: MaintenanceStatus;
  version: number;
}

/** A ticket, held against others who want to change it until the transaction ends. */
export async function lockTicket(tx: Tx, id: string): Promise<LockedTicket | undefined> {
  const { rows } = await sql<LockedTicket>`
    select id, outlet_id, room_id, place, status, version from housekeeping.tickets where id = ${id} for update`.execute(
    tx.db,
  );
  return rows[0];
}
