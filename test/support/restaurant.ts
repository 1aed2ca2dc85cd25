import type { MenuItem, MenuSection, ServiceNode } from '@hostelry/contracts';
import { createUser, type TestHouse, type TestTenant } from './house.ts';
import { addNode } from '../../packages/server/src/modules/floor/index.ts';
import { addItem, addSection, addTaxRate } from '../../packages/server/src/modules/menu/index.ts';

/** A restaurant that can take orders: two stations, three dishes, two tables, and people to serve them. */
export interface TestRestaurant {
  outlet_id: string;
  grill: MenuSection;
  bar: MenuSection;
  steak: MenuItem;
  wine: MenuItem;
  bread: MenuItem;
  table: ServiceNode;
  other_table: ServiceNode;
  manager: string;
  waiter: string;
  chef: string;
}

/** Opens a small restaurant through the same commands as the API. */
export async function openTestRestaurant(house: TestHouse, tenant: TestTenant): Promise<TestRestaurant> {
  const outlet_id = tenant.restaurant_id;
  const made = await tenant.act(async (tx) => {
    const food = await addTaxRate(tx, { name: 'Food', rate_bp: 1_300 });
    const alcohol = await addTaxRate(tx, { name: 'Alcohol', rate_bp: 2_300 });
    const grill = await addSection(tx, 'menu.stations', { outlet_id, name: 'Grill' });
    const bar = await addSection(tx, 'menu.stations', { outlet_id, name: 'Bar' });
    return {
      outlet_id,
      grill,
      bar,
      steak: await addItem(tx, {
        outlet_id,
        name: 'Steak',
        price_minor: 2_450,
        station_id: grill.id,
        tax_rate_id: food.id,
      }),
      wine: await addItem(tx, {
        outlet_id,
        name: 'Red wine',
        price_minor: 650,
        station_id: bar.id,
        tax_rate_id: alcohol.id,
      }),
      bread: await addItem(tx, { outlet_id, name: 'Bread', price_minor: 250, tax_rate_id: food.id }),
      table: await addNode(tx, { outlet_id, name: 'Table 1', node_type: 'TABLE', capacity: 4 }),
      other_table: await addNode(tx, { outlet_id, name: 'Table 2', node_type: 'TABLE', capacity: 2 }),
    };
  });
  const as = async (role: 'MANAGER' | 'STAFF' | 'CHEF') =>
    (await createUser(house, tenant, [{ role, scope: 'OUTLET', scope_id: outlet_id }], role)).token;
  return { ...made, manager: await as('MANAGER'), waiter: await as('STAFF'), chef: await as('CHEF') };
}
