import { localFiles } from '../adapters/files/local.ts';
import type { House } from '../house.ts';
import { seedCafe, startDemoMachines } from './cafe.ts';
import { DEMO_ACCOUNTS, seedGroup, type DemoGroup } from './group.ts';
import { openBookingPage } from './hotel-booking-page.ts';
import { seedHousekeeping } from './hotel-housekeeping.ts';
import { openDemoChannels } from './hotel-channels.ts';
import { seedProfiles } from './hotel-profiles.ts';
import { seedStays } from './hotel-stays.ts';
import { liveHotel, seedHotel } from './hotel.ts';
import { seededRandom } from './random.ts';
import { liveRestaurant, seedRestaurant } from './restaurant.ts';

export { DEMO_ACCOUNTS };

const TICK_MS = 4_000;

export interface Demo {
  accounts: typeof DEMO_ACCOUNTS;
  stop(): Promise<void>;
}

/** Puts the demo group into the house, once. A seeding that was interrupted goes on with the venues still empty. */
export async function seedDemo(house: House): Promise<DemoGroup> {
  const { database } = house;
  const { group } = await seedGroup(database);
  const empty = await database.inTenant(
    group.actor,
    async (tx) => ({
      hotel: !(await tx.db
        .selectFrom('rooms.room_types')
        .select('id')
        .where('outlet_id', '=', group.hotel_id)
        .executeTakeFirst()),
      restaurant: !(await tx.db
        .selectFrom('floor.nodes')
        .select('id')
        .where('outlet_id', '=', group.restaurant_id)
        .executeTakeFirst()),
    }),
    { read_only: true },
  );
  if (empty.hotel) {
    await seedHotel(database, group);
    await seedProfiles(database, group);
    await seedStays(database, group);
    await openBookingPage(database, group, localFiles(house.config.data_dir));
    await database.inTenant(group.actor, (tx) => openDemoChannels(tx, house.config, group.hotel_id));
    await seedHousekeeping(database, group);
  }
  if (empty.restaurant) await seedRestaurant(database, group);
  await seedCafe(database, group);
  return group;
}

/** Seeds and, with `DEMO=live`, keeps the day gently moving by real acts. */
export async function startDemo(house: House, mqtt_port: number | null): Promise<Demo> {
  if (house.config.demo === 'off') return { accounts: [], stop: async () => undefined };
  const group = await seedDemo(house);
  if (house.config.demo === 'still') return { accounts: DEMO_ACCOUNTS, stop: async () => undefined };
  const [day, machines] = [startDay(house, group), await startDemoMachines(house, group, mqtt_port)];
  return { accounts: DEMO_ACCOUNTS, stop: async () => void (await Promise.all([day.stop(), machines.stop()])) };
}

/** One tick every few seconds, never two at once; a tick that fails is told to the log and the day goes on. */
function startDay(house: House, group: DemoGroup): { stop(): Promise<void> } {
  const random = seededRandom(house.clock.now().getTime());
  let stopped = false;
  let timer: NodeJS.Timeout;
  let ticking: Promise<void> = Promise.resolve();
  const tick = async () => {
    for (const live of [liveRestaurant, liveHotel]) {
      await live(house.database, group, random, house.clock.now()).catch((error) =>
        house.log.warn({ err: error, live: live.name }, 'the demo stumbled'),
      );
    }
    if (!stopped)
      timer = setTimeout(() => {
        ticking = tick();
      }, TICK_MS);
  };
  timer = setTimeout(() => {
    ticking = tick();
  }, TICK_MS);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await ticking;
    },
  };
}
