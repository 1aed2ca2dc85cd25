import {
  MOST_ROOMING_ROWS,
  type NewRoomingEntry,
  type RoomingEntryChange,
  type RoomingImport,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { badField, DomainError, expectVersion, unknownReference } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { roomTypesOf } from '../../rooms/index.ts';
import { announceBlock } from '../announce.ts';
import type { EntryRow, LockedBlock } from '../queries.ts';
import { readRoomingList } from '../rules.ts';

type NewEntry = Static<typeof NewRoomingEntry>;

/** Puts guests on a group's rooming list. */
export async function addRoomingEntries(tx: Tx, block: LockedBlock, entries: readonly NewEntry[]): Promise<string[]> {
  const known = new Set([...(await roomTypesOf(tx, block.outlet_id)).values()].map((type) => type.id));
  for (const entry of entries) {
    if (!known.has(entry.room_type_id)) throw unknownReference('room_type_id');
    if (entry.end_date <= entry.start_date) throw badField('end_date', 'must be after start_date');
  }
  const rows = entries.map((entry) => ({ id: newId(), adults: 1, children: 0, note: '', ...entry }));
  await sql`
    insert into groups.rooming_entries (tenant_id, id, block_id, guest_name, guest_email, guest_phone, room_type_id, start_date, end_date,
      adults, children, note, created_at)
    select ${tx.tenant_id}, id, ${block.id}, trim(guest_name), guest_email, guest_phone, room_type_id, start_date, end_date, adults, children, note, ${tx.now}
    from json_populate_recordset(null::groups.rooming_entries, ${JSON.stringify(rows)}::json)`.execute(tx.db);
  announceBlock(tx, block, { action: 'groups.add_rooming_entries', after: { entries: rows.length } });
  return rows.map(({ id }) => id);
}

/** Changes an entry that has no booking yet; a booking is changed as a booking. */
export async function changeRoomingEntry(
  tx: Tx,
  block: LockedBlock,
  before: EntryRow,
  { version, ...change }: Static<typeof RoomingEntryChange>,
): Promise<void> {
  expectVersion(before.version, version);
  expectUnbooked(before);
  const after = { ...before, ...change };
  if (after.end_date <= after.start_date) throw badField('end_date', 'must be after start_date');
  await tx.db
    .updateTable('groups.rooming_entries')
    .set({ ...change, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute();
  announceBlock(tx, block, {
    action: 'groups.change_rooming_entry',
    before: { id: before.id },
    after: { id: before.id },
  });
}

/** Takes an entry off the list. */
export async function removeRoomingEntry(tx: Tx, block: LockedBlock, entry: EntryRow): Promise<void> {
  expectUnbooked(entry);
  await tx.db.deleteFrom('groups.rooming_entries').where('id', '=', entry.id).execute();
  announceBlock(tx, block, { action: 'groups.remove_rooming_entry', before: { id: entry.id } });
}

function expectUnbooked(entry: EntryRow): void {
  if (entry.booking_id)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'PICKED_UP', booking_id: entry.booking_id },
      'This guest has a booking already; change or cancel the booking.',
    );
}

/** Reads a rooming list in CSV. As long as one row is wrong nothing is imported, and every row says what is wrong with it. */
export async function importRoomingList(
  tx: Tx,
  block: LockedBlock,
  { csv, dry_run = true }: Static<typeof RoomingImport>,
) {
  const types = await roomTypesOf(tx, block.outlet_id);
  const ids = new Map([...types].map(([code, type]) => [code.toUpperCase(), type.id]));
  const rows = readRoomingList(csv, new Set(ids.keys()), MOST_ROOMING_ROWS);
  if (dry_run || rows.some(({ errors }) => errors.length > 0)) return { imported: 0, rows };
  await addRoomingEntries(
    tx,
    block,
    rows.map((row) => ({
      guest_name: row.guest_name,
      guest_email: row.guest_email || null,
      guest_phone: row.guest_phone || null,
      room_type_id: ids.get(row.room_type.toUpperCase())!,
      start_date: row.start_date,
      end_date: row.end_date,
      adults: Number(row.adults || 1),
      children: Number(row.children || 0),
      note: row.note.slice(0, 500),
    })),
  );
  return { imported: rows.length, rows };
}
