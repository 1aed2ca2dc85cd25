/** Money is integer minor units; these are the only places where it is multiplied or divided. */

/** Refuses anything that is not an exact integer amount, so that no float becomes money (M1). */
export function assertMinor(amount_minor: number): number {
  if (!Number.isSafeInteger(amount_minor)) throw new RangeError(`not an integer amount: ${amount_minor}`);
  return amount_minor;
}

/** `amount × numerator ÷ denominator`, half away from zero, in exact integer arithmetic. */
export function scaleHalfUp(amount_minor: number, numerator: number, denominator: number): number {
  const product = BigInt(assertMinor(amount_minor)) * BigInt(assertMinor(numerator));
  const divisor = BigInt(assertMinor(denominator));
  if (divisor <= 0n) throw new RangeError('the denominator must be positive');
  const magnitude = product < 0n ? -product : product;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return Number(product < 0n ? -rounded : rounded);
}

/** Splits an amount by weights so that the parts sum exactly, by largest remainder, ties to the first (M3). */
export function apportion(amount_minor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(assertMinor(weight)), 0n);
  if (total <= 0n) throw new RangeError('weights must sum to more than zero');
  const sign = amount_minor < 0 ? -1n : 1n;
  const whole = BigInt(assertMinor(amount_minor)) * sign;
  const shares = weights.map((weight, index) => {
    const exact = whole * BigInt(weight);
    return { index, floor: exact / total, remainder: exact % total };
  });
  let left = whole - shares.reduce((sum, share) => sum + share.floor, 0n);
  const parts = shares.map((share) => share.floor);
  for (const share of [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )) {
    if (left === 0n) break;
    parts[share.index] = share.floor + 1n;
    left -= 1n;
  }
  return parts.map((part) => Number(part * sign));
}

/** Decimal text such as "104.5" to minor units with the given number of digits, half away from zero. */
export function parseDecimal(text: string, digits = 2): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new RangeError(`not a decimal amount: ${text}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const padded = fraction.padEnd(digits + 1, '0');
  const kept = BigInt(whole + padded.slice(0, digits)) + (Number(padded[digits]) >= 5 ? 1n : 0n);
  const amount = Number(sign ? -kept : kept);
  return assertMinor(amount === 0 ? 0 : amount);
}
