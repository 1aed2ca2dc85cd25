import { assertMinor } from '../../platform/money.ts';

/** What a stay costs: the sum of its nights, in integer minor units (M1). */
export function stayTotal(nightly_prices_minor: readonly number[]): number {
  return assertMinor(nightly_prices_minor.reduce((total, price) => total + assertMinor(price), 0));
}
