import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * OWASP's floor for Argon2id, the library's default kind: 19 MiB, two passes, one lane. About 20 ms on a small
 * machine.
 */
const STRENGTH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is stored of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, STRENGTH);
}

let decoy: Promise<string> | undefined;

/**
 * Whether a password fits the stored hash. Where there is no hash (no such person, or no password yet) it works
 * as long before it says no, so that the time of a refusal does not tell who exists.
 */
export async function passwordFits(password: string, stored: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword(randomUUID());
  const fits = await verify(stored ?? (await decoy), password);
  return fits && stored !== null && stored !== undefined;
}
