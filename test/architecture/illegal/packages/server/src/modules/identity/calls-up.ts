// Deliberately illegal: identity (rank 1) calls orders (rank 6). The boundary check must reject this file.
import { placedOrders } from '../orders/index.ts';

export const known = placedOrders;
