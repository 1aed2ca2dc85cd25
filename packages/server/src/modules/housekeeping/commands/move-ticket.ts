import { MAINTENANCE, mayBecome, type MaintenanceTicketMove } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { lockOutage } from '../outages.ts';
import { findTicket, type LockedTicket, type TicketRow } from '../tickets.ts';
import { announceTicket } from './announce-ticket.ts';
import { returnRoom } from './return-room.ts';

/**
 * Moves a repair along. Somebody who begins one that is nobody's takes it; verifying that it is done brings the room back,
 * because a room that nobody has looked at again is not for sale.
 */
export async function moveTicket(
  tx: Tx,
  ticket: LockedTicket,
  { status, resolution, version }: Static<typeof MaintenanceTicketMove>,
): Promise<TicketRow> {
  expectVersion(ticket.version, version);
  if (!mayBecome(MAINTENANCE, ticket.status, status))
    throw new DomainError('ILLEGAL_TRANSITION', {
      from: ticket.status,
      to: status,
      allowed: MAINTENANCE[ticket.status],
    });
  const takes = status === 'IN_PROGRESS' && tx.actor.kind === 'user';
  await sql`
    update housekeeping.tickets set status = ${status}, resolution = coalesce(${resolution ?? null}::text, resolution),
      assignee_name = case when ${takes} and assignee_id is null then ${tx.actor.name} else assignee_name end,
      assignee_id = case when ${takes} and assignee_id is null then ${tx.actor.id}::uuid else assignee_id end,
      done_at = case when ${status} in ('DONE', 'VERIFIED') then coalesce(done_at, ${tx.now}::timestamptz) end,
      verified_at = case when ${status} = 'VERIFIED' then ${tx.now}::timestamptz end,
      version = version + 1, updated_at = ${tx.now}
    where id = ${ticket.id}`.execute(tx.db);
  if (status === 'VERIFIED') await endOutagesOf(tx, ticket.id);
  const after = found(await findTicket(tx, ticket.id));
  announceTicket(tx, `housekeeping.ticket_${status.toLowerCase()}`, ticket, after);
  return after;
}

async function endOutagesOf(tx: Tx, ticket_id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from housekeeping.outages where ticket_id = ${ticket_id} and returned_at is null order by id`.execute(
    tx.db,
  );
  for (const { id } of rows) await returnRoom(tx, found(await lockOutage(tx, id)));
}
