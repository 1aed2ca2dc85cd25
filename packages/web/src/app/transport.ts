/** The wire itself: where the server is, how it refuses, and how a reply is unpacked. Knows nobody who is signed in. */

export const BASE = '/api/v1';

export interface FieldError {
  field: string;
  message: string;
}

/** A refusal by the server, or a server that could not be reached (`code` is then `OFFLINE`, `status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly request_id: string | null;

  constructor(status: number, code: string, message: string, details: unknown = {}, request_id: string | null = null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {};
    this.request_id = request_id;
  }

  /** Field-level complaints, for a form to show beside its fields. */
  get fields(): FieldError[] {
    return Array.isArray(this.details.fields) ? (this.details.fields as FieldError[]) : [];
  }

  /** Whether the request never reached the server, so sending it again later is right. */
  get offline() {
    return this.status === 0;
  }
}

export interface Page {
  next_cursor: string | null;
  total: number;
}

/** `fetch` that reports an unreachable server as an `ApiError`. */
export async function reach(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(0, 'OFFLINE', 'The server cannot be reached.');
  }
}

export interface Reply<T> {
  data: T;
  page?: Page;
}

/** Unpacks the reply envelope; anything else, such as a proxy's HTML page, is an error too. */
export async function unpack<T>(response: Response): Promise<Reply<T>> {
  if (response.status === 204) return { data: null as T };
  const body = await response.json().catch(() => null);
  if (body?.ok === true) return body;
  const error = body?.error ?? {};
  throw new ApiError(
    response.status,
    error.code ?? 'INTERNAL',
    error.message ?? `The server answered ${response.status}.`,
    error.details,
    error.request_id ?? response.headers.get('x-request-id'),
  );
}
