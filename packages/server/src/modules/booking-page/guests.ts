import { found } from '../../platform/errors.ts';
import type { Actor } from '../../platform/actor.ts';
import type { OpenInput } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { bookingOfKey } from './commands/keep-keys.ts';
import { pageOfSlug } from './queries.ts';

/** A guest at the page: nobody who is signed in, and who may do only what the routes of the page do for them. */
export function pageGuest(tenant_id: string, outlet_id: string): Actor {
  return { kind: 'customer', tenant_id, id: outlet_id, name: 'Booking page', session_id: null, grants: [], scopes: [] };
}

type Asked = Pick<OpenInput<never, never, never>, 'database' | 'request'>;

const contextOf = ({ request }: Asked) => ({ request: { request_id: request.id, ip: request.ip } });

/** Runs an act for a guest at the page of a slug; a page that is switched off is not found. */
export async function atPage<T>(
  asked: Asked,
  slug: string,
  act: (tx: Tx, outlet_id: string) => Promise<T>,
  options: { read_only?: boolean } = {},
): Promise<T> {
  const page = found(await pageOfSlug(asked.database, slug));
  const actor = pageGuest(page.tenant_id, page.outlet_id);
  return asked.database.inTenant(actor, (tx) => act(tx, page.outlet_id), { ...contextOf(asked), ...options });
}

/** Runs an act for the guest who holds the key to a booking. */
export async function withKey<T>(
  asked: Asked,
  key: string,
  act: (tx: Tx, booking_id: string) => Promise<T>,
  options: { read_only?: boolean } = {},
): Promise<T> {
  const opened = found(await bookingOfKey(asked.database, key));
  const actor = { ...pageGuest(opened.tenant_id, opened.booking_id), name: 'Guest' };
  return asked.database.inTenant(actor, (tx) => act(tx, opened.booking_id), { ...contextOf(asked), ...options });
}
