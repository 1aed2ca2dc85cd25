import type { NewOrderLine, OrderLine, OrderLineStatus, OrderStatus } from '@hostelry/contracts';
import { DomainError, unknownReference, type FieldError } from '../../platform/errors.ts';
import { scaleHalfUp } from '../../platform/money.ts';
import type { OrderableItem } from '../menu/index.ts';

const WHOLE_BP = 10_000;

export interface Amounts {
  net_minor: number;
  tax_minor: number;
  gross_minor: number;
}

/** Splits an amount into net, tax and gross. Inclusive prices hold their tax, exclusive ones get it on top (M4). */
export function taxed(amount_minor: number, rate_bp: number, is_inclusive: boolean): Amounts {
  if (is_inclusive) {
    const net_minor = scaleHalfUp(amount_minor, WHOLE_BP, WHOLE_BP + rate_bp);
    return { net_minor, tax_minor: amount_minor - net_minor, gross_minor: amount_minor };
  }
  const tax_minor = scaleHalfUp(amount_minor, rate_bp, WHOLE_BP);
  return { net_minor: amount_minor, tax_minor, gross_minor: amount_minor + tax_minor };
}

export interface Totals {
  net_minor: number;
  tax_minor: number;
  total_minor: number;
}

/** What an order comes to. Voided lines earn nothing. */
export function totalsOf(lines: readonly (Amounts & { status: OrderLineStatus })[]): Totals {
  const counted = lines.filter((line) => line.status !== 'VOIDED');
  const sum = (field: keyof Amounts) => counted.reduce((total, line) => total + line[field], 0);
  return { net_minor: sum('net_minor'), tax_minor: sum('tax_minor'), total_minor: sum('gross_minor') };
}

export type PricedLine = Omit<OrderLine, 'id' | 'ticket_id' | 'round' | 'position'> & { station_id: string | null };

/**
 * Prices what was asked from the menu alone: the asker names items and quantities, never a price or a tax.
 * Everything that is wrong is reported at once.
 */
export function priceLines(
  asked: readonly NewOrderLine[],
  menu: readonly OrderableItem[],
  outlet_id: string,
): PricedLine[] {
  const items = new Map(menu.filter((item) => item.outlet_id === outlet_id).map((item) => [item.id, item]));
  const unknown = asked.findIndex((line) => !items.has(line.menu_item_id));
  if (unknown >= 0) throw unknownReference(`lines[${unknown}].menu_item_id`);
  const chosen = asked.map((line, index) => ({ line, index, item: items.get(line.menu_item_id)! }));
  const missing = chosen.filter(
    ({ item, line }) =>
      !item.is_available || modifiersOf(item, line).some((modifier) => modifier && !modifier.is_available),
  );
  if (missing.length > 0) {
    throw new DomainError(
      'ITEM_UNAVAILABLE',
      { lines: missing.map(({ index, item }) => ({ index, menu_item_id: item.id, name: item.name })) },
      `Not available now: ${[...new Set(missing.map(({ item }) => item.name))].join(', ')}.`,
    );
  }
  const problems = chosen.flatMap(({ item, line, index }) => choiceProblems(item, line, `lines[${index}].modifiers`));
  if (problems.length > 0)
    throw new DomainError('RULE_VIOLATION', { fields: problems }, `${problems[0]!.field} ${problems[0]!.message}.`);
  return chosen.map(({ item, line }) => priceLine(item, line));
}

/** M2: unit price and modifiers, times the quantity, then the tax of the line. */
function priceLine(item: OrderableItem, line: NewOrderLine): PricedLine {
  const modifiers = modifiersOf(item, line).map((modifier) => ({
    id: modifier!.id,
    name: modifier!.name,
    price_minor: modifier!.price_minor,
  }));
  const modifiers_minor = modifiers.reduce((sum, modifier) => sum + modifier.price_minor, 0);
  return {
    menu_item_id: item.id,
    name: item.name,
    quantity: line.quantity,
    unit_price_minor: item.price_minor,
    modifiers,
    modifiers_minor,
    tax_rate_bp: item.tax_rate_bp,
    is_tax_inclusive: item.is_tax_inclusive,
    ...taxed((item.price_minor + modifiers_minor) * line.quantity, item.tax_rate_bp, item.is_tax_inclusive),
    note: line.note ?? null,
    seat: line.seat ?? null,
    course: line.course ?? null,
    status: 'SENT',
    station_id: item.station_id,
  };
}

function modifiersOf(item: OrderableItem, line: NewOrderLine) {
  const offered = new Map(item.groups.flatMap((group) => group.modifiers).map((modifier) => [modifier.id, modifier]));
  return (line.modifiers ?? []).map((id) => offered.get(id) ?? null);
}

function choiceProblems(item: OrderableItem, line: NewOrderLine, field: string): FieldError[] {
  if (modifiersOf(item, line).includes(null))
    return [{ field, message: `holds a modifier that ${item.name} is not offered with` }];
  return item.groups.flatMap((group) => {
    const ids = new Set(group.modifiers.map((modifier) => modifier.id));
    const count = (line.modifiers ?? []).filter((id) => ids.has(id)).length;
    if (count >= group.min_choices && count <= group.max_choices) return [];
    const range =
      group.min_choices === group.max_choices ? `${group.min_choices}` : `${group.min_choices} to ${group.max_choices}`;
    return [{ field, message: `needs ${range} of “${group.name}” for ${item.name}` }];
  });
}

/** The status of an order, rolled up from its lines. Served rounds stand aside while a newer one is under way. */
export function rollUp(lines: readonly { status: OrderLineStatus }[]): OrderStatus {
  const unserved = lines.filter(({ status }) => status !== 'SERVED' && status !== 'VOIDED');
  if (unserved.length === 0) return lines.some(({ status }) => status === 'SERVED') ? 'SERVED' : 'CANCELLED';
  if (unserved.every(({ status }) => status === 'READY')) return 'READY';
  if (unserved.every(({ status }) => status === 'SENT' || status === 'NEW' || status === 'HELD')) return 'PLACED';
  return 'PREPARING';
}
