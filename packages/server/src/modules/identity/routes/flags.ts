import { CreateFlagBody, EvaluatedFlags, FlagKey, FlagShape, Id, IdParams, SetFlagBody } from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { DomainError, found } from '../../../platform/errors.ts';
import { equals, listRoute } from '../../../platform/http/list.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import { removeFlag, setFlag } from '../commands/set-flag.ts';
import { evaluateFlags } from '../flags.ts';

export const flagRoutes: readonly Route[] = [
  listRoute({
    path: '/feature-flags',
    summary: 'Feature flags',
    permission: 'flags.manage',
    item: FlagShape,
    list: {
      select: 'id, key, description, is_enabled, outlet_ids, version, updated_at',
      from: 'identity.feature_flags',
      id: 'id',
      search: ['key', 'description'],
      sort: { key: 'key', updated_at: 'updated_at' },
      default_sort: 'key',
      filters: { is_enabled: equals('is_enabled', Type.Boolean()) },
    },
  }),
  read({
    path: '/feature-flags/evaluated',
    summary: 'Which features are on here',
    permission: 'signed-in',
    query: Type.Object({ outlet_id: Type.Optional(Id) }),
    reply: EvaluatedFlags,
    run: ({ tx, query }) => evaluateFlags(tx, query.outlet_id ?? null),
  }),
  act({
    method: 'POST',
    path: '/feature-flags',
    summary: 'Make a flag',
    permission: 'flags.manage',
    body: CreateFlagBody,
    reply: FlagShape,
    status: 201,
    run: async ({ tx, actor, body: { key, ...setting } }) => {
      authorize(actor, 'flags.manage', null);
      if (await tx.db.selectFrom('identity.feature_flags').select('id').where('key', '=', key).executeTakeFirst()) {
        throw new DomainError('DUPLICATE', { fields: [{ field: 'key', message: 'is taken' }] });
      }
      return setFlag(tx, key, setting);
    },
  }),
  act({
    method: 'PUT',
    path: '/feature-flags/:key',
    summary: 'Set a flag by its key, making it if it is new',
    permission: 'flags.manage',
    params: Type.Object({ key: FlagKey }),
    body: SetFlagBody,
    reply: FlagShape,
    run: async ({ tx, actor, params, body }) => {
      authorize(actor, 'flags.manage', null);
      return setFlag(tx, params.key, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/feature-flags/:id',
    summary: 'Change a flag',
    permission: 'flags.manage',
    params: IdParams,
    body: SetFlagBody,
    reply: FlagShape,
    run: async ({ tx, actor, params, body }) => {
      authorize(actor, 'flags.manage', null);
      const { key } = found(
        await tx.db.selectFrom('identity.feature_flags').select('key').where('id', '=', params.id).executeTakeFirst(),
      );
      return setFlag(tx, key, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/feature-flags/:id',
    summary: 'Remove a flag',
    permission: 'flags.manage',
    params: IdParams,
    run: async ({ tx, actor, params }) => {
      authorize(actor, 'flags.manage', null);
      await removeFlag(tx, params.id);
    },
  }),
];
