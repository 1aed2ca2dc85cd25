import type { HousekeepingSettingsChange } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { badField, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { settingsOf, type Outlet, type SettingsRow } from '../queries.ts';

/** Says how the house cleans. A list of credits replaces the one before; kinds that it does not name count what is usual. */
export async function saveSettings(
  tx: Tx,
  outlet: Outlet,
  { version, credits, ...change }: Static<typeof HousekeepingSettingsChange>,
): Promise<SettingsRow> {
  const before = await settingsOf(tx, outlet.id);
  expectVersion(before.version, version);
  const { linen_every_nights, inspects, turn_down_for, keep_found_days } = { ...before, ...change };
  await sql`
    insert into housekeeping.settings (tenant_id, outlet_id, linen_every_nights, inspects, turn_down_for, keep_found_days, updated_at)
    values (${tx.tenant_id}, ${outlet.id}, ${linen_every_nights}, ${inspects}, ${turn_down_for}, ${keep_found_days}, ${tx.now})
    on conflict (tenant_id, outlet_id) do update set linen_every_nights = excluded.linen_every_nights, inspects = excluded.inspects,
      turn_down_for = excluded.turn_down_for, keep_found_days = excluded.keep_found_days, updated_at = excluded.updated_at,
      version = housekeeping.settings.version + 1`.execute(tx.db);
  if (credits) await replaceCredits(tx, outlet, credits);
  const after = await settingsOf(tx, outlet.id);
  audit(tx, {
    action: 'housekeeping.save_settings',
    entity_type: 'outlet',
    entity_id: outlet.id,
    outlet_id: outlet.id,
    before,
    after,
  });
  return after;
}

async function replaceCredits(
  tx: Tx,
  outlet: Outlet,
  credits: readonly SettingsRow['credits'][number][],
): Promise<void> {
  const keys = new Set(credits.map((credit) => `${credit.room_type_id} ${credit.kind}`));
  if (keys.size < credits.length) throw badField('credits', 'must name each kind once per room type');
  await sql`delete from housekeeping.credits where outlet_id = ${outlet.id}`.execute(tx.db);
  await sql`
    insert into housekeeping.credits (tenant_id, id, outlet_id, room_type_id, kind, minutes)
    select ${tx.tenant_id}, n.id, ${outlet.id}, n.room_type_id, n.kind, n.minutes
    from unnest(${credits.map(() => newId())}::uuid[], ${credits.map((credit) => credit.room_type_id)}::uuid[],
                ${credits.map((credit) => credit.kind)}::text[], ${credits.map((credit) => credit.minutes)}::int[])
      as n(id, room_type_id, kind, minutes)`.execute(tx.db);
}
