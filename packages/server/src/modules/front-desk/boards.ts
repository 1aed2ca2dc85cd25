import { MOST_BOARD_ROWS, type Board, type BoardQuery, type BoardStay, type DeskBoard } from '@hostelry/contracts';
import { sql, type RawBuilder } from 'kysely';
import type { Static } from 'typebox';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { COMPANY_CARDS, GUEST_CARDS } from '../guests/index.ts';
import { findOutlet } from '../outlets/index.ts';
import { guestOfStay } from '../reservations/index.ts';
import { countBoard, readinessOf } from './rules.ts';

type Row = Omit<BoardStay, 'readiness'> & { is_occupied: boolean; is_done: boolean };

/** Who is on a board of a day: still to do, or done already. Overdue ones stay on the board of the open day. */
const ON_BOARD: Record<DeskBoard, (date: string, business_date: string) => RawBuilder<unknown>> = {
  arrivals: (date, business_date) => sql`
    (r.status in ('CONFIRMED', 'OPTIONAL') and r.start_date ${sql.raw(date === business_date ? '<=' : '=')} ${date}::date)
    or (r.status = 'IN_HOUSE' and r.start_date = ${date}::date)`,
  departures: (date, business_date) => sql`
    (r.status = 'IN_HOUSE' and r.end_date ${sql.raw(date === business_date ? '<=' : '=')} ${date}::date)
    or (r.status = 'CHECKED_OUT' and r.end_date = ${date}::date)`,
  'in-house': () => sql`r.status = 'IN_HOUSE'`,
};

const DONE: Record<DeskBoard, string> = { arrivals: 'IN_HOUSE', departures: 'CHECKED_OUT', 'in-house': '' };

/** The select list of a board; `date` is the day that the board shows. */
function boardRows(board: DeskBoard, date: string, condition: RawBuilder<unknown>): RawBuilder<Row> {
  return sql<Row>`
    select r.id, r.booking_id, r.outlet_id, b.confirmation_code, r.status, coalesce(r.guest_id, b.guest_id) as guest_id,
      coalesce(r.guest_name, b.guest_name) as guest_name, c.name as company_name, coalesce(g.vip_level, 0) as vip_level,
      coalesce(g.is_blacklisted, false) as is_blacklisted, r.room_type_id, t.code as room_type_code,
      m.id as room_id, m.number as room_number, m.housekeeping_status as room_status, r.is_room_locked, r.start_date, r.end_date,
      to_char(r.arrival_time, 'HH24:MI') as arrival_time, to_char(r.departure_time, 'HH24:MI') as departure_time,
      r.adults, r.children, b.rooms,
      array(select distinct p from unnest(r.preferences || coalesce(g.preferences, '{}')) as p order by p) as preferences, b.notes,
      (select count(*)::int from reservations.traces x
       where x.tenant_id = b.tenant_id and x.booking_id = b.id and x.done_at is null and x.date <= ${date}::date) as traces,
      b.guarantee, r.total_minor, coalesce(f.balance_minor, 0)::bigint as balance_minor, f.id as folio_id, b.currency,
      exists (select 1 from front_desk.registration_cards k where k.tenant_id = r.tenant_id and k.reservation_id = r.id) as has_card,
      case ${board} when 'arrivals' then r.status <> 'IN_HOUSE' and r.start_date < ${date}::date
                    else r.status = 'IN_HOUSE' and r.end_date < ${date}::date end as is_late,
      r.status = ${DONE[board]} as is_done, r.version,
      r.status <> 'IN_HOUSE' and m.id is not null and exists (
        select 1 from reservations.reservations other
        where other.tenant_id = r.tenant_id and other.outlet_id = r.outlet_id and other.status = 'IN_HOUSE'
          and other.room_id = m.id and other.id <> r.id) as is_occupied
    from reservations.reservations r
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    join rooms.room_types t on t.tenant_id = r.tenant_id and t.id = r.room_type_id
    left join rooms.rooms m on m.tenant_id = r.tenant_id and m.id = r.room_id
    left join ${sql.raw(GUEST_CARDS)} g on g.id = ${sql.raw(guestOfStay('r'))}
    left join ${sql.raw(COMPANY_CARDS)} c on c.id = b.company_id
    left join lateral (
      select f.id, (select sum(p.amount_minor) from folios.postings p where p.tenant_id = f.tenant_id and p.folio_id = f.id) as balance_minor
      from folios.folios f where f.tenant_id = r.tenant_id and f.reservation_id = r.id and f.kind = 'GUEST'
    ) f on true
    where ${condition}`;
}

const present = ({ is_occupied, ...row }: Row) => ({ ...row, readiness: readinessOf({ ...row, is_occupied }) });

/** A board of the desk: its numbers over everybody on it, and the rows that the filters leave. */
export async function boardOf(tx: Tx, board: DeskBoard, query: Static<typeof BoardQuery>): Promise<Board> {
  const { outlet_id } = query;
  const { business_date } = found(await findOutlet(tx, outlet_id));
  const date = query.date ?? business_date;
  const { rows } = await sql<Row>`
    select * from (${boardRows(board, date, sql`r.outlet_id = ${outlet_id} and (${ON_BOARD[board](date, business_date)})`)}) s
    order by s.is_done, s.vip_level desc, s.arrival_time nulls last, s.guest_name nulls last, s.id
    limit ${MOST_BOARD_ROWS}`.execute(tx.db);
  const stays = rows.map(present);
  const kept = stays.filter((stay) => fits(stay, query)).map(({ is_done: _done, ...stay }) => stay);
  return { outlet_id, date, business_date, counts: countBoard(stays), stays: kept };
}

function fits(stay: BoardStay & { is_done: boolean }, query: Static<typeof BoardQuery>): boolean {
  const words = query.q?.trim().toLowerCase();
  if (query.state && (query.state === 'DONE') !== stay.is_done) return false;
  if (query.room_type_id && query.room_type_id !== stay.room_type_id) return false;
  if (query.is_assigned !== undefined && query.is_assigned !== (stay.room_id !== null)) return false;
  if (query.is_vip !== undefined && query.is_vip !== stay.vip_level > 0) return false;
  if (!words) return true;
  return [stay.guest_name, stay.confirmation_code, stay.room_number, stay.company_name].some((text) =>
    text?.toLowerCase().includes(words),
  );
}

/** One stay as the boards show it. */
export async function findDeskRow(tx: Tx, id: string): Promise<BoardStay | undefined> {
  const { rows } = await sql<Row>`
    select s.* from (${boardRows('in-house', '9999-12-31', sql`r.id = ${id}`)}) s`.execute(tx.db);
  if (!rows[0]) return undefined;
  const { is_done: _done, ...stay } = present(rows[0]);
  return { ...stay, is_late: false };
}
