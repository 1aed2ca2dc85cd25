import type { House } from '../house.ts';

/** One sign-in of the demo group. */
export interface DemoAccount {
  role: string;
  email: string;
  password: string;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [];

/** Puts the demo group into the database, once. */
export async function seedDemo(_house: House): Promise<void> {
  // The slices' seeds are called from here as they land.
}

/** Seeds and, with `DEMO=live`, keeps the day moving. */
export async function startDemo(house: House, _mqtt_port: number | null): Promise<{ accounts: readonly DemoAccount[]; stop(): Promise<void> }> {
  if (house.config.demo === 'off') return { accounts: [], stop: async () => undefined };
  await seedDemo(house);
  return { accounts: DEMO_ACCOUNTS, stop: async () => undefined };
}
