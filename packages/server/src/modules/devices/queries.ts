import type { DeviceRow, DeviceSummary } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';
import { tradingOutlet } from '../outlets/index.ts';
import { SALE_COLUMNS } from './commands/record-sales.ts';

/** The columns of a machine as everybody sees it. */
export const DEVICE_COLUMNS = `d.id, d.outlet_id, d.serial, d.model, d.name, d.status, d.is_online, d.last_seen_at, d.last_boot, d.firmware, d.version, d.created_at`;

export type Device = Omit<DeviceRow, 'cups_today'>;

/** A machine, if this tenant has it. */
export async function findDevice(tx: Tx, id: string): Promise<Device | undefined> {
  const { rows } =
    await sql<Device>`select ${sql.raw(DEVICE_COLUMNS)} from devices.devices d where d.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** The machines of an outlet, by serial. */
export async function listDevices(tx: Tx, outlet_id: string): Promise<Device[]> {
  const { rows } = await sql<Device>`
    select ${sql.raw(DEVICE_COLUMNS)} from devices.devices d where d.outlet_id = ${outlet_id} order by d.serial`.execute(
    tx.db,
  );
  return rows;
}

/** The machines with what each sold on its outlet's open business day. */
export async function withCupsToday(tx: Tx, devices: readonly Device[]): Promise<DeviceRow[]> {
  const { rows } = await sql<{ id: string; cups: number }>`
    select d.id, sum(s.cups)::int as cups
    from devices.devices d
    cross join lateral (${tradingOutlet(sql`d.outlet_id`)}) o
    join devices.machine_sales s on s.business_date = o.business_date::date and s.device_id = d.id
    where d.id = any(${devices.map((device) => device.id)}::uuid[])
    group by d.id`.execute(tx.db);
  const cups = new Map(rows.map((row) => [row.id, row.cups]));
  return devices.map((device) => ({ ...device, cups_today: cups.get(device.id) ?? 0 }));
}

/** Everything a technician wants to see of one machine at a glance. */
export async function summaryOf(tx: Tx, device: Device): Promise<DeviceSummary> {
  const [row] = await withCupsToday(tx, [device]);
  const today = await sql<DeviceSummary['sales_today']>`
    select count(s.id)::int as count, coalesce(sum(s.amount_minor), 0)::bigint as amount_minor, o.currency
    from (${tradingOutlet(device.outlet_id)}) o
    left join devices.machine_sales s on s.business_date = o.business_date::date and s.device_id = ${device.id}
    group by o.currency`.execute(tx.db);
  const latest = await tx.db
    .selectFrom('devices.device_latest')
    .select(['kind', 'boot', 'seq', 'sent_at', 'received_at', 'data'])
    .where('device_id', '=', device.id)
    .orderBy('kind')
    .execute();
  const messages = await tx.db
    .selectFrom('devices.device_messages')
    .select(['kind', 'boot', 'seq', 'sent_at', 'received_at', 'historical', 'data'])
    .where('device_id', '=', device.id)
    .orderBy('boot', 'desc')
    .orderBy('seq', 'desc')
    .limit(20)
    .execute();
  const sales = await sql<DeviceSummary['sales'][number]>`
    select ${sql.raw(SALE_COLUMNS)} from devices.machine_sales where device_id = ${device.id} order by recorded_at desc, id desc limit 20`.execute(
    tx.db,
  );
  return { ...row!, sales_today: today.rows[0]!, latest, messages, sales: sales.rows } as unknown as DeviceSummary;
}
