import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { badField } from '../../platform/errors.ts';

export const CODE_MINUTES = 5;
export const MOST_ATTEMPTS = 5;
/**
 * Enough for a person whose message got lost, too few to flood a phone or to guess: 25 guesses an hour in a million.
 */
export const MOST_PER_PHONE_AND_HOUR = 5;
export const MOST_PER_ADDRESS_AND_HOUR = 20;

/** One spelling for every way to write a number, with its country code: "+351 912-345 678" is "+351912345678". */
export function normalisePhone(written: string): string {
  const phone = parsePhoneNumberFromString(written.trim());
  if (!phone?.isPossible())
    throw badField('phone', 'must be a phone number with its country code, such as +351 912 345 678');
  return phone.number;
}

export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/**
 * Six digits are guessed from any plain hash in no time, so the hash is keyed with a secret that is not in the
 * database.
 */
export function hashCode(secret_key: string, code_id: string, code: string): string {
  return createHmac('sha256', secret_key).update(`${code_id}:${code}`).digest('base64url');
}

export function codeFits(secret_key: string, code_id: string, code: string, stored: string): boolean {
  return timingSafeEqual(Buffer.from(hashCode(secret_key, code_id, code)), Buffer.from(stored));
}
