import { DEVICE, mayBecome, nextStatuses, type DeviceStatus } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';

export interface DeviceChange {
  name?: string;
  status?: DeviceStatus;
  version?: number;
}

/** Renames a machine or moves it along its life. A machine out of service is offline, and its messages are refused. */
export async function changeDevice(tx: Tx, id: string, change: DeviceChange): Promise<void> {
  const before = found(
    await tx.db
      .selectFrom('devices.devices')
      .select(['outlet_id', 'name', 'status', 'version', 'is_online'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
  expectVersion(before.version, change.version);
  const from = before.status as DeviceStatus;
  const to = change.status ?? from;
  if (to !== from && !mayBecome(DEVICE, from, to))
    throw new DomainError('ILLEGAL_TRANSITION', { from, to, allowed: nextStatuses(DEVICE, from) });
  const name = change.name ?? before.name;
  if (to === from && name === before.name) return;
  const in_service = to === 'PROVISIONED' || to === 'ACTIVE';
  await tx.db
    .updateTable('devices.devices')
    .set({
      name,
      status: to,
      version: sql`version + 1`,
      updated_at: tx.now,
      ...(in_service ? {} : { is_online: false, connection_id: null }),
    })
    .where('id', '=', id)
    .execute();
  audit(tx, {
    action: 'devices.change',
    entity_type: 'device',
    entity_id: id,
    outlet_id: before.outlet_id,
    before: { name: before.name, status: from },
    after: { name, status: to },
  });
  const about = { aggregate_type: 'device', aggregate_id: id, outlet_id: before.outlet_id };
  emit(tx, { ...about, type: 'device.status_changed', data: { name, from, to } });
  if (before.is_online && !in_service) emit(tx, { ...about, type: 'device.went_offline', data: { name } });
}
