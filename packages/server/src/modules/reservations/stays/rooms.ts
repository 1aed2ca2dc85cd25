import type { RoomChoice } from '@hostelry/contracts';
import { sql } from 'kysely';
import { badField } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { occupanciesOf, ROOM_CARDS, ROOM_TYPE_TERMS, type OccupiedStretch } from '../../rooms/index.ts';
import type { LockedStay } from './queries.ts';

/** The hotel's rooms for a stay from a date on: those of its type first, with the first night on which each is taken. */
export async function roomsForStay(tx: Tx, stay: LockedStay, from_date?: string): Promise<RoomChoice[]> {
  const first = from_date ?? firstNightToCome(stay);
  if (first > stay.end_date) throw badField('from_date', 'must not be after the guest leaves');
  const taken = new Map<string, OccupiedStretch>();
  for (const stretch of await occupanciesOf(tx, stay.outlet_id, first, stay.end_date))
    if (stretch.subject_id !== stay.id && !taken.has(stretch.room_id)) taken.set(stretch.room_id, stretch);
  const { rows } = await sql<Omit<RoomChoice, 'taken_on' | 'taken_by'>>`
    select m.id as room_id, m.number, m.floor, m.room_type_id, t.code as room_type_code, t.name as room_type_name, m.housekeeping_status
    from ${sql.raw(ROOM_CARDS)} m join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = m.room_type_id
    where m.outlet_id = ${stay.outlet_id} and m.is_active
    order by m.room_type_id <> ${stay.room_type_id}, t.code, length(m.number), m.number`.execute(tx.db);
  return rows.map((room) => {
    const other = taken.get(room.room_id);
    const taken_on = other ? (other.start_date < first ? first : other.start_date) : null;
    return { ...room, taken_on, taken_by: other?.kind ?? null };
  });
}

const firstNightToCome = ({ status, business_date, start_date }: LockedStay): string =>
  status === 'IN_HOUSE' && business_date > start_date ? business_date : start_date;
