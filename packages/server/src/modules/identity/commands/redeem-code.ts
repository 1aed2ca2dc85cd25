import { sql } from 'kysely';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { codeFits } from '../one-time-codes.ts';

export interface Customer {
  id: string;
  name: string | null;
  phone: string;
}

interface CodeRow {
  id: string;
  code_hash: string;
  attempts_left: number;
  expires_at: string;
  used_at: string | null;
}

/**
 * Lets a guest in by the newest code sent to the phone: once, in time, and within a few attempts (A4). A wrong
 * attempt must be counted for good, so the refusal is given back as null and not thrown.
 */
export async function redeemCode(
  tx: Tx,
  secret_key: string,
  phone: string,
  code: string,
  name?: string,
): Promise<Customer | null> {
  const { rows } = await sql<CodeRow>`
    select id, code_hash, attempts_left, expires_at, used_at from identity.one_time_codes
    where phone = ${phone} order by created_at desc, id desc limit 1 for update`.execute(tx.db);
  const sent = rows[0];
  if (!sent || sent.used_at !== null || sent.attempts_left <= 0 || Date.parse(sent.expires_at) <= tx.now.getTime())
    return null;
  const fits = codeFits(secret_key, sent.id, code, sent.code_hash);
  await sql`
    update identity.one_time_codes set attempts_left = attempts_left - 1, used_at = ${fits ? tx.now : null}::timestamptz
    where id = ${sent.id}`.execute(tx.db);
  return fits ? welcome(tx, phone, name) : null;
}

async function welcome(tx: Tx, phone: string, name: string | undefined): Promise<Customer> {
  const { rows } = await sql<Customer>`
    insert into identity.customers (tenant_id, id, phone, name)
    values (${tx.tenant_id}, ${newId()}, ${phone}, ${name ?? null})
    on conflict (tenant_id, phone) do update set name = coalesce(excluded.name, customers.name)
    returning id, name, phone`.execute(tx.db);
  const customer = rows[0]!;
  audit(tx, { action: 'auth.verify_otp', entity_type: 'customer', entity_id: customer.id });
  return customer;
}
