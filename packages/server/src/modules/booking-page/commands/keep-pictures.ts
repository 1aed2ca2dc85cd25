import type { RoomPicture } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';

const MOST_PICTURES = 12;
const COLUMNS = `id, room_type_id, '/api/v1/public/pictures/' || id as url, alt, sort_order`;

export interface StoredPicture extends RoomPicture {
  outlet_id: string;
  file_key: string;
  content_type: string;
}

export async function picturesOf(tx: Tx, room_type_id: string): Promise<RoomPicture[]> {
  const { rows } = await sql<RoomPicture>`
    select ${sql.raw(COLUMNS)} from booking_page.pictures where room_type_id = ${room_type_id} order by sort_order, id`.execute(
    tx.db,
  );
  return rows;
}

export async function findPicture(tx: Tx, id: string): Promise<StoredPicture | undefined> {
  const { rows } = await sql<StoredPicture>`
    select ${sql.raw(COLUMNS)}, outlet_id, file_key, content_type from booking_page.pictures where id = ${id}`.execute(
    tx.db,
  );
  return rows[0];
}

/** Gives a room type a picture whose file is stored already; it comes last. */
export async function addPicture(
  tx: Tx,
  type: { id: string; outlet_id: string },
  picture: { file_key: string; content_type: string; alt: string },
): Promise<RoomPicture> {
  const before = await picturesOf(tx, type.id);
  if (before.length >= MOST_PICTURES)
    throw new DomainError(
      'RULE_VIOLATION',
      { rule: 'TOO_MANY_PICTURES', most: MOST_PICTURES },
      `A room type has at most ${MOST_PICTURES} pictures.`,
    );
  const id = newId();
  const sort_order = Math.max(0, ...before.map((one) => one.sort_order)) + 1;
  await tx.db
    .insertInto('booking_page.pictures')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id: type.outlet_id,
      room_type_id: type.id,
      ...picture,
      sort_order,
      created_at: tx.now.toISOString(),
    })
    .execute();
  return announce(tx, found(await findPicture(tx, id)), 'booking_page.add_picture');
}

/** Words for those who cannot see it, and its place in the row. */
export async function changePicture(
  tx: Tx,
  picture: StoredPicture,
  change: { alt?: string | undefined; sort_order?: number | undefined },
): Promise<RoomPicture> {
  await sql`
    update booking_page.pictures set alt = coalesce(${change.alt ?? null}, alt), sort_order = coalesce(${change.sort_order ?? null}::int, sort_order)
    where id = ${picture.id}`.execute(tx.db);
  return announce(tx, found(await findPicture(tx, picture.id)), 'booking_page.change_picture');
}

export async function removePicture(tx: Tx, picture: StoredPicture): Promise<void> {
  await sql`delete from booking_page.pictures where id = ${picture.id}`.execute(tx.db);
  announce(tx, picture, 'booking_page.remove_picture');
}

function announce(tx: Tx, picture: StoredPicture, action: string): RoomPicture {
  const { id, room_type_id, url, alt, sort_order, outlet_id } = picture;
  const shown = { id, room_type_id, url, alt, sort_order };
  audit(tx, { action, entity_type: 'picture', entity_id: id, outlet_id, after: shown });
  return shown;
}
