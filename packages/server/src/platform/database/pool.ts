import pg from 'pg';

/**
 * How PostgreSQL's types look in the code: civil dates and decimals stay text, so no time zone and no
 * float can change them; instants are ISO text in UTC; 64-bit integers are numbers and must be exact.
 */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
types.setTypeParser(pg.types.builtins.NUMERIC, (text: string) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => new Date(text).toISOString());
types.setTypeParser(pg.types.builtins.INT8, (text: string) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`integer beyond exact range: ${text}`);
  return number;
});
// An array of dates would otherwise become Date objects in the server's own time zone.
types.setTypeParser(1182, (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',')));

/** A pool whose connections speak the conventions above. */
export function createPool(connectionString: string, max: number, application_name = 'hostelry'): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    application_name,
    // Our statements are few, prepared and indexed for one shape, so planning them anew each time only costs: on the
    // booking statement planning took as long as running it.
    options: '-c plan_cache_mode=force_generic_plan',
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that dies while idle is replaced; without this listener Node would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** The role a URL signs in as, and whether row-level security binds it. */
export async function inspectRole(pool: pg.Pool): Promise<{ role: string; bypasses_rls: boolean; version: number }> {
  const { rows } = await pool.query(`
    select current_user as role, rolsuper or rolbypassrls as bypasses_rls,
           current_setting('server_version_num')::int as version
    from pg_roles where rolname = current_user`);
  return rows[0];
}
