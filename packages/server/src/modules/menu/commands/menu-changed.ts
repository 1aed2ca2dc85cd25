import type { EventType } from '@hostelry/contracts';
import { sql } from 'kysely';
import { audit, emit, type NewAuditEntry, type Tx } from '../../../platform/transaction.ts';

interface Change extends Omit<NewAuditEntry, 'outlet_id' | 'entity_id'> {
  entity_id: string;
  outlet_id: string;
  event?: EventType;
  data?: Record<string, unknown>;
}

/** What every change of a menu ends with: its revision counts up, everybody hears of it, and it is audited. */
export async function menuChanged(tx: Tx, { event = 'menu.layout_changed', data, ...entry }: Change): Promise<void> {
  await sql`
    insert into menu.revisions (tenant_id, id, revision) values (${tx.tenant_id}, ${entry.outlet_id}, 1)
    on conflict (tenant_id, id) do update set revision = revisions.revision + 1`.execute(tx.db);
  emit(tx, {
    type: event,
    aggregate_type: entry.entity_type,
    aggregate_id: entry.entity_id,
    outlet_id: entry.outlet_id,
    data: { [`${entry.entity_type}_id`]: entry.entity_id, ...data },
  });
  audit(tx, entry);
}

/** A change that every menu of the company shows, such as a tax rate. */
export async function allMenusChanged(
  tx: Tx,
  entry: Omit<NewAuditEntry, 'entity_id'> & { entity_id: string },
): Promise<void> {
  await sql`update menu.revisions set revision = revision + 1`.execute(tx.db);
  emit(tx, {
    type: 'menu.layout_changed',
    aggregate_type: entry.entity_type,
    aggregate_id: entry.entity_id,
    outlet_id: null,
    data: { [`${entry.entity_type}_id`]: entry.entity_id },
  });
  audit(tx, entry);
}
