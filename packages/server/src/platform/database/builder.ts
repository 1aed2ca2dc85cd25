import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { DB } from './types.ts';

/** One typed builder per pooled connection, made once, because building one costs more than a small query. */
const builders = new WeakMap<pg.PoolClient, Kysely<DB>>();

/** The typed builder whose statements run on this connection, in whatever transaction is open there. */
export function kyselyOn(client: pg.PoolClient): Kysely<DB> {
  const known = builders.get(client);
  if (known) return known;
  const connection = new ClientConnection(client);
  const builder = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => ({
        init: async () => undefined,
        acquireConnection: async () => connection,
        releaseConnection: async () => undefined,
        beginTransaction: refuseNesting,
        commitTransaction: refuseNesting,
        rollbackTransaction: refuseNesting,
        destroy: async () => undefined,
      }),
    },
  });
  builders.set(client, builder);
  return builder;
}

async function refuseNesting(): Promise<never> {
  throw new Error('an act is one transaction; it cannot open another');
}

/** Statements that recur are prepared once per connection under a name of their own. */
const statementNames = new Map<string, string>();
const MOST_PREPARED = 400;

class ClientConnection implements DatabaseConnection {
  constructor(private readonly client: pg.PoolClient) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.client.query({ name: nameOf(query.sql), text: query.sql, values: [...query.parameters] });
    const affected = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(result.command)
      ? BigInt(result.rowCount ?? 0)
      : undefined;
    return { rows: result.rows as R[], numAffectedRows: affected };
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a generator, and an act never streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not offered inside an act');
  }
}

function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known || statementNames.size >= MOST_PREPARED) return known;
  const name = `s${statementNames.size + 1}`;
  statementNames.set(text, name);
  return name;
}
