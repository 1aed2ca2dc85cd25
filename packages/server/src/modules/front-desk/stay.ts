import type { DeskStay } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';
import { findGuest } from '../guests/index.ts';
import { findOutlet } from '../outlets/index.ts';
import { findDeskRow } from './boards.ts';
import { findCard } from './cards.ts';

/** Everything the desk needs to let one guest in: the stay, who comes, what is known of them, which rooms there are. */
export async function findDeskStay(tx: Tx, id: string): Promise<DeskStay | undefined> {
  const stay = await findDeskRow(tx, id);
  if (!stay) return undefined;
  const outlet = (await findOutlet(tx, stay.outlet_id))!;
  const guest = stay.guest_id ? await findGuest(tx, stay.guest_id) : undefined;
  return {
    stay,
    business_date: outlet.business_date,
    guest: guest
      ? {
          id: guest.id,
          name: guest.name,
          email: guest.email,
          phone: guest.phone,
          nationality: guest.nationality,
          birth_date: guest.birth_date,
          document_type: guest.document_type,
          document_number: guest.document_number,
          document_country: guest.document_country,
          document_expires_on: guest.document_expires_on,
          address: guest.address,
          version: guest.version,
        }
      : null,
    card: (await findCard(tx, id)) ?? null,
    rooms: await roomsFor(tx, stay, outlet.business_date),
  };
}

/** The rooms of the stay's type, those that could be given out now first. */
async function roomsFor(tx: Tx, stay: DeskStay['stay'], business_date: string): Promise<DeskStay['rooms']> {
  const from = stay.start_date > business_date ? stay.start_date : business_date;
  const { rows } = await sql<DeskStay['rooms'][number]>`
    select m.id, m.number, m.floor, m.housekeeping_status, not exists (
        select 1 from rooms.occupancies o
        where o.tenant_id = m.tenant_id and o.room_id = m.id and o.subject_id <> ${stay.id}
          and o.end_date > ${from}::date and o.start_date < ${stay.end_date}::date)
      and not exists (
        select 1 from reservations.reservations r
        where r.tenant_id = m.tenant_id and r.outlet_id = m.outlet_id and r.status = 'IN_HOUSE' and r.room_id = m.id
          and r.id <> ${stay.id}) as is_free
    from rooms.rooms m
    where m.outlet_id = ${stay.outlet_id} and m.room_type_id = ${stay.room_type_id} and m.is_active
    order by is_free desc, m.housekeeping_status in ('CLEAN', 'INSPECTED') desc, m.number`.execute(tx.db);
  return rows;
}
