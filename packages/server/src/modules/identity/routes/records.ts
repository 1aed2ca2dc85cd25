import { AuditEntryShape, CivilDate, Id, Instant, ParkedEventShape } from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { equals, listRoute, type Filter } from '../../../platform/http/list.ts';
import type { Route } from '../../../platform/http/route.ts';

const Moment = Type.Union([Instant, CivilDate]);
const from: Filter = { schema: Moment, where: (moment: string) => sql`occurred_at >= ${moment}::timestamptz` };
/** A date means up to the end of that day. */
const to: Filter = {
  schema: Moment,
  where: (moment: string) =>
    moment.length === 10 ? sql`occurred_at < ${moment}::date + 1` : sql`occurred_at <= ${moment}::timestamptz`,
};

export const recordRoutes: readonly Route[] = [
  listRoute({
    path: '/audit-log',
    summary: 'Who did what, with the state before and after',
    permission: 'audit.read',
    item: AuditEntryShape,
    list: {
      select:
        'id, occurred_at, action, entity_type, entity_id, outlet_id, actor_kind, actor_id, actor_name, before, after, ip, request_id',
      from: 'platform.audit_entries',
      id: 'id',
      outlet: 'outlet_id',
      search: ['action', 'actor_name', 'entity_id'],
      sort: { occurred_at: 'occurred_at' },
      default_sort: '-occurred_at',
      filters: {
        actor_id: equals('actor_id', Id),
        action: equals('action'),
        entity_type: equals('entity_type'),
        entity_id: equals('entity_id'),
        outlet_id: equals('outlet_id', Id),
        actor_kind: equals('actor_kind'),
        from,
        to,
      },
    },
  }),
  listRoute({
    path: '/parked-events',
    summary: 'Events that a subscriber could not handle and put aside',
    permission: 'operations.read',
    item: ParkedEventShape,
    list: {
      select:
        'p.id, p.subscription, p.event_position, e.type as event_type, p.attempts, p.error, p.parked_at, p.resolved_at',
      from: 'platform.parked_events p left join platform.events e on e.tenant_id = p.tenant_id and e.position = p.event_position',
      id: 'p.id',
      search: ['p.subscription', 'p.error'],
      sort: { parked_at: 'p.parked_at' },
      default_sort: '-parked_at',
      filters: {
        subscription: equals('p.subscription'),
        is_resolved: {
          schema: Type.Boolean(),
          where: (is_resolved: boolean) => sql`(p.resolved_at is not null) = ${is_resolved}`,
        },
      },
    },
  }),
];
