import { describe, expect, it } from 'vitest';
import { cartCount, cartMinor, changeCart, countOf, linesToSend, type Cart, type CartChange } from './cart.ts';

const soup = { id: 'soup', name: 'Soup', price_minor: 650 };
const steak = { id: 'steak', name: 'Steak', price_minor: 2400 };
const rare = { id: 'rare', name: 'Rare', price_minor: 0 };
const truffle = { id: 'truffle', name: 'Truffle butter', price_minor: 300 };

const cartOf = (...changes: CartChange[]): Cart => changes.reduce(changeCart, { guest_count: 2, lines: [] });

describe('the cart', () => {
  it('makes one line of two when the same thing is added twice', () => {
    const cart = cartOf({ act: 'add', item: soup, key: 'a' }, { act: 'add', item: soup, key: 'b' });
    expect(cart.lines).toHaveLength(1);
    expect(cartCount(cart)).toBe(2);
  });

  it('keeps a line apart once somebody wrote something to it', () => {
    const cart = cartOf(
      { act: 'add', item: soup, key: 'a' },
      { act: 'edit', key: 'a', change: { note: 'no cream' } },
      { act: 'add', item: soup, key: 'b' },
    );
    expect(cart.lines.map(({ note }) => note)).toEqual(['no cream', '']);
    expect(countOf(cart, 'soup')).toBe(2);
  });

  it('joins lines with the same modifiers in any order and no others', () => {
    const cart = cartOf(
      { act: 'add', item: steak, key: 'a', modifiers: [rare, truffle] },
      { act: 'add', item: steak, key: 'b', modifiers: [truffle, rare] },
      { act: 'add', item: steak, key: 'c', modifiers: [rare] },
    );
    expect(cart.lines.map(({ quantity }) => quantity)).toEqual([2, 1]);
    expect(cartMinor(cart)).toBe(2 * 2700 + 2400);
  });

  it('removes a line at quantity 0 and never goes beyond what the server takes', () => {
    const one: CartChange = { act: 'add', item: soup, key: 'a' };
    expect(cartOf(one, { act: 'edit', key: 'a', change: { quantity: 0 } }).lines).toEqual([]);
    expect(cartCount(cartOf(one, { act: 'edit', key: 'a', change: { quantity: 5_000 } }))).toBe(999);
  });

  it('serves at least one guest', () => {
    expect(cartOf({ act: 'guests', guest_count: 0 }).guest_count).toBe(1);
  });

  it('sends only what was filled in', () => {
    const cart = cartOf(
      { act: 'add', item: soup, key: 'a' },
      { act: 'add', item: steak, key: 'b', modifiers: [rare] },
      { act: 'edit', key: 'b', change: { note: ' well rested ', seat: 2, course: 2 } },
    );
    expect(linesToSend(cart)).toEqual([
      { menu_item_id: 'soup', quantity: 1 },
      { menu_item_id: 'steak', quantity: 1, modifiers: ['rare'], note: 'well rested', seat: 2, course: 2 },
    ]);
  });
});
