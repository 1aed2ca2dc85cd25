import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { addJob, audit, type Tx } from '../../../platform/transaction.ts';
import {
  CODE_MINUTES,
  hashCode,
  MOST_ATTEMPTS,
  MOST_PER_ADDRESS_AND_HOUR,
  MOST_PER_PHONE_AND_HOUR,
  newCode,
} from '../one-time-codes.ts';

/** Sends a guest a code to sign in with (A4). A newer code replaces an older one. Gives the instant when it expires. */
export async function sendCode(tx: Tx, secret_key: string, phone: string): Promise<string> {
  await expectFewCodes(tx, phone);
  const [id, code] = [newId(), newCode()];
  const expires_at = new Date(tx.now.getTime() + CODE_MINUTES * 60_000).toISOString();
  await tx.db
    .insertInto('identity.one_time_codes')
    .values({
      tenant_id: tx.tenant_id,
      id,
      phone,
      code_hash: hashCode(secret_key, id, code),
      attempts_left: MOST_ATTEMPTS,
      ip: tx.request.ip,
      created_at: tx.now.toISOString(),
      expires_at,
    })
    .execute();
  addJob(tx, 'send_sms', {
    message_id: id,
    to: phone,
    text: `${code} is your sign-in code. It is valid for ${CODE_MINUTES} minutes. Tell it to nobody.`,
  });
  audit(tx, { action: 'auth.request_otp', entity_type: 'one_time_code', entity_id: id, after: { phone } });
  return expires_at;
}

/** Counts under a lock, or many requests at the same moment would each see room for one more. */
async function expectFewCodes(tx: Tx, phone: string): Promise<void> {
  for (const whom of [tx.request.ip, phone])
    if (whom)
      await sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.tenant_id} otp ${whom}`}, 0))`.execute(tx.db);
  const since = new Date(tx.now.getTime() - 3_600_000);
  const { rows } = await sql<{ by_phone: number; by_address: number }>`
    select (select count(*)::int from identity.one_time_codes
            where phone = ${phone} and created_at > ${since}) as by_phone,
           (select count(*)::int from identity.one_time_codes
            where ip = ${tx.request.ip} and created_at > ${since}) as by_address`.execute(tx.db);
  const { by_phone, by_address } = rows[0]!;
  if (by_phone >= MOST_PER_PHONE_AND_HOUR || by_address >= MOST_PER_ADDRESS_AND_HOUR)
    throw new DomainError('OTP_TOO_MANY', { retry_after_seconds: 3_600 });
}
