/** The cart of the order pad: pure changes on plain data, so that it can be kept, tested and sent as it stands. */
import type { MenuItem, Modifier, NewOrderLine } from '@hostelry/contracts';

export interface CartLine {
  key: string;
  menu_item_id: string;
  name: string;
  price_minor: number;
  quantity: number;
  modifiers: readonly Pick<Modifier, 'id' | 'name' | 'price_minor'>[];
  note: string;
  seat: number | null;
  course: number | null;
}

export interface Cart {
  guest_count: number;
  lines: readonly CartLine[];
}

export const MOST_OF_ONE = 999;

export type CartChange =
  | {
      act: 'add';
      item: Pick<MenuItem, 'id' | 'name' | 'price_minor'>;
      key: string;
      modifiers?: CartLine['modifiers'];
      quantity?: number;
    }
  | { act: 'edit'; key: string; change: Partial<Pick<CartLine, 'quantity' | 'note' | 'seat' | 'course' | 'modifiers'>> }
  | { act: 'guests'; guest_count: number }
  | { act: 'empty' };

/** The cart after a change. A quantity of 0 removes the line. */
export function changeCart(cart: Cart, change: CartChange): Cart {
  switch (change.act) {
    case 'add':
      return { ...cart, lines: withAdded(cart.lines, change) };
    case 'edit':
      return { ...cart, lines: withEdited(cart.lines, change.key, change.change) };
    case 'guests':
      return { ...cart, guest_count: Math.max(1, change.guest_count) };
    case 'empty':
      return { ...cart, lines: [] };
  }
}

/** The same thing twice is one line of two, unless somebody wrote something to the first one. */
function withAdded(
  lines: Cart['lines'],
  { item, key, modifiers = [], quantity = 1 }: Extract<CartChange, { act: 'add' }>,
) {
  const same = lines.find(
    (line) => line.menu_item_id === item.id && isPlain(line) && sameModifiers(line.modifiers, modifiers),
  );
  if (same) return withEdited(lines, same.key, { quantity: same.quantity + quantity });
  const { id: menu_item_id, name, price_minor } = item;
  return [...lines, { key, menu_item_id, name, price_minor, quantity, modifiers, note: '', seat: null, course: null }];
}

function withEdited(lines: Cart['lines'], key: string, change: Partial<CartLine>) {
  return lines
    .map((line) =>
      line.key === key
        ? { ...line, ...change, quantity: Math.min(MOST_OF_ONE, change.quantity ?? line.quantity) }
        : line,
    )
    .filter((line) => line.quantity > 0);
}

const isPlain = (line: CartLine) => line.note === '' && line.seat === null && line.course === null;

function sameModifiers(left: CartLine['modifiers'], right: CartLine['modifiers']) {
  const ids = (modifiers: CartLine['modifiers']) =>
    modifiers
      .map(({ id }) => id)
      .sort()
      .join();
  return ids(left) === ids(right);
}

/** What a line costs by the menu. Tax and rounding are the server's business. */
export const lineMinor = (line: CartLine) =>
  line.quantity * (line.price_minor + line.modifiers.reduce((sum, { price_minor }) => sum + price_minor, 0));

export const cartMinor = (cart: Cart) => cart.lines.reduce((sum, line) => sum + lineMinor(line), 0);

export const cartCount = (cart: Cart) => cart.lines.reduce((sum, line) => sum + line.quantity, 0);

/** How many of a menu item are in the cart, whatever was written to them. */
export const countOf = (cart: Cart, menu_item_id: string) =>
  cart.lines.reduce((sum, line) => (line.menu_item_id === menu_item_id ? sum + line.quantity : sum), 0);

/** The lines as the API takes them; what was left blank is left out. */
export const linesToSend = (cart: Cart): NewOrderLine[] =>
  cart.lines.map(({ menu_item_id, quantity, modifiers, note, seat, course }) => ({
    menu_item_id,
    quantity,
    ...(modifiers.length > 0 && { modifiers: modifiers.map(({ id }) => id) }),
    ...(note.trim() && { note: note.trim() }),
    ...(seat !== null && { seat }),
    ...(course !== null && { course }),
  }));
