import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.stop());

const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'public')`;

/** Platform tables that belong to no tenant, each for a reason. */
const WITHOUT_TENANT = [
  'payments.sandbox_entities', // the built-in card gateway plays the outside world, which knows no tenants
  'platform.migrations', // the schema's own history
  'platform.subscriptions', // a subscriber follows the whole log
];

/** Tables that a system act may read across tenants: finding who signs in (people, keys, machines) or what a guest and a gateway name, and following the log. Add here knowingly. */
const READ_ACROSS_TENANTS = [
  'booking_page.carts',
  'booking_page.keys',
  'booking_page.pages',
  'booking_page.pictures',
  'devices.credentials',
  'devices.provisioning_keys',
  'identity.api_keys',
  'identity.tenants',
  'identity.users',
  'outlets.outlets',
  'payments.gateway_orders',
  'platform.events',
];

describe('A1 the tenant wall', () => {
  it('stands around every table: row-level security is on and forced, with a policy', async () => {
    const { rows } = await house.admin.query(`
      select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
             exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_wall') as has_policy
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${OURS} order by 1`);
    expect(rows.length).toBeGreaterThan(20);
    const open = rows.filter((row) => !row.walled || !row.has_policy).map((row) => row.name);
    expect(open.sort()).toEqual([...WITHOUT_TENANT].sort());
  });

  it('is part of every primary key, so the schema distributes by tenant', async () => {
    const { rows } = await house.admin.query(`
      select n.nspname || '.' || c.relname as name,
             (select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
              where i.indrelid = c.oid and i.indisprimary) as first_key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and ${OURS} order by 1`);
    const other = rows.filter((row) => row.first_key !== 'tenant_id').map((row) => row.name);
    expect(other.sort()).toEqual([...WITHOUT_TENANT, 'identity.tenants'].sort());
  });

  it('has only the listed windows for system acts', async () => {
    const { rows } = await house.admin.query(`
      select n.nspname || '.' || c.relname as name from pg_policy p
      join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
      where p.polname <> 'tenant_wall' order by 1`);
    expect(rows.map((row) => row.name)).toEqual(READ_ACROSS_TENANTS);
  });

  it('binds the server: its role owns nothing and cannot bypass it', async () => {
    const { rows } = await house.pool.query(`
      select rolsuper, rolbypassrls, rolcreaterole, (select count(*)::int from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname = current_user`);
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0 }]);
  });
});

describe('every money and quantity column', () => {
  it('M1 is exact: no column of the schema is a float', async () => {
    const { rows } = await house.admin.query(`
      select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
      where data_type in ('real', 'double precision') and table_schema !~ '^pg_'
        and table_schema not in ('information_schema', 'graphile_worker')`);
    // Places on a drawn floor are geometry, not money.
    expect(
      rows
        .map((row) => row.name)
        .filter((name) => !/floor\.[a-z_]+\.(pos_[xyz]|rotation|width|depth|height)$/.test(name)),
    ).toEqual([]);
  });
});
