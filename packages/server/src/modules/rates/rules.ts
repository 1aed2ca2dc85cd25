import { assertMinor, scaleHalfUp } from '../../platform/money.ts';

/** What a stay costs: the sum of its nights, in integer minor units (M1). */
export function stayTotal(nightly_prices_minor: readonly number[]): number {
  return assertMinor(nightly_prices_minor.reduce((total, price) => total + assertMinor(price), 0));
}

/** The nearest whole multiple of a step, half up. */
export function roundTo(amount_minor: number, step_minor: number): number {
  return scaleHalfUp(amount_minor, 1, step_minor) * step_minor;
}

/** What a plan asks of a room for one night, by how many sleep in it. */
export interface NightPrice {
  price_minor: number;
  single_minor: number | null;
  extra_adult_minor: number | null;
}

/** How a plan follows from the one above it. */
export interface Derivation {
  derivation: 'PERCENT' | 'AMOUNT';
  derivation_value: number;
  rounding_minor: number;
}

/** The price that follows from another by the plan's formula; a price never falls below nothing (R13). */
export function derivePrice(root: NightPrice, rule: Derivation): NightPrice {
  const move = (amount_minor: number) =>
    rule.derivation === 'PERCENT'
      ? scaleHalfUp(amount_minor, 10_000 + rule.derivation_value, 10_000)
      : amount_minor + rule.derivation_value;
  const round = (amount_minor: number) => Math.max(0, roundTo(move(amount_minor), rule.rounding_minor));
  return {
    price_minor: round(root.price_minor),
    single_minor: root.single_minor === null ? null : round(root.single_minor),
    // An amount is for the room, so only a percentage changes what a further person adds.
    extra_adult_minor:
      root.extra_adult_minor === null || rule.derivation === 'AMOUNT'
        ? root.extra_adult_minor
        : round(root.extra_adult_minor),
  };
}

export interface ChildPrice {
  from_age: number;
  to_age: number;
  price_minor: number;
}

/** Who sleeps in one room. Children whose age nobody said are null. */
export interface RoomParty {
  adults: number;
  child_ages: readonly (number | null)[];
}

/**
 * What the people in a room pay for a night. A child pays the price of its age; one whose age nobody said pays the
 * dearest band, one older than every band counts as an adult. Where a plan has no bands, children pay nothing.
 */
export function occupancyPrice(
  night: NightPrice,
  party: RoomParty,
  base_occupancy: number,
  bands: readonly ChildPrice[],
): number {
  const dearest = bands.reduce((most, band) => Math.max(most, band.price_minor), 0);
  let adults = party.adults;
  let children_minor = 0;
  for (const age of party.child_ages) {
    const band = age === null ? undefined : bands.find(({ from_age, to_age }) => age >= from_age && age <= to_age);
    if (age === null) children_minor += dearest;
    else if (band) children_minor += band.price_minor;
    else if (bands.some(({ from_age }) => age > from_age)) adults += 1;
  }
  const room_minor = adults === 1 && night.single_minor !== null ? night.single_minor : night.price_minor;
  const extra = Math.max(0, adults - base_occupancy);
  return assertMinor(room_minor + extra * (night.extra_adult_minor ?? 0) + children_minor);
}

/** The fullest of a booking's rooms when its party is spread evenly; all its rooms cost what that one costs. */
export function fullestRoom(party: {
  rooms: number;
  adults: number;
  children: number;
  child_ages?: readonly number[] | undefined;
}): RoomParty {
  const ages: (number | null)[] = [...(party.child_ages ?? [])].sort((a, b) => b - a);
  while (ages.length < party.children) ages.push(null);
  return {
    adults: Math.ceil(party.adults / party.rooms),
    child_ages: ages.slice(0, Math.ceil(party.children / party.rooms)),
  };
}

/** A daily or flat price moved as the grid asks, never below nothing. */
export function changePrice(
  old_minor: number,
  change: 'SET' | 'AMOUNT' | 'PERCENT',
  value: number,
  rounding_minor: number,
): number {
  const moved =
    change === 'SET'
      ? value
      : change === 'AMOUNT'
        ? old_minor + value
        : scaleHalfUp(old_minor, 10_000 + Math.max(-10_000, value), 10_000);
  return Math.max(0, roundTo(moved, rounding_minor));
}
