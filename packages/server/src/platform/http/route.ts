import type { Permission } from '@hostelry/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Database, Tx } from '../transaction.ts';

/** Routes are data: the module says what an act needs, the platform wraps it the same way every time. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

type Shape<S> = S extends TSchema ? Static<S> : undefined;

interface RouteShape<P, Q, B> {
  path: string;
  /** What the route does, as a person would say it; becomes the OpenAPI summary. */
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  /** The schema of `data` in the reply. */
  reply?: TSchema;
  status?: number;
  /** Fields of the reply that are secrets: they are not kept for a repeat of the request, which answers them as null. */
  shown_once?: readonly string[];
  /** Other paths that answer the same, kept because integrators rely on them. */
  aliases?: readonly string[];
}

export interface ActInput<P, Q, B> {
  tx: Tx;
  actor: Actor;
  config: Config;
  params: Shape<P>;
  query: Shape<Q>;
  body: Shape<B>;
}

/** A read: one read-only transaction, an actor with the permission somewhere. */
export interface ReadRoute {
  kind: 'read';
  method: 'GET' | 'POST';
  path: string;
  permission: Permission | 'signed-in';
  definition: RouteShape<TSchema, TSchema, TSchema>;
  run(input: ActInput<TSchema, TSchema, TSchema>): Promise<unknown>;
}

/** An act: one transaction with idempotency and audit around the command. */
export interface ActRoute {
  kind: 'act';
  method: Method;
  path: string;
  permission: Permission | 'signed-in';
  definition: RouteShape<TSchema, TSchema, TSchema>;
  run(input: ActInput<TSchema, TSchema, TSchema>): Promise<unknown>;
}

/** A route outside the pattern: sign-in, streams, webhooks. It opens its own transactions and says so. */
export interface OpenRoute {
  kind: 'open';
  method: Method;
  path: string;
  permission: 'public' | 'signed-in' | Permission;
  /** Why this route cannot be a plain read or act; the architecture test prints it. */
  because: string;
  /** What an open route that writes does for idempotency and audit, since the platform does not do it here. */
  definition: RouteShape<TSchema, TSchema, TSchema>;
  run(input: OpenInput<TSchema, TSchema, TSchema>): Promise<unknown>;
}

export interface OpenInput<P, Q, B> {
  database: Database;
  clock: Clock;
  config: Config;
  log: Log;
  actor: Actor | null;
  params: Shape<P>;
  query: Shape<Q>;
  body: Shape<B>;
  request: FastifyRequest;
  reply: FastifyReply;
}

export type Route = ReadRoute | ActRoute | OpenRoute;

type Definition<P, Q, B> = RouteShape<P, Q, B> & { method?: Method };

export function read<const P extends TSchema = never, const Q extends TSchema = never, const B extends TSchema = never>(
  definition: Definition<P, Q, B> & {
    permission: Permission | 'signed-in';
    run(input: ActInput<P, Q, B>): Promise<unknown>;
  },
): ReadRoute {
  const method = definition.method === 'POST' ? 'POST' : 'GET';
  return {
    kind: 'read',
    method,
    path: definition.path,
    permission: definition.permission,
    definition: definition as never,
    run: definition.run as never,
  };
}

export function act<const P extends TSchema = never, const Q extends TSchema = never, const B extends TSchema = never>(
  definition: Definition<P, Q, B> & {
    method: Exclude<Method, 'GET'>;
    permission: Permission | 'signed-in';
    run(input: ActInput<P, Q, B>): Promise<unknown>;
  },
): ActRoute {
  return {
    kind: 'act',
    method: definition.method,
    path: definition.path,
    permission: definition.permission,
    definition: definition as never,
    run: definition.run as never,
  };
}

export function open<const P extends TSchema = never, const Q extends TSchema = never, const B extends TSchema = never>(
  definition: Definition<P, Q, B> & {
    method: Method;
    permission: 'public' | 'signed-in' | Permission;
    because: string;
    run(input: OpenInput<P, Q, B>): Promise<unknown>;
  },
): OpenRoute {
  return {
    kind: 'open',
    method: definition.method,
    path: definition.path,
    permission: definition.permission,
    because: definition.because,
    definition: definition as never,
    run: definition.run as never,
  };
}

/** A reply with a page beside its data, or with a status of its own. */
export class Reply {
  constructor(
    readonly data: unknown,
    readonly options: { page?: { next_cursor: string | null; total: number }; status?: number } = {},
  ) {}
}

/** A reply that is a file: a CSV export, a receipt. */
export class FileReply {
  constructor(
    readonly content: string | Buffer,
    readonly content_type: string,
    readonly file_name: string,
  ) {}
}
