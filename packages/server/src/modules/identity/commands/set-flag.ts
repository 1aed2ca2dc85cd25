import { sql } from 'kysely';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { forgetFlags } from '../flags.ts';
import { venues } from '../venues.ts';

export interface FlagRow {
  id: string;
  key: string;
  description: string;
  is_enabled: boolean;
  outlet_ids: string[] | null;
  version: number;
  updated_at: string;
}

export interface FlagSetting {
  description?: string;
  is_enabled?: boolean;
  outlet_ids?: string[] | null;
  version?: number;
}

/** Sets a flag, making it if it is new. What is not said stays as it was; a new flag is off, everywhere. */
export async function setFlag(tx: Tx, key: string, setting: FlagSetting): Promise<FlagRow> {
  const unknown = setting.outlet_ids?.length ? await venues().unknownVenues(tx, setting.outlet_ids) : [];
  if (unknown.length > 0)
    throw new DomainError('REFERENCE_NOT_FOUND', {
      fields: [{ field: 'outlet_ids', message: `${unknown.join(', ')} does not exist` }],
    });
  const before: FlagRow | undefined = await tx.db
    .selectFrom('identity.feature_flags')
    .select(['id', 'key', 'description', 'is_enabled', 'outlet_ids', 'version', 'updated_at'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  expectVersion(before?.version ?? 0, setting.version);
  const {
    description = before?.description ?? '',
    is_enabled = before?.is_enabled ?? false,
    outlet_ids = before?.outlet_ids ?? null,
  } = setting;
  const { rows } = await sql<FlagRow>`
    insert into identity.feature_flags (tenant_id, id, key, description, is_enabled, outlet_ids, updated_at)
    values (${tx.tenant_id}, ${newId()}, ${key}, ${description}, ${is_enabled}, ${outlet_ids}::uuid[], ${tx.now})
    on conflict (tenant_id, key) do update set description = excluded.description, is_enabled = excluded.is_enabled,
      outlet_ids = excluded.outlet_ids, updated_at = excluded.updated_at, version = feature_flags.version + 1
    returning id, key, description, is_enabled, outlet_ids, version, updated_at`.execute(tx.db);
  announce(tx, rows[0]!, before);
  return rows[0]!;
}

/** Removes a flag; whoever asks for it finds it off. */
export async function removeFlag(tx: Tx, id: string): Promise<void> {
  const gone: FlagRow | undefined = await tx.db
    .deleteFrom('identity.feature_flags')
    .where('id', '=', id)
    .returning(['id', 'key', 'description', 'is_enabled', 'outlet_ids', 'version', 'updated_at'])
    .executeTakeFirst();
  if (!gone) throw new DomainError('NOT_FOUND');
  announce(tx, { ...gone, is_enabled: false }, gone);
}

function announce(tx: Tx, flag: FlagRow, before: FlagRow | undefined): void {
  forgetFlags(tx.tenant_id);
  emit(tx, {
    type: 'identity.flag_changed',
    aggregate_type: 'feature_flag',
    aggregate_id: flag.id,
    outlet_id: null,
    data: { key: flag.key, is_enabled: flag.is_enabled },
  });
  audit(tx, { action: 'feature_flags.set', entity_type: 'feature_flag', entity_id: flag.id, before, after: flag });
}
