import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signed message may be before its receiver should refuse it. */
export const REPLAY_WINDOW_SECONDS = 300;

/**
 * Signs the time and the raw text, so that a message can be neither changed nor sent again later: `t=<seconds>,v1=<hex>`,
 * with one `v1` for each secret that is valid now.
 */
export function signatureOf(secrets: readonly string[], text: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${hmac(secret, seconds, text)}`)].join(',');
}

/** Whether a signature fits the text and is fresh. */
export function signatureFits(secret: string, text: string, header: string | undefined, now: Date): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('='));
  const seconds = Number(parts.find(([name]) => name === 't')?.[1] ?? Number.NaN);
  if (!(Math.abs(now.getTime() / 1_000 - seconds) <= REPLAY_WINDOW_SECONDS)) return false;
  const expected = Buffer.from(hmac(secret, seconds, text));
  return parts
    .filter(([name]) => name === 'v1')
    .some(([, value]) => {
      const given = Buffer.from(value ?? '');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}

function hmac(secret: string, seconds: number, text: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex');
}
