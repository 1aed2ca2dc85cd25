import type { Gateway } from './gateway.ts';
import { razorpay, type RazorpayKeys } from './razorpay.ts';
import { razorpaySandbox, sandboxKeys } from './sandbox.ts';

export { GatewayError, type Gateway, type GatewayPayment } from './gateway.ts';

interface Settings {
  secret_key: string;
  razorpay: RazorpayKeys | null;
}

type Store = Parameters<typeof razorpaySandbox>[1];

/** The built-in gateway of a house without keys of its own. */
export const sandboxOf = (config: Settings, store: Store) => razorpaySandbox(sandboxKeys(config.secret_key), store);

/** Who charges cards here: Razorpay where its keys are given, else the built-in sandbox. */
export function gatewayOf(config: Settings, store: Store): Gateway {
  if (config.razorpay) return razorpay(config.razorpay);
  return razorpay(sandboxKeys(config.secret_key), { fetch: sandboxOf(config, store).fetch, is_sandbox: true });
}
