export const placedOrders = 1;
