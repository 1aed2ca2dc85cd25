import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits with a prefix that says what it opens. A plain hash protects it, because nobody can guess it. */
export function newSecret(prefix: 'hpk' | 'hdt'): { secret: string; hash: Buffer } {
  const secret = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashOfSecret(secret) };
}

/** What the house keeps of a secret. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
