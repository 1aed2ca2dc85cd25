import { ApiKeyShape, CreateApiKeyBody, CreatedApiKey, IdParams, type Permission } from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { outletsWith } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { listRoute, type List } from '../../../platform/http/list.ts';
import { act, type Route } from '../../../platform/http/route.ts';
import { createApiKey } from '../commands/create-api-key.ts';
import { revokeApiKey } from '../commands/revoke-api-key.ts';

/** Those who manage a few outlets see the keys that reach no further. */
const withinReach: NonNullable<List['where']> = ({ actor }) => {
  const outlets = outletsWith(actor, 'api_keys.manage');
  return outlets === 'all' ? sql`true` : sql`outlet_ids <@ ${[...outlets]}::uuid[]`;
};

export const apiKeyRoutes: readonly Route[] = [
  listRoute({
    path: '/api-keys',
    summary: 'Keys of integrations, without their secrets',
    permission: 'api_keys.manage',
    item: ApiKeyShape,
    list: {
      select: 'id, name, prefix, scopes, outlet_ids, created_by, created_at, last_used_at, expires_at, revoked_at',
      from: 'identity.api_keys',
      id: 'id',
      search: ['name', 'prefix'],
      sort: { created_at: 'created_at', name: 'name' },
      default_sort: '-created_at',
      filters: {
        is_revoked: {
          schema: Type.Boolean(),
          where: (is_revoked: boolean) => sql`(revoked_at is not null) = ${is_revoked}`,
        },
      },
      where: withinReach,
    },
  }),
  act({
    method: 'POST',
    path: '/api-keys',
    summary: 'Make a key; its secret is in this reply only',
    permission: 'api_keys.manage',
    body: CreateApiKeyBody,
    reply: CreatedApiKey,
    status: 201,
    shown_once: ['secret'],
    run: ({ tx, body }) => createApiKey(tx, { ...body, scopes: body.scopes as Permission[] }),
  }),
  act({
    method: 'DELETE',
    path: '/api-keys/:id',
    summary: 'Revoke a key',
    permission: 'api_keys.manage',
    params: IdParams,
    run: async ({ tx, params }) => {
      const { rows } =
        await sql`select 1 from identity.api_keys where id = ${params.id} and ${withinReach(tx)}`.execute(tx.db);
      found(rows[0]);
      await revokeApiKey(tx, params.id);
    },
  }),
];
