import type { NewMaintenanceTicket } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { expectColleague, expectRoomOf } from '../queries.ts';
import { findTicket, type TicketRow } from '../tickets.ts';
import { announceTicket } from './announce-ticket.ts';
import { takeRoomOut } from './take-room-out.ts';

/** Reports something broken, in a room or anywhere else; with an outage, the room goes out for it in the same act or neither happens. */
export async function openTicket(tx: Tx, input: Static<typeof NewMaintenanceTicket>): Promise<TicketRow> {
  const { outage, outlet_id, ...details } = input;
  const room = input.room_id ? await expectRoomOf(tx, input.room_id, outlet_id) : null;
  const place = (input.place ?? '').trim();
  if (!room && !place) throw badField('place', 'must say where, when it is not in a room');
  if (outage && !room) throw badField('outage', 'needs a room');
  const assignee = await expectColleague(tx, input.assignee_id ?? null, outlet_id, 'assignee_id');
  const id = newId();
  await tx.db
    .insertInto('housekeeping.tickets')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id,
      room_id: room?.id ?? null,
      place,
      category: details.category,
      priority: details.priority ?? 'NORMAL',
      title: details.title.trim(),
      description: details.description ?? '',
      assignee_id: assignee?.id ?? null,
      assignee_name: assignee?.name ?? null,
      reported_by: tx.actor.id,
      reported_by_name: tx.actor.name,
      created_at: tx.now.toISOString(),
      updated_at: tx.now.toISOString(),
    })
    .execute();
  if (outage && room) await takeRoomOut(tx, room, { ...outage, reason: details.title.trim(), ticket_id: id });
  const after = found(await findTicket(tx, id));
  announceTicket(tx, 'housekeeping.open_ticket', null, after);
  return after;
}
