import { CustomerSignedIn, OtpRequested, RequestOtpBody, VerifyOtpBody } from '@hostelry/contracts';
import { systemActor } from '../../../platform/actor.ts';
import { badField, DomainError, unknownReference } from '../../../platform/errors.ts';
import { open, type Route } from '../../../platform/http/route.ts';
import type { Database } from '../../../platform/transaction.ts';
import { redeemCode } from '../commands/redeem-code.ts';
import { sendCode } from '../commands/send-code.ts';
import { startSession } from '../commands/start-session.ts';
import { normalisePhone } from '../one-time-codes.ts';
import { Tokens } from '../tokens.ts';
import { venues } from '../venues.ts';
import { requestInfo } from './sign-in.ts';

/** Whose guest this is: of the outlet or company named, or of the only company in the house. */
async function tenantOf(database: Database, named: { outlet_id?: string; tenant_id?: string }): Promise<string> {
  return database.asSystem(async (db) => {
    if (named.outlet_id !== undefined) {
      const tenant_id = await venues().tenantOfOutlet(db, named.outlet_id);
      if (!tenant_id) throw unknownReference('outlet_id');
      return tenant_id;
    }
    const tenants = await db
      .selectFrom('identity.tenants')
      .select('id')
      .$if(named.tenant_id !== undefined, (query) => query.where('id', '=', named.tenant_id!))
      .limit(2)
      .execute();
    if (tenants.length === 1) return tenants[0]!.id;
    throw named.tenant_id === undefined
      ? badField('outlet_id', 'is required, because this house serves more than one company')
      : unknownReference('tenant_id');
  });
}

const BEFORE_ANY_TENANT =
  'a guest is not signed in yet, so it finds the tenant first; a wrong code is counted while the request is refused';

export const customerRoutes: readonly Route[] = [
  open({
    method: 'POST',
    path: '/auth/customer/request-otp',
    summary: 'Send a guest a one-time code',
    permission: 'public',
    because: BEFORE_ANY_TENANT,
    body: RequestOtpBody,
    reply: OtpRequested,
    run: async ({ body: { phone: written, ...named }, database, config, request }) => {
      const phone = normalisePhone(written);
      const tenant_id = await tenantOf(database, named);
      const expires_at = await database.inTenant(
        systemActor(tenant_id, 'guest'),
        (tx) => sendCode(tx, config.secret_key, phone),
        requestInfo({ request }),
      );
      return { phone, expires_at };
    },
  }),
  open({
    method: 'POST',
    path: '/auth/customer/verify-otp',
    summary: 'Sign a guest in with the code',
    permission: 'public',
    because: BEFORE_ANY_TENANT,
    body: VerifyOtpBody,
    reply: CustomerSignedIn,
    run: async ({ body: { phone: written, code, name, ...named }, database, config, request }) => {
      const phone = normalisePhone(written);
      const tenant_id = await tenantOf(database, named);
      const signed_in = await database.inTenant(
        systemActor(tenant_id, 'guest'),
        async (tx) => {
          const customer = await redeemCode(tx, config.secret_key, phone, code, name);
          if (!customer) return null;
          const { access, refresh } = await startSession(
            tx,
            new Tokens(config),
            { kind: 'customer', id: customer.id },
            { user_agent: request.headers['user-agent'] },
          );
          return { access, refresh, customer: { ...customer, tenant_id } };
        },
        requestInfo({ request }),
      );
      if (!signed_in) throw new DomainError('OTP_INVALID');
      return signed_in;
    },
  }),
];
