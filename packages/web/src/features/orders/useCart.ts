import { useCallback, useMemo, useState } from 'react';
import { newKey } from '../../app/key.ts';
import { changeCart, type Cart, type CartChange } from './cart.ts';

interface Kept extends Cart {
  /** The idempotency key of exactly this cart: sending it twice orders once, and a changed cart is another order. */
  key: string;
}

/** A change without the key of a new line, which the hook gives. */
export type CartAct = Exclude<CartChange, { act: 'add' }> | Omit<Extract<CartChange, { act: 'add' }>, 'key'>;

const read = (place: string, guest_count: number): Kept => {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null;
    if (kept?.lines) return kept;
  } catch {
    // A cart that cannot be read is an empty one.
  }
  return { key: newKey(), guest_count, lines: [] };
};

/** The cart of one table or of takeaway. It survives a reload and a failed attempt to send it. */
export function useCart(outlet_id: string, node_id: string | undefined, seated: number) {
  const place = `hostelry.cart.${outlet_id}.${node_id ?? 'takeaway'}`;
  const [carts, setCarts] = useState<Record<string, Kept>>({});
  const fresh = useMemo(() => read(place, seated), [place, seated]);
  const cart = carts[place] ?? fresh;

  const change = useCallback(
    (given: CartAct) => {
      const whole: CartChange = given.act === 'add' ? { ...given, key: newKey() } : given;
      const after: Kept = { ...changeCart(cart, whole), key: newKey() };
      if (after.lines.length > 0) localStorage.setItem(place, JSON.stringify(after));
      else localStorage.removeItem(place);
      setCarts((all) => ({ ...all, [place]: after }));
    },
    [cart, place],
  );

  return [cart, change] as const;
}
