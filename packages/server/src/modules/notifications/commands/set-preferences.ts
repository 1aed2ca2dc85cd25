import { NOTIFICATION_KINDS, type NotificationKind, type SetPreferencesBody } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';

export interface Preference {
  kind: NotificationKind;
  in_app: boolean;
  email: boolean;
}

/** How the actor wants to be told of each kind; what was never set stands at its default. */
export async function preferencesOf(tx: Tx): Promise<Preference[]> {
  const set = await tx.db
    .selectFrom('notifications.preferences')
    .select(['kind', 'in_app', 'email'])
    .where('user_id', '=', tx.actor.id)
    .execute();
  return NOTIFICATION_KINDS.map((kind) => ({
    in_app: true,
    email: false,
    ...set.find((preference) => preference.kind === kind),
    kind,
  }));
}

/** Changes how the actor is told; what is not said stays as it was. */
export async function setPreferences(tx: Tx, { preferences }: SetPreferencesBody): Promise<Preference[]> {
  if (tx.actor.kind !== 'user') throw new DomainError('FORBIDDEN', undefined, 'Only people have preferences.');
  const before = await preferencesOf(tx);
  const after = before.map((preference) => ({
    ...preference,
    ...preferences.find((change) => change.kind === preference.kind),
  }));
  const changed = after
    .filter((preference) => preferences.some((change) => change.kind === preference.kind))
    .map((preference) => ({ ...preference, id: newId() }));
  await sql`
    insert into notifications.preferences (tenant_id, id, user_id, kind, in_app, email, updated_at)
    select ${tx.tenant_id}::uuid, id, ${tx.actor.id}::uuid, kind, in_app, email, ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as c (id uuid, kind text, in_app boolean, email boolean)
    on conflict (tenant_id, user_id, kind)
    do update set in_app = excluded.in_app, email = excluded.email, updated_at = excluded.updated_at`.execute(tx.db);
  audit(tx, { action: 'notifications.set_preferences', entity_type: 'user', entity_id: tx.actor.id, before, after });
  return after;
}
