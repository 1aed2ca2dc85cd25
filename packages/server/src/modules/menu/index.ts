import { nameConstraint } from '../../platform/database/constraints.ts';
import { badField, DomainError } from '../../platform/errors.ts';
import type { Module } from '../../platform/module.ts';
import { dropMenu } from './cache.ts';
import { routes } from './routes.ts';

export { addItem, changeItem, setAvailability } from './commands/keep-items.ts';
export { addModifierGroup } from './commands/keep-modifiers.ts';
export { addSection, addTaxRate } from './commands/keep-sections.ts';
export { wholeMenu } from './cache.ts';
export { orderableItems, STATION_NAMES, type OrderableItem } from './queries.ts';

nameConstraint(
  'items_name_unique',
  () => new DomainError('DUPLICATE', { fields: [{ field: 'name', message: 'is taken on this menu' }] }),
);
nameConstraint('modifier_groups_choices', () =>
  badField('max_choices', 'must be at least min_choices, and at least 1'),
);

/** What can be ordered. */
export const menuModule: Module = {
  name: 'menu',
  routes,
  onEvent: (event) => {
    if (event.type === 'menu.item_changed' || event.type === 'menu.layout_changed')
      dropMenu(event.tenant_id, event.outlet_id);
  },
};
