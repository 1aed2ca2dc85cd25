import autocannon from 'autocannon';
import type { BenchHouse } from './support.ts';

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
  p95_ms: number;
  refused: number;
}

/** Loads one route with keep-alive connections and counts only the successful answers. */
export async function loadHttp(house: BenchHouse, load: HttpLoad): Promise<HttpResult> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (load.token !== null) headers.authorization = `Bearer ${load.token ?? house.token}`;
  const result = await autocannon({
    url: `${house.url}/api/v1${load.path}`,
    connections: load.connections ?? 16,
    duration: load.seconds ?? 6,
    method: load.method,
    headers,
    requests: [load.body ? { setupRequest: (request: object) => ({ ...request, body: JSON.stringify(load.body!()) }) } : {}],
  });
  return { per_second: result['2xx'] / result.duration, p95_ms: result.latency.p97_5, refused: result.non2xx + result.errors };
}
