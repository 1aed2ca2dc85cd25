import { sql } from 'kysely';
import type { Grant } from '@hostelry/contracts';
import { systemActor, type Actor, type ResolvedGrant } from '../../platform/actor.ts';
import type { Database, Tx } from '../../platform/transaction.ts';
import { BoundedCache } from './cache.ts';
import type { Claims } from './tokens.ts';
import { venues } from './venues.ts';

interface Principal {
  actor: Actor;
  expires_at: string;
}

interface PrincipalRow {
  principal_kind: 'user' | 'customer';
  principal_id: string;
  name: string;
  expires_at: string;
  grants: Grant[];
}

/** A change in another process is heard as an event within milliseconds; this bounds it should the event be missed. */
const FRESH_MS = 30_000;
const MOST_PRINCIPALS = 20_000;
const principals = new BoundedCache<Principal>(MOST_PRINCIPALS, FRESH_MS);

/** The actor behind a session, from memory while fresh; null if the session is closed or its person inactive. */
export async function actorOfSession(claims: Claims, database: Database, now: Date): Promise<Actor | null> {
  const principal = await principals.getOrLoad(claims.session_id, () =>
    database.inTenant(systemActor(claims.tenant_id), (tx) => loadPrincipal(tx, claims.session_id), { read_only: true }),
  );
  if (!principal || Date.parse(principal.expires_at) <= now.getTime()) return null;
  const { actor } = principal;
  return actor.id === claims.principal_id && actor.tenant_id === claims.tenant_id ? actor : null;
}

async function loadPrincipal(tx: Tx, session_id: string): Promise<Principal | null> {
  const { rows } = await sql<PrincipalRow>`
    select s.principal_kind, s.principal_id, s.expires_at, coalesce(u.name, c.name, c.phone) as name,
           coalesce(g.grants, '[]') as grants
    from identity.sessions s
    left join identity.users u
      on s.principal_kind = 'user' and u.tenant_id = s.tenant_id and u.id = s.principal_id and u.is_active
    left join identity.customers c
      on s.principal_kind = 'customer' and c.tenant_id = s.tenant_id and c.id = s.principal_id
    left join lateral (
      select json_agg(json_build_object('role', role, 'scope', scope, 'scope_id', scope_id)) as grants
      from identity.role_grants where tenant_id = s.tenant_id and user_id = u.id
    ) g on true
    where s.id = ${session_id} and s.revoked_at is null and coalesce(u.id, c.id) is not null`.execute(tx.db);
  const row = rows[0];
  if (!row) return null;
  const actor: Actor = {
    kind: row.principal_kind,
    tenant_id: tx.tenant_id,
    id: row.principal_id,
    name: row.name,
    session_id,
    grants: await resolveGrants(tx, row.grants),
    scopes: [],
  };
  return { actor, expires_at: row.expires_at };
}

/** Grants with their outlets: a tenant's grant holds everywhere, a brand's in the outlets the brand has now. */
export async function resolveGrants(tx: Tx, grants: readonly Grant[]): Promise<ResolvedGrant[]> {
  const brand_ids = grants.filter((grant) => grant.scope === 'BRAND').map((grant) => grant.scope_id!);
  const byBrand =
    brand_ids.length > 0 ? await venues().outletsOfBrands(tx, brand_ids) : new Map<string, readonly string[]>();
  return grants.map((grant) => ({
    ...grant,
    outlet_ids:
      grant.scope === 'TENANT'
        ? null
        : grant.scope === 'BRAND'
          ? (byBrand.get(grant.scope_id!) ?? [])
          : [grant.scope_id!],
  }));
}

/** Forgets one session's actor, so that the next request looks again. */
export function forgetSession(session_id: string): void {
  principals.delete(session_id);
}

/** Forgets every actor that fits, so that the next request of each looks again. */
export function forgetActors(fits: (actor: Actor) => boolean): void {
  principals.deleteWhere((principal) => fits(principal.actor));
}
