import type { Order } from '@hostelry/contracts';
import { createContext, use, useState, type ReactNode } from 'react';
import { CashDialog } from './CashDialog.tsx';

const CashContext = createContext<(order: Order) => void>(() => undefined);

/** Opens the cash dialog for an order: `const takeCash = useCashDesk()`. */
export const useCashDesk = () => use(CashContext);

/**
 * The place where cash is taken for the orders inside. It stands outside of their cards, because a paid order leaves
 * its table at once, and the waiter must still read the change.
 */
export function CashDesk({ children }: { children: ReactNode }) {
  const [order, setOrder] = useState<Order | null>(null);
  return (
    <CashContext value={setOrder}>
      {children}
      <CashDialog order={order} onClose={() => setOrder(null)} />
    </CashContext>
  );
}
