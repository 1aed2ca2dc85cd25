import autocannon from 'autocannon';
import { rawClients, type BenchHouse } from './support.ts';

export interface HttpLoad {
  method: 'GET' | 'POST';
  path: string;
  /** A new body for each request. */
  body?: () => unknown;
  connections?: number;
  seconds?: number;
  token?: string | null;
}

export interface HttpResult {
  per_second: number;
  p97_5_ms: number;
  refused: number;
}

const WARM_UP_SECONDS = 3;

/** Loads one route with keep-alive connections, after a warm-up that is not counted; only successful answers count. */
export async function loadHttp(house: BenchHouse, load: HttpLoad): Promise<HttpResult> {
  await shoot(house, load, WARM_UP_SECONDS);
  await refreshStatistics(house);
  const result = await shoot(house, load, load.seconds ?? 6);
  return {
    per_second: result['2xx'] / result.duration,
    p97_5_ms: result.latency.p97_5,
    refused: result.non2xx + result.errors,
  };
}

/** A house that trades has statistics; one that was filled a second ago has plans made for empty tables. */
async function refreshStatistics(house: BenchHouse): Promise<void> {
  const [client] = await rawClients(house.admin_url, 1);
  await client!.query('analyze');
  await client!.end();
}

function shoot(house: BenchHouse, load: HttpLoad, seconds: number): Promise<autocannon.Result> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (load.token !== null) headers.authorization = `Bearer ${load.token ?? house.token}`;
  return autocannon({
    url: `${house.url}/api/v1${load.path}`,
    connections: load.connections ?? 16,
    duration: seconds,
    method: load.method,
    headers,
    requests: [
      load.body ? { setupRequest: (request: object) => ({ ...request, body: JSON.stringify(load.body!()) }) } : {},
    ],
  });
}
