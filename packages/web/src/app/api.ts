/** The one door to the server: bearer token, one silent refresh, idempotency keys, and errors as values of one class. */
import { newKey } from './key.ts';
import { accessToken, refreshSession } from './session.ts';
import { ApiError, BASE, reach, unpack, type FieldError, type Page } from './transport.ts';

export { ApiError, BASE, reach, unpack, type FieldError, type Page };

export type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue>;

export interface Listed<T> {
  data: T[];
  page: Page;
}

export type UnsafeMethod = 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** The address of an API path with its query; empty values are left out. */
export function urlOf(path: string, query: Query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const search = parameters.toString();
  const absolute = path.startsWith('/') ? path : `${BASE}/${path}`;
  return search ? `${absolute}?${search}` : absolute;
}

/** Sends a request as the signed-in person; a 401 refreshes the session once and tries again. */
export async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const send = (token: string | null) => {
    const headers = new Headers(init.headers);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    return reach(url, { ...init, headers });
  };
  const first = await send(accessToken());
  if (first.status !== 401) return first;
  const token = await refreshSession();
  return token ? send(token) : first;
}

async function send<T>(method: UnsafeMethod, path: string, body?: unknown, key = newKey()): Promise<T> {
  const headers: Record<string, string> = { 'Idempotency-Key': key };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await request(urlOf(path), {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  return (await unpack<T>(response)).data;
}

export const api = {
  /** One thing: `api.get<Outlet>('outlets/…')`. */
  get: async <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
    (await unpack<T>(await request(urlOf(path, query), { signal: signal ?? null }))).data,

  /** A page of a list: rows with `next_cursor` and `total`. */
  list: async <T>(path: string, query?: Query, signal?: AbortSignal): Promise<Listed<T>> => {
    const { data, page } = await unpack<T[]>(await request(urlOf(path, query), { signal: signal ?? null }));
    return { data, page: page ?? { next_cursor: null, total: data.length } };
  },

  send,
  post: <T>(path: string, body?: unknown, key?: string) => send<T>('POST', path, body, key),
  patch: <T>(path: string, body?: unknown, key?: string) => send<T>('PATCH', path, body, key),
  put: <T>(path: string, body?: unknown, key?: string) => send<T>('PUT', path, body, key),
  delete: <T>(path: string, body?: unknown, key?: string) => send<T>('DELETE', path, body, key),
};

/** Downloads a list as CSV with the filters now in force. */
export function downloadCsv(path: string, query: Query, fileName: string) {
  return download(path, { ...query, format: 'csv' }, fileName);
}

/** Downloads what a route answers as a file. */
export async function download(path: string, query: Query, fileName: string) {
  const response = await request(urlOf(path, query));
  if (!response.ok) await unpack(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
