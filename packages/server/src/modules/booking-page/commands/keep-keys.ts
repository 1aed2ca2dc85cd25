import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '../../../platform/transaction.ts';

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

/** Cuts a new key to a booking. It is told once and kept as a hash only. */
export async function cutKey(tx: Tx, booking_id: string): Promise<string> {
  const key = randomBytes(24).toString('base64url');
  await sql`
    insert into booking_page.keys (tenant_id, token_hash, booking_id, created_at)
    values (${tx.tenant_id}, ${hashOf(key)}, ${booking_id}, ${tx.now.toISOString()})`.execute(tx.db);
  return key;
}

/** Where a guest looks after their booking, as a path of this house; for letters to link to. */
export async function selfServiceLink(tx: Tx, booking_id: string): Promise<string> {
  return `/g/book/${await cutKey(tx, booking_id)}`;
}

/** Which booking a key opens. */
export async function bookingOfKey(
  database: Database,
  key: string,
): Promise<{ tenant_id: string; booking_id: string } | undefined> {
  return database.asSystem(async (db) => {
    const { rows } = await sql<{ tenant_id: string; booking_id: string }>`
      select tenant_id, booking_id from booking_page.keys where token_hash = ${hashOf(key)}`.execute(db);
    return rows[0];
  });
}
