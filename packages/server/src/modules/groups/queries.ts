import type { Block, BlockStatus, RoomingEntry } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/transaction.ts';
import { COMPANY_CARDS } from '../guests/index.ts';
import { OUTLET_TERMS } from '../outlets/index.ts';
import { ROOM_TYPE_TERMS } from '../rooms/index.ts';

export const BLOCK_COLUMNS = `k.id, k.outlet_id, k.code, k.name, k.status, k.start_date, k.end_date, k.cutoff_date, k.company_id, c.name as company_name,
  k.contact_name, coalesce(s.allotted, 0)::int as room_nights_allotted, coalesce(s.picked_up, 0)::int as room_nights_picked_up, k.version, k.created_at`;

export const BLOCKS = `groups.blocks k left join ${COMPANY_CARDS} c on c.id = k.company_id
  left join lateral (select sum(a.allotted) as allotted, sum(a.picked_up) as picked_up
    from groups.allotments a where a.tenant_id = k.tenant_id and a.block_id = k.id) s on true`;

/** A block with its nights and its rooming list, in one statement. */
export async function findBlock(tx: Tx, id: string): Promise<Static<typeof Block> | undefined> {
  const { rows } = await sql<Static<typeof Block>>`
    select ${sql.raw(BLOCK_COLUMNS)}, k.rate_plan_id, k.contact_email, k.contact_phone, k.notes, k.closed_because, o.business_date, o.currency,
      (select coalesce(json_agg(json_build_object('room_type_id', a.room_type_id, 'room_type_code', t.code, 'date', a.date, 'allotted', a.allotted,
          'picked_up', a.picked_up, 'left', a.allotted - a.picked_up, 'price_minor', a.price_minor) order by t.code, a.date), '[]')
       from groups.allotments a join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = a.room_type_id
       where a.tenant_id = k.tenant_id and a.block_id = k.id) as allotments,
      (select coalesce(json_agg(json_build_object('id', e.id, 'block_id', e.block_id, 'guest_name', e.guest_name, 'guest_email', e.guest_email,
          'guest_phone', e.guest_phone, 'room_type_id', e.room_type_id, 'room_type_code', t.code, 'start_date', e.start_date, 'end_date', e.end_date,
          'adults', e.adults, 'children', e.children, 'note', e.note, 'booking_id', e.booking_id, 'confirmation_code', e.confirmation_code,
          'version', e.version) order by e.id), '[]')
       from groups.rooming_entries e join ${sql.raw(ROOM_TYPE_TERMS)} t on t.id = e.room_type_id
       where e.tenant_id = k.tenant_id and e.block_id = k.id) as rooming_list
    from ${sql.raw(BLOCKS)} join ${sql.raw(OUTLET_TERMS)} o on o.id = k.outlet_id
    where k.id = ${id}`.execute(tx.db);
  return rows[0];
}

export interface LockedBlock {
  id: string;
  outlet_id: string;
  code: string;
  name: string;
  status: BlockStatus;
  start_date: string;
  end_date: string;
  cutoff_date: string | null;
  company_id: string | null;
  rate_plan_id: string | null;
  version: number;
  business_date: string;
  currency: string;
}

/** A block, held against others who want to change it or pick up from it until the transaction ends. */
export async function lockBlock(tx: Tx, id: string): Promise<LockedBlock | undefined> {
  const { rows } = await sql<LockedBlock>`
    select k.id, k.outlet_id, k.code, k.name, k.status, k.start_date, k.end_date, k.cutoff_date, k.company_id, k.rate_plan_id, k.version,
      o.business_date, o.currency
    from groups.blocks k join ${sql.raw(OUTLET_TERMS)} o on o.id = k.outlet_id
    where k.id = ${id} for update of k`.execute(tx.db);
  return rows[0];
}

export interface AllotmentRow {
  room_type_id: string;
  date: string;
  allotted: number;
  picked_up: number;
  price_minor: number | null;
}

/** The nights of a block in the order in which nights are locked. */
export async function allotmentsOf(tx: Tx, block_id: string): Promise<AllotmentRow[]> {
  const { rows } = await sql<AllotmentRow>`
    select room_type_id, date, allotted, picked_up, price_minor from groups.allotments
    where block_id = ${block_id} order by room_type_id, date`.execute(tx.db);
  return rows;
}

export type EntryRow = Omit<Static<typeof RoomingEntry>, 'room_type_code'>;

/** Entries of a rooming list: those named, or all that have no booking yet. */
export async function entriesOf(tx: Tx, block_id: string, ids: readonly string[] | null): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select id, block_id, guest_name, guest_email, guest_phone, room_type_id, start_date, end_date, adults, children, note, booking_id,
      confirmation_code, version
    from groups.rooming_entries where block_id = ${block_id}
      and case when ${ids === null} then booking_id is null else id = any(${[...(ids ?? [])]}::uuid[]) end
    order by id for update`.execute(tx.db);
  return rows;
}
