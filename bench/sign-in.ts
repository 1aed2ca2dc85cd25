import { hash, verify } from '@node-rs/argon2';
import { loadHttp } from './http.ts';
import { perSecond, type BenchHouse, type Figure } from './support.ts';

/** Sign-ins per second beside bare password checks: the hash is meant to be slow, so the rest should not show. */
export async function benchSignIn(house: BenchHouse): Promise<Figure[]> {
  const http = await loadHttp(house, {
    method: 'POST',
    path: '/auth/token',
    token: null,
    connections: 8,
    seconds: 5,
    body: () => ({ email: 'bench@example.com', password: 'Bench-password-1' }),
  });
  const stored = await hash('Bench-password-1', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const ceiling = await perSecond(8, 4, async () => void (await verify(stored, 'Bench-password-1')));
  return [
    {
      what: 'sign in',
      unit: '/s',
      figure: http.per_second,
      ceiling,
      ceiling_is: 'bare Argon2id checks',
      limited_by: 'Argon2id by design; both cores hash',
    },
  ];
}
