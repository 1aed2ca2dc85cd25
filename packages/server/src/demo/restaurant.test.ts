import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/house.ts';
import { seedGroup, type DemoGroup } from './group.ts';
import { liveRestaurant, seedRestaurant } from './restaurant.ts';

let house: TestHouse;
let group: DemoGroup;
beforeAll(async () => {
  house = await openTestHouse();
  group = (await seedGroup(house.database)).group;
  await seedRestaurant(house.database, group);
});
afterAll(() => house.stop());

const counts = async (statement: string) =>
  Object.fromEntries((await house.admin.query(statement)).rows.map((row) => [row.name, Number(row.count)]));

describe('the demo restaurant', () => {
  it('has the drawn floor, the menus and the stations of the tour', async () => {
    expect(await counts(`select node_type as name, count(*) from floor.nodes group by 1`)).toMatchObject({ TABLE: 24 });
    expect(
      await counts(
        `select o.kind as name, count(*) from menu.items i join outlets.outlets o on o.id = i.outlet_id group by 1`,
      ),
    ).toEqual({ RESTAURANT: 40, CAFE: 12 });
    expect(
      await counts(
        `select o.kind as name, count(*) from menu.categories c join outlets.outlets o on o.id = c.outlet_id group by 1`,
      ),
    ).toEqual({ RESTAURANT: 5, CAFE: 2 });
  });

  it('is in the middle of an evening, with every colour on the floor', async () => {
    const colours = await counts(
      `select current_status as name, count(*) from floor.nodes where node_type = 'TABLE' group by 1`,
    );
    expect(colours).toEqual({ RED: 1, YELLOW: 4, GREEN: 2, BLUE: 17 });
    expect(await counts(`select status as name, count(*) from orders.orders group by 1`)).toMatchObject({
      COMPLETED: 18,
      SERVED: 2,
    });
  });

  it('keeps moving by itself, never beyond a dozen orders and never on what a person placed', async () => {
    await house.admin.query(`update orders.orders set placed_by = gen_random_uuid() where status = 'READY'`);
    let seed = 7;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    for (let breath = 0; breath < 120; breath += 1) {
      house.clock.advance(4_000);
      await liveRestaurant(house.database, group, random, house.clock.now());
    }
    const statuses = await counts(`select status as name, count(*) from orders.orders group by 1`);
    const active = ['PLACED', 'PREPARING', 'READY', 'SERVED'].reduce((sum, status) => sum + (statuses[status] ?? 0), 0);
    expect(active).toBeLessThanOrEqual(12);
    expect(statuses.COMPLETED).toBeGreaterThan(18);
    expect(
      await counts(
        `select status as name, count(*) from orders.orders where placed_by <> '${group.actor.id}' group by 1`,
      ),
    ).toEqual({ READY: 1 });
  });
});
