/** Everything the features declared in `screens.ts`, gathered once. */
import type { OutletKind } from '@hostelry/contracts/outlets';
import { adminScreens } from './admin/screens.ts';
import type { Feature, Screen, SearchSource } from './feature.ts';
import { GROUPS } from './feature.ts';
import * as declared from './screens.ts';
import type { SessionUser } from './session.ts';

export const features: readonly Feature[] = Object.values(declared);

export const screens: readonly Screen[] = features.flatMap((feature) => [
  ...(feature.screens ?? []),
  ...adminScreens(feature.admin ?? []),
]);

export const searchSources: readonly SearchSource[] = features.flatMap((feature) => feature.search ?? []);

const allows = (user: SessionUser, screen: Screen) =>
  screen.permission === undefined || user.permissions.includes(screen.permission);

/** The screens in this person's navigation, in the order of the groups. */
export function navigationOf(user: SessionUser): Screen[] {
  return screens
    .filter((screen) => screen.navigation !== false && allows(user, screen))
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
}

/** Where this person lands: the home of their first role that has one, else the first screen they may open. */
export function homeOf(user: SessionUser, kinds: readonly OutletKind[]): string {
  const mine = navigationOf(user);
  const fits = ({ home_at }: Screen) =>
    home_at !== undefined && kinds.length > 0 && kinds.every((kind) => home_at.includes(kind));
  for (const role of user.roles) {
    const homes = mine.filter((screen) => screen.home_of?.includes(role));
    const home = homes.find(fits) ?? homes.find(({ home_at }) => home_at === undefined);
    if (home) return home.path;
  }
  return mine[0]?.path ?? '/profile';
}
