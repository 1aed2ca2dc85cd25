import { IconBuildingSkyscraper, IconCoffee, IconToolsKitchen2 } from '@tabler/icons-react';

/** What each kind of outlet looks like. */
export const OUTLET_ICONS = { HOTEL: IconBuildingSkyscraper, RESTAURANT: IconToolsKitchen2, CAFE: IconCoffee };
