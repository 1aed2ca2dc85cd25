import type { MaintenanceTicketChange } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { expectColleague } from '../queries.ts';
import { findTicket, type LockedTicket, type TicketRow } from '../tickets.ts';
import { announceTicket } from './announce-ticket.ts';

/** Gives a ticket to somebody, or corrects what it says. */
export async function changeTicket(
  tx: Tx,
  ticket: LockedTicket,
  { version, assignee_id, ...change }: Static<typeof MaintenanceTicketChange>,
): Promise<TicketRow> {
  expectVersion(ticket.version, version);
  if (change.place !== undefined && !change.place.trim() && !ticket.room_id)
    throw badField('place', 'must say where, when it is not in a room');
  const assignee =
    assignee_id === undefined ? undefined : await expectColleague(tx, assignee_id, ticket.outlet_id, 'assignee_id');
  await tx.db
    .updateTable('housekeeping.tickets')
    .set({
      ...change,
      ...(assignee === undefined ? {} : { assignee_id: assignee?.id ?? null, assignee_name: assignee?.name ?? null }),
      version: ticket.version + 1,
      updated_at: tx.now.toISOString(),
    })
    .where('id', '=', ticket.id)
    .execute();
  const after = found(await findTicket(tx, ticket.id));
  announceTicket(tx, 'housekeeping.change_ticket', ticket, after);
  return after;
}
