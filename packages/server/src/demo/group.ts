import type { Grant, OutletKind } from '@hostelry/contracts';
import { createUser, DEMO_ACCOUNTS, foundTenant } from '../modules/identity/index.ts';
import { allOutlets, createBrand, createOutlet } from '../modules/outlets/index.ts';
import { systemActor, type Actor } from '../platform/actor.ts';
import { newId } from '../platform/ids.ts';
import type { Database, Tx } from '../platform/transaction.ts';

export { DEMO_ACCOUNTS };

/** The demo company: who acts for it, and its venues. */
export interface DemoGroup {
  tenant_id: string;
  /** Brand ids by corporate id. */
  brand_ids: Record<string, string>;
  hotel_id: string;
  restaurant_id: string;
  cafe_id: string;
  actor: Actor;
}

const BRANDS = [
  {
    name: 'Miradouro Hotels',
    corporate_id: 'MIRADOURO',
    subscription_tier: 'ENTERPRISE',
    contact_email: 'hotels@example.com',
  },
  { name: 'Tasca da Graça', corporate_id: 'TASCA', subscription_tier: 'GROWTH', contact_email: 'tasca@example.com' },
  { name: 'Bica Coffee', corporate_id: 'BICA', subscription_tier: 'GROWTH', contact_email: 'bica@example.com' },
] as const;

const OUTLETS = [
  {
    brand: 'MIRADOURO',
    name: 'Hotel Miradouro',
    kind: 'HOTEL',
    address: 'Rua da Senhora do Monte 12',
    manager_name: 'Inês Carvalho',
    manager_phone: '+351 213 456 701',
    seating_capacity: 40,
  },
  {
    brand: 'TASCA',
    name: 'Tasca da Graça',
    kind: 'RESTAURANT',
    address: 'Largo da Graça 88',
    manager_name: 'Rui Fonseca',
    manager_phone: '+351 213 456 702',
    seating_capacity: 96,
  },
  {
    brand: 'BICA',
    name: 'Bica Coffee Chiado',
    kind: 'CAFE',
    address: 'Rua Garrett 31',
    manager_name: 'Marta Lopes',
    manager_phone: '+351 213 456 703',
    seating_capacity: 28,
  },
] as const;

const NAMES: Record<string, string> = {
  admin: 'Helena Duarte',
  property: 'Inês Carvalho',
  manager: 'Rui Fonseca',
  frontdesk: 'Tiago Mendes',
  waiter: 'Sofia Ramos',
  chef: 'António Reis',
  housekeeper: 'Luísa Prata',
  technician: 'Nuno Teles',
  viewer: 'Clara Nunes',
};

/** Where each person of the demo works; whoever is not named here works for the whole group. */
function grantsOf(username: string, role: Grant['role'], group: DemoGroup): Grant[] {
  const at = (...outlets: string[]): Grant[] => outlets.map((scope_id) => ({ role, scope: 'OUTLET', scope_id }));
  switch (username) {
    case 'property':
      return [{ role, scope: 'BRAND', scope_id: group.brand_ids.MIRADOURO! }];
    case 'frontdesk':
    case 'housekeeper':
      return at(group.hotel_id);
    case 'waiter':
    case 'chef':
      return at(group.restaurant_id, group.cafe_id);
    default:
      return [{ role, scope: 'TENANT', scope_id: null }];
  }
}

/** Puts the demo company with its venues and staff into the house, once; `is_new` says whether this call did it. */
export async function seedGroup(database: Database): Promise<{ group: DemoGroup; is_new: boolean }> {
  const known = await findGroup(database);
  if (known) return { group: known, is_new: false };
  try {
    return { group: await database.inTenant(systemActor(newId(), 'demo'), foundGroup), is_new: true };
  } catch (error) {
    // Another server that started at the same moment may have been first: a sign-in name exists once in a house.
    const theirs = await findGroup(database);
    if (theirs) return { group: theirs, is_new: false };
    throw error;
  }
}

async function foundGroup(tx: Tx): Promise<DemoGroup> {
  await foundTenant(tx, { tenant_name: 'Miradouro Group', is_demo: true });
  const group = await openVenues(tx);
  for (const { username, email, password, role } of DEMO_ACCOUNTS) {
    await createUser(tx, {
      name: NAMES[username]!,
      username,
      email,
      password,
      grants: grantsOf(username, role, group),
    });
  }
  return group;
}

async function openVenues(tx: Tx): Promise<DemoGroup> {
  const brand_ids: Record<string, string> = {};
  for (const brand of BRANDS) brand_ids[brand.corporate_id] = (await createBrand(tx, brand)).id;
  const ids = {} as Record<OutletKind, string>;
  for (const { brand, ...details } of OUTLETS) {
    const outlet = await createOutlet(tx, {
      ...details,
      brand_id: brand_ids[brand]!,
      timezone: 'Europe/Lisbon',
      currency: 'EUR',
      city: 'Lisbon',
    });
    ids[details.kind] = outlet.id;
  }
  return {
    tenant_id: tx.tenant_id,
    brand_ids,
    hotel_id: ids.HOTEL,
    restaurant_id: ids.RESTAURANT,
    cafe_id: ids.CAFE,
    actor: tx.actor,
  };
}

/** The demo company, if this house has one and it still has a venue of each kind. */
export async function findGroup(database: Database): Promise<DemoGroup | null> {
  const tenant = await database.asSystem((db) =>
    db.selectFrom('identity.tenants').select('id').where('is_demo', '=', true).orderBy('id').executeTakeFirst(),
  );
  if (!tenant) return null;
  const actor = systemActor(tenant.id, 'demo');
  return database.inTenant(
    actor,
    async (tx) => {
      const brands = await tx.db.selectFrom('outlets.brands').select(['id', 'corporate_id']).execute();
      const outlets = (await allOutlets(tx)).sort((one, other) => one.id.localeCompare(other.id));
      const first = (kind: OutletKind) => outlets.find((outlet) => outlet.kind === kind)?.id;
      const [hotel_id, restaurant_id, cafe_id] = [first('HOTEL'), first('RESTAURANT'), first('CAFE')];
      if (!hotel_id || !restaurant_id || !cafe_id)
        throw new Error(
          'The demo group lacks a hotel, a restaurant or a café; start with DEMO=off or an empty DATA_DIR.',
        );
      return {
        tenant_id: tenant.id,
        brand_ids: Object.fromEntries(brands.map((brand) => [brand.corporate_id, brand.id])),
        hotel_id,
        restaurant_id,
        cafe_id,
        actor,
      };
    },
    { read_only: true },
  );
}
