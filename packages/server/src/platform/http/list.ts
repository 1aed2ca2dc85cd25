import { stringify } from 'csv-stringify/sync';
import { Type, type TSchema } from 'typebox';
import { sql, type RawBuilder } from 'kysely';
import type { Permission } from '@hostelry/contracts';
import { outletsWith } from '../actor.ts';
import { badField } from '../errors.ts';
import type { Tx } from '../transaction.ts';
import { FileReply, read, Reply, type ReadRoute } from './route.ts';

/** How a filter of the query string narrows the rows. */
export type Filter = { schema: TSchema; where: (value: never) => RawBuilder<unknown> };

/** Rows whose column equals the value. */
export const equals = (column: string, schema: TSchema = Type.String({ maxLength: 200 }), cast = ''): Filter => ({
  schema,
  where: (value: string) => sql`${sql.raw(column)} = ${value}${sql.raw(cast)}`,
});

/** Rows whose column is at least the value. */
export const atLeast = (column: string, schema: TSchema, cast = ''): Filter => ({
  schema,
  where: (value: string) => sql`${sql.raw(column)} >= ${value}${sql.raw(cast)}`,
});

/** Rows whose column is at most the value. */
export const atMost = (column: string, schema: TSchema, cast = ''): Filter => ({
  schema,
  where: (value: string) => sql`${sql.raw(column)} <= ${value}${sql.raw(cast)}`,
});

/** One list: its rows, what may be searched, filtered and sorted, and whose rows the actor may see. */
export interface List {
  /** The select list, from the database's own column names. */
  select: string;
  from: string;
  /** The row's id, which makes every order total. */
  id: string;
  search?: readonly string[];
  /** Columns found by how they begin, small and without accents, where a table is too large to be read through. */
  search_beginnings?: readonly string[];
  /** A column that holds telephone numbers as digits; read through, but only when somebody looks for a number. */
  search_digits?: string;
  /** Sort names to SQL; expressions must not be null. */
  sort: Readonly<Record<string, string>>;
  default_sort: string;
  filters?: Readonly<Record<string, Filter>>;
  /** The column that holds the row's outlet; rows outside the actor's outlets are left out. */
  outlet?: string;
  /** A fixed condition, such as not showing what is retired. */
  where?: (tx: Tx) => RawBuilder<unknown>;
}

const MOST_ROWS = 200;
const MOST_CSV_ROWS = 50_000;
const COUNT_UP_TO = 10_000;

interface ListQuery {
  q?: string;
  sort?: string;
  cursor?: string;
  limit?: number;
  page?: number;
  format?: 'json' | 'csv';
  [filter: string]: unknown;
}

/** A list route with filters, search, `sort` (`name`, `-name`), keyset `cursor`, `limit` and `format=csv`. */
export function listRoute(definition: {
  path: string;
  aliases?: readonly string[];
  summary: string;
  permission: Permission;
  item: TSchema;
  list: List;
}): ReadRoute {
  const { list } = definition;
  const sorts = Object.keys(list.sort).flatMap((name) => [name, `-${name}`]);
  const query = Type.Object(
    {
      q: Type.Optional(
        Type.String({
          maxLength: 200,
          description: list.search ? 'Searches the texts of the row' : 'Not searched here',
        }),
      ),
      sort: Type.Optional(Type.Unsafe<string>({ type: 'string', enum: sorts, default: list.default_sort })),
      cursor: Type.Optional(Type.String({ maxLength: 1_000 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ROWS, default: 50 })),
      page: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 1_000,
          description: 'Instead of a cursor, for lists short enough to count pages',
        }),
      ),
      format: Type.Optional(Type.Unsafe<'json' | 'csv'>({ type: 'string', enum: ['json', 'csv'] })),
      ...Object.fromEntries(
        Object.entries(list.filters ?? {}).map(([name, filter]) => [name, Type.Optional(filter.schema)]),
      ),
    },
    { additionalProperties: false },
  );
  return read({
    path: definition.path,
    aliases: definition.aliases,
    summary: definition.summary,
    permission: definition.permission,
    query,
    reply: Type.Array(definition.item),
    run: ({ tx, query: asked }) =>
      answerList(tx, list, definition.permission, asked as unknown as ListQuery, definition.path),
  });
}

async function answerList(
  tx: Tx,
  list: List,
  permission: Permission,
  query: ListQuery,
  path: string,
): Promise<Reply | FileReply> {
  const conditions = conditionsOf(tx, list, permission, query);
  if (query.format === 'csv') {
    const rows = await selectRows(tx, list, conditions, query, MOST_CSV_ROWS);
    return new FileReply(
      toCsv(rows.map((row) => row.item)),
      'text/csv; charset=utf-8',
      `${path.split('/').filter(Boolean).join('-')}.csv`,
    );
  }
  const limit = query.limit ?? 50;
  const rows = await selectRows(tx, list, [...conditions, ...afterCursor(list, query)], query, limit + 1).catch(
    (error: unknown) => {
      throw query.cursor && isUnreadable(error) ? badField('cursor', 'is not a cursor of this list') : error;
    },
  );
  const total = await countRows(tx, list, conditions);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next_cursor =
    rows.length > limit && last ? encodeCursor(query.sort ?? list.default_sort, last.sort_key, last.row_id) : null;
  return new Reply(
    page.map((row) => row.item),
    { page: { next_cursor, total } },
  );
}

