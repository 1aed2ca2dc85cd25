/** Whoever charges cards for the house. Orders, payments and refunds are the gateway's own; money is minor units. */
export interface Gateway {
  /** Public: the guest's browser shows it to the gateway. */
  key_id: string;
  is_sandbox: boolean;
  createOrder(order: { amount_minor: number; currency: string; receipt: string }): Promise<{ id: string }>;
  findPayment(payment_id: string): Promise<GatewayPayment>;
  refund(payment_id: string, refund: { amount_minor: number; receipt: string }): Promise<{ id: string }>;
  /** Whether the gateway itself said that this payment paid this order. */
  isCallbackGenuine(order_id: string, payment_id: string, signature: string): boolean;
  /** Whether the gateway itself sent these very bytes. */
  isWebhookGenuine(raw_body: string, signature: string): boolean;
}

export interface GatewayPayment {
  id: string;
  order_id: string;
  amount_minor: number;
  currency: string;
  status: 'created' | 'authorized' | 'captured' | 'refunded' | 'failed';
}

/** The gateway refused, or could not be reached. */
export class GatewayError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'GatewayError';
  }
}
