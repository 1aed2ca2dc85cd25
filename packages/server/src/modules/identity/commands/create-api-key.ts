import { randomBytes } from 'node:crypto';
import type { Permission } from '@hostelry/contracts';
import { badField, DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { authorizeScopes } from '../policy.ts';
import { venues } from '../venues.ts';
import { hashOf } from './start-session.ts';

export interface WantedApiKey {
  name: string;
  scopes: Permission[];
  outlet_ids?: string[] | null;
  expires_at?: string | null;
}

const SHOWN_OF_SECRET = 11;

/** Makes a key for an integration, no mightier than its maker. The secret is given back once and stored as a hash. */
export async function createApiKey(tx: Tx, { name, scopes, outlet_ids = null, expires_at = null }: WantedApiKey) {
  authorizeScopes(tx.actor, scopes, outlet_ids);
  if (expires_at !== null && Date.parse(expires_at) <= tx.now.getTime())
    throw badField('expires_at', 'must be in the future');
  const unknown = outlet_ids ? await venues().unknownVenues(tx, outlet_ids) : [];
  if (unknown.length > 0)
    throw new DomainError('REFERENCE_NOT_FOUND', {
      fields: [{ field: 'outlet_ids', message: `${unknown.join(', ')} does not exist` }],
    });
  const secret = `hk_${randomBytes(32).toString('base64url')}`;
  const key = await tx.db
    .insertInto('identity.api_keys')
    .values({
      tenant_id: tx.tenant_id,
      id: newId(),
      name,
      prefix: secret.slice(0, SHOWN_OF_SECRET),
      secret_hash: hashOf(secret),
      scopes,
      outlet_ids,
      expires_at,
      created_by: tx.actor.id,
      created_at: tx.now.toISOString(),
    })
    .returning([
      'id',
      'name',
      'prefix',
      'scopes',
      'outlet_ids',
      'created_by',
      'created_at',
      'last_used_at',
      'expires_at',
      'revoked_at',
    ])
    .executeTakeFirstOrThrow();
  audit(tx, { action: 'api_keys.create', entity_type: 'api_key', entity_id: key.id, after: key });
  return { ...key, secret };
}
