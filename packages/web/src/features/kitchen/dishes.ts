import type { Allergen, Menu } from '@hostelry/contracts';

/** What a dish contains, by its name on the ticket. A dish that was renamed since is simply not found. */
export type DishNotes = ReadonlyMap<string, readonly Allergen[] | null>;

/** The allergens of every dish on the menu. */
export const dishNotes = (menu: Menu | undefined): DishNotes =>
  new Map((menu?.items ?? []).map(({ name, allergens }) => [name, allergens]));