/** The same list for another query: all conditions except the cursor. */
function conditionsOf(tx: Tx, list: List, permission: Permission, query: ListQuery): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (list.where) conditions.push(list.where(tx));
  if (list.outlet) {
    const outlets = outletsWith(tx.actor, permission);
    if (outlets !== 'all') conditions.push(sql`${sql.raw(list.outlet)} = any(${[...outlets]}::uuid[])`);
  }
  const words = query.q?.trim();
  const found = words ? [...containing(list, words), ...beginningWith(list, words), ...withDigits(list, words)] : [];
  if (found.length > 0) conditions.push(sql`(${sql.join(found, sql` or `)})`);
  for (const [name, filter] of Object.entries(list.filters ?? {})) {
    if (query[name] !== undefined) conditions.push(filter.where(query[name] as never));
  }
  return conditions;
}

function containing(list: List, words: string): RawBuilder<unknown>[] {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return (list.search ?? []).map((column) => sql`${sql.raw(column)} ilike ${pattern}`);
}

/** Ranges instead of patterns, because behind row-level security only they are served by an index. */
function beginningWith(list: List, words: string): RawBuilder<unknown>[] {
  return (list.search_beginnings ?? []).map((column) => {
    const first = sql`platform.folded(${words})`;
    return sql`(${sql.raw(column)} >= ${first} and ${sql.raw(column)} < ${first} || chr(1114111))`;
  });
}

function withDigits(list: List, words: string): RawBuilder<unknown>[] {
  const digits = words.replace(/[\s()+./-]/g, '');
  if (!list.search_digits || !/^\d{3,}$/.test(digits)) return [];
  return [sql`${sql.raw(list.search_digits)} like ${`%${digits}%`}`];
}

interface ListedRow {
  item: Record<string, unknown>;
  sort_key: string;
  row_id: string;
}

async function selectRows(
  tx: Tx,
  list: List,
  conditions: RawBuilder<unknown>[],
  query: ListQuery,
  limit: number,
): Promise<ListedRow[]> {
  const { expression, descending } = sortOf(list, query.sort);
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const { rows } = await sql<Record<string, unknown> & { _sort_key: string; _row_id: string }>`
    select ${sql.raw(list.select)}, (${sql.raw(expression)})::text as _sort_key, ${sql.raw(list.id)} as _row_id
    from ${sql.raw(list.from)} ${whereAll(conditions)}
    order by ${sql.raw(expression)} ${direction}, ${sql.raw(list.id)} ${direction}
    limit ${limit} offset ${query.page && !query.cursor ? (query.page - 1) * (query.limit ?? 50) : 0}`.execute(tx.db);
  return rows.map(({ _sort_key, _row_id, ...item }) => ({ item, sort_key: _sort_key, row_id: _row_id }));
}

async function countRows(tx: Tx, list: List, conditions: RawBuilder<unknown>[]): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (
      select 1 from ${sql.raw(list.from)} ${whereAll(conditions)} limit ${COUNT_UP_TO}
    ) as counted`.execute(tx.db);
  return rows[0]!.total;
}

function whereAll(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
}

function sortOf(list: List, sort = list.default_sort): { expression: string; descending: boolean } {
  const descending = sort.startsWith('-');
  const expression = list.sort[descending ? sort.slice(1) : sort];
  if (!expression)
    throw badField('sort', `must be one of ${Object.keys(list.sort).join(', ')}, with or without a leading "-"`);
  return { expression, descending };
}

function afterCursor(list: List, query: ListQuery): RawBuilder<unknown>[] {
  if (!query.cursor) return [];
  const sort = query.sort ?? list.default_sort;
  const { expression, descending } = sortOf(list, sort);
  const [cursor_sort, key, id] = decodeCursor(query.cursor);
  if (cursor_sort !== sort) throw badField('cursor', 'belongs to another sort order');
  // The key is compared as the expression's own type: an untyped parameter takes the type of the other side.
  return [sql`(${sql.raw(expression)}, ${sql.raw(list.id)}) ${sql.raw(descending ? '<' : '>')} (${key}, ${id})`];
}

/** PostgreSQL could not read a text as a value of the column's type: a cursor that was not ours, since filters have schemas. */
function isUnreadable(error: unknown): boolean {
  return ['22P02', '22007', '22008'].includes((error as { code?: string }).code ?? '');
}

function encodeCursor(sort: string, key: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
}

function decodeCursor(cursor: string): [string, string, string] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string'))
      return parts as [string, string, string];
  } catch {
    // Falls through to the refusal below.
  }
  throw badField('cursor', 'is not a cursor of this list');
}

/** CSV for spreadsheets: a byte-order mark, and no cell that a spreadsheet would run as a formula. */
export function toCsv(rows: readonly Record<string, unknown>[]): string {
  const columns = rows[0] ? Object.keys(rows[0]) : [];
  const cell = (value: unknown): string => {
    const text =
      value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  };
  return stringify([columns, ...rows.map((row) => columns.map((column) => cell(row[column])))], { bom: true });
}
