/** The codes every hotel starts with. */
export const FIRST_CODES = [
  ['ROOM', 'Room', 'ROOM'],
  ['BREAKFAST', 'Breakfast', 'FOOD'],
  ['FOOD', 'Food', 'FOOD'],
  ['BEVERAGE', 'Beverages', 'BEVERAGE'],
  ['MINIBAR', 'Minibar', 'BEVERAGE'],
  ['LAUNDRY', 'Laundry', 'SERVICE'],
  ['PARKING', 'Parking', 'SERVICE'],
  ['TELEPHONE', 'Telephone', 'SERVICE'],
  ['SPA', 'Spa', 'SERVICE'],
  ['EARLY_IN', 'Early check-in', 'FEE'],
  ['LATE_OUT', 'Late check-out', 'FEE'],
  ['CANCELLATION', 'Cancellation fee', 'FEE'],
  ['NO_SHOW', 'No-show fee', 'FEE'],
  ['DAMAGE', 'Damage', 'FEE'],
  ['OTHER', 'Other', 'OTHER'],
  ['CITY_LEDGER', 'Billed to company', 'OTHER'],
] as const;
