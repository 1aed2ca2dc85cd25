import type { CheckStatus, OrderLine, OrderStatus } from '@hostelry/contracts';
import { badField, DomainError } from '../../platform/errors.ts';

export interface Settlement {
  amount_minor: number;
  tendered_minor: number;
}

/** How much of a bill a handful of cash settles: never more than is due, never more than was handed over. */
export function settleWithCash(due_minor: number, asked: Partial<Settlement>): Settlement {
  if (due_minor <= 0) throw new DomainError('ORDER_SETTLED', { due_minor });
  const amount_minor = asked.amount_minor ?? due_minor;
  if (amount_minor > due_minor)
    throw new DomainError('AMOUNT_MISMATCH', { amount_minor, due_minor }, 'That is more than is due.');
  const tendered_minor = asked.tendered_minor ?? amount_minor;
  if (tendered_minor < amount_minor)
    throw new DomainError(
      'AMOUNT_MISMATCH',
      { amount_minor, tendered_minor, due_minor },
      'The cash handed over does not cover the amount.',
    );
  return { amount_minor, tendered_minor };
}

/** The one order that a payment is for. Until bills can be split, an order's only check carries its id. */
export function payableId({ order_id, check_id }: { order_id?: string; check_id?: string }): string {
  if (order_id && check_id && order_id !== check_id) throw badField('check_id', 'is not a check of this order');
  const id = order_id ?? check_id;
  if (!id) throw badField('order_id', 'is required, or check_id');
  return id;
}

/** Where a bill stands. */
export function checkStatus(status: OrderStatus, paid_minor: number, due_minor: number): CheckStatus {
  if (status === 'CANCELLED') return 'VOIDED';
  if (due_minor === 0) return 'PAID';
  return paid_minor > 0 ? 'PARTIALLY_PAID' : 'OPEN';
}

export interface TaxComponent {
  rate_bp: number;
  is_inclusive: boolean;
  net_minor: number;
  tax_minor: number;
}

/** The taxes of a bill by rate, summed from its lines so that they add up exactly. */
export function taxComponents(
  lines: readonly Pick<OrderLine, 'status' | 'tax_rate_bp' | 'is_tax_inclusive' | 'net_minor' | 'tax_minor'>[],
): TaxComponent[] {
  const components = new Map<string, TaxComponent>();
  for (const line of lines.filter(({ status }) => status !== 'VOIDED')) {
    const key = `${line.tax_rate_bp}:${line.is_tax_inclusive}`;
    const known = components.get(key) ?? {
      rate_bp: line.tax_rate_bp,
      is_inclusive: line.is_tax_inclusive,
      net_minor: 0,
      tax_minor: 0,
    };
    components.set(key, {
      ...known,
      net_minor: known.net_minor + line.net_minor,
      tax_minor: known.tax_minor + line.tax_minor,
    });
  }
  return [...components.values()].sort((a, b) => a.rate_bp - b.rate_bp);
}
