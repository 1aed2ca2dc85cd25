import { MOST_NIGHTS_PER_STAY, type Outage, type OutageKind } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { daysBetween, nightsOf } from '../../platform/clock.ts';
import { badField, DomainError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';
import { STAY_CARDS, type StayInRoom } from '../reservations/index.ts';
import { nightsOfType, ROOMS_WITH_TYPES, type RoomNight } from '../rooms/index.ts';

export type OutageRow = Static<typeof Outage>;

/** Where an outage stands today; the twin of `outageStatusOf`. */
const STATUS = `case when o.end_date = o.start_date then 'CANCELLED'
  when o.returned_at is not null or o.end_date <= w.business_date then 'ENDED'
  when o.start_date > w.business_date then 'PLANNED' else 'CURRENT' end`;

export const OUTAGE_COLUMNS = `o.id, o.outlet_id, o.room_id, r.number as room_number, r.room_type_code, o.kind, ${STATUS} as status, o.start_date,
  o.end_date, o.planned_end_date, o.reason, o.ticket_id, o.created_by_name, o.returned_at, o.returned_by_name, o.version, o.created_at,
  coalesce((select json_agg(json_build_object('reservation_id', c.id, 'booking_id', c.booking_id, 'confirmation_code', c.confirmation_code,
      'guest_name', c.guest_name, 'status', c.status, 'start_date', c.start_date, 'end_date', c.end_date, 'is_room_locked', c.is_room_locked,
      'room_number', (select n.number from ${ROOMS_WITH_TYPES} n where n.id = c.room_id)) order by c.start_date, c.id)
    from ${STAY_CARDS} c where c.id = any(o.displaced_ids)), '[]') as displaced`;
export const OUTAGES_IN_ROOMS = `housekeeping.outages o join ${ROOMS_WITH_TYPES} r on r.id = o.room_id join ${OUTLET_TERMS} w on w.id = o.outlet_id`;
export const OUTAGE_STATUS = STATUS;

/** One outage with its room and the stays that had to leave it, if the tenant has it. */
export async function findOutage(tx: Tx, id: string): Promise<OutageRow | undefined> {
  const { rows } = await sql<OutageRow>`
    select ${sql.raw(OUTAGE_COLUMNS)} from ${sql.raw(OUTAGES_IN_ROOMS)} where o.id = ${id}`.execute(tx.db);
  return rows[0];
}

export interface LockedOutage {
  id: string;
  outlet_id: string;
  room_id: string;
  room_type_id: string;
  kind: OutageKind;
  start_date: string;
  end_date: string;
  reason: string;
  returned_at: string | null;
  version: number;
}

/** An outage, held against others who want to change it until the transaction ends. */
export async function lockOutage(tx: Tx, id: string): Promise<LockedOutage | undefined> {
  const { rows } = await sql<LockedOutage>`
    select id, outlet_id, room_id, room_type_id, kind, start_date, end_date, reason, returned_at, version
    from housekeeping.outages where id = ${id} for update`.execute(tx.db);
  return rows[0];
}

/** The nights of one type, as the calendar counts them. */
export function typeNights(room_type_id: string, start_date: string, end_date: string): RoomNight[] {
  return nightsOf(start_date, end_date).map((date) => ({ room_type_id, date }));
}

/** The nights on which every unit of the type is taken, so that none can be taken out of order. */
export async function oversoldDates(
  tx: Tx,
  room_type_id: string,
  start_date: string,
  end_date: string,
): Promise<string[]> {
  const nights = await nightsOfType(tx, room_type_id, start_date, end_date);
  // Whether the night is closed to sale or limited by the house does not matter here: only whether there is a unit.
  return nights
    .filter(
      (night) => night.physical + night.sell_limit - night.out_of_order - night.sold - night.blocked - night.held < 1,
    )
    .map((night) => night.date);
}

/** Refuses nights that no outage can have. */
export function expectOutageDates(range: { start_date: string; end_date: string }, business_date: string): void {
  const nights = daysBetween(range.start_date, range.end_date);
  if (nights < 1) throw badField('end_date', 'must be after start_date');
  // Who looks for what is in a room looks no further back than the longest stay.
  if (nights > MOST_NIGHTS_PER_STAY)
    throw badField('end_date', `must be within ${MOST_NIGHTS_PER_STAY} nights of start_date`);
  if (range.start_date < business_date)
    throw badField('start_date', `must not be before the business date ${business_date}`);
}

/** Refuses to take a unit that somebody bought, naming every night on which that is so (R1). */
export function expectSpare(
  dates: readonly string[],
  room: { number: string; room_type_code: string; room_type_id: string },
): void {
  if (dates.length === 0) return;
  throw new DomainError(
    'SOLD_OUT',
    { rule: 'TYPE_OVERSOLD', date: dates[0], dates, room_type_id: room.room_type_id },
    `Without room ${room.number} the type ${room.room_type_code} would be oversold on ${dates.join(', ')}.`,
  );
}

/** Whether the desk may give the guest another room without asking them. */
function isMovable(stay: StayInRoom): boolean {
  return stay.status !== 'IN_HOUSE' && !stay.is_room_locked;
}

/** Refuses to take out a room that is given to guests, naming them (R11); asked to displace, only for those who cannot move. */
export function expectNobody(
  stays: readonly StayInRoom[],
  room: { id: string; number: string },
  displace: boolean,
): void {
  const staying = displace ? stays.filter((stay) => !isMovable(stay)) : stays;
  if (staying.length === 0) return;
  const names = staying.map(
    (stay) => `${stay.guest_name ?? stay.confirmation_code} (${stay.start_date} – ${stay.end_date})`,
  );
  throw new DomainError(
    'ROOM_TAKEN',
    {
      rule: displace ? 'STAYS_CANNOT_MOVE' : 'STAYS_IN_ROOM',
      room_id: room.id,
      date: staying[0]!.start_date,
      displaced: staying,
    },
    displace
      ? `Room ${room.number} cannot be emptied: ${names.join(', ')} is in it or was promised it. Move the guest first.`
      : `Room ${room.number} is given to ${names.join(', ')}.`,
  );
}
