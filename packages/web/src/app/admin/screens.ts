/** Turns declared entities into screens at `/admin/<name>`. */
import { createElement } from 'react';
import type { Screen } from '../feature.ts';
import type { AdminEntity } from './entity.ts';

export const adminPath = (entity: AdminEntity) => `/admin/${entity.name}`;

/** The screens of a feature's administered entities; the page itself is one lazy chunk that all share. */
export function adminScreens(entities: readonly AdminEntity[]): Screen[] {
  return entities.map((entity) => ({
    path: adminPath(entity),
    title: `admin:${entity.name}.title`,
    icon: entity.icon,
    group: entity.group,
    permission: entity.permission,
    load: async () => {
      const { AdminPage } = await import('./AdminPage.tsx');
      return { default: () => createElement(AdminPage, { entity }) };
    },
  }));
}
