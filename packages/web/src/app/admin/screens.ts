/** Turns administered entities into screens at `/admin/<name>`. */
import { createElement } from 'react';
import type { Screen } from '../feature.ts';
import type { AdminScreen } from './entity.ts';

/** The screens of a feature's administered entities; the page itself is one lazy chunk that all share. */
export function adminScreens(declared: readonly AdminScreen[]): Screen[] {
  return declared.map((screen) => ({
    path: `/admin/${screen.name}`,
    title: `admin:${screen.name}.title`,
    icon: screen.icon,
    group: screen.group,
    permission: screen.permission,
    serves: screen.serves,
    load: async () => {
      const [{ AdminPage }, entity] = await Promise.all([import('./AdminPage.tsx'), screen.load()]);
      return { default: () => createElement(AdminPage, { screen, entity }) };
    },
  }));
}
