import { createHash } from 'node:crypto';
import type { MachineSale, MachineSaleReply } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { emit, type Tx } from '../../../platform/transaction.ts';
import { tradingOutlet } from '../../outlets/index.ts';
import type { Message } from '../messages.ts';

/** The columns of a sale as everybody sees it. */
export const SALE_COLUMNS = `id, device_id, device_order_id, items, cups, payment_method, amount_minor, currency, sold_at, business_date, recorded_at`;

interface UploadedSale {
  device_id: string;
  sale: MachineSale;
  /** When the machine says it sold, unless the sale itself says otherwise. */
  sold_at: string;
}

/** Records the sales among some messages; a number that was used for another sale is refused, never merged (D10). */
export async function recordSales(tx: Tx, messages: readonly Message[]): Promise<Map<Message, DomainError>> {
  const mismatches = new Map<Message, DomainError>();
  if (messages.length === 0) return mismatches;
  const uploads = messages.map(({ device_id, sale, envelope }) => ({ device_id, sale: sale!, sold_at: envelope.ts }));
  await insertSales(tx, uploads);
  const hashes = await keptHashes(tx, uploads);
  messages.forEach((message, index) => {
    const { device_id, sale } = uploads[index]!;
    if (hashes.get(`${device_id} ${sale.device_order_id}`) !== hashOf(sale)) mismatches.set(message, mismatchOf(sale));
  });
  return mismatches;
}

/** Records one sale and gives it; the same number with the same content gives the sale recorded first. */
export async function recordSale(tx: Tx, upload: UploadedSale): Promise<MachineSaleReply> {
  await insertSales(tx, [upload]);
  const { rows } = await sql<MachineSaleReply & { payload_hash: string }>`
    select ${sql.raw(SALE_COLUMNS)}, encode(payload_hash, 'hex') as payload_hash from devices.machine_sales
    where device_id = ${upload.device_id} and device_order_id = ${upload.sale.device_order_id}`.execute(tx.db);
  const row = rows[0];
  if (!row) throw new DomainError('NOT_FOUND');
  const { payload_hash, ...recorded } = row;
  if (payload_hash !== hashOf(upload.sale)) throw mismatchOf(upload.sale);
  return recorded;
}

async function insertSales(tx: Tx, uploads: readonly UploadedSale[]): Promise<void> {
  const { rows } = await sql<{
    id: string;
    device_id: string;
    outlet_id: string;
    device_order_id: string;
    cups: number;
    amount_minor: number;
    currency: string;
    items: unknown;
  }>`
    insert into devices.machine_sales (tenant_id, id, device_id, outlet_id, device_order_id, payload_hash, items, cups, payment_method,
                                       amount_minor, currency, sold_at, business_date, recorded_at)
    select ${tx.tenant_id}::uuid, g.id, d.id, d.outlet_id, g.device_order_id, decode(g.payload_hash, 'hex'), g.items, g.cups, g.payment_method,
           g.amount_minor, coalesce(g.currency, o.currency), g.sold_at, o.business_date::date, ${tx.now}::timestamptz
    from unnest(
      ${uploads.map(newId)}::uuid[], ${uploads.map((upload) => upload.device_id)}::uuid[], ${uploads.map(({ sale }) => sale.device_order_id)}::text[],
      ${uploads.map(({ sale }) => hashOf(sale))}::text[], ${uploads.map(({ sale }) => JSON.stringify(sale.items))}::jsonb[],
      ${uploads.map(({ sale }) => cupsIn(sale))}::integer[], ${uploads.map(({ sale }) => sale.payment_method)}::text[],
      ${uploads.map(({ sale }) => sale.amount_minor)}::bigint[], ${uploads.map(({ sale }) => sale.currency ?? null)}::text[],
      ${uploads.map((upload) => upload.sale.sold_at ?? upload.sold_at)}::timestamptz[]
    ) with ordinality as g (id, device_id, device_order_id, payload_hash, items, cups, payment_method, amount_minor, currency, sold_at, ordinal)
    join devices.devices d on d.id = g.device_id
    cross join lateral (${tradingOutlet(sql`d.outlet_id`)}) o
    order by g.ordinal
    on conflict on constraint machine_sales_order_unique do nothing
    returning id, device_id, outlet_id, device_order_id, cups, amount_minor, currency, items`.execute(tx.db);
  // Only a row that was won emits, so a repeated upload is not a second sale to anybody who listens.
  for (const { id, device_id, outlet_id, device_order_id, cups, amount_minor, currency, items } of rows) {
    emit(tx, {
      type: 'device.sale_recorded',
      aggregate_type: 'device',
      aggregate_id: device_id,
      outlet_id,
      data: { sale_id: id, device_order_id, cups, amount_minor, currency, items },
    });
  }
}

async function keptHashes(tx: Tx, uploads: readonly UploadedSale[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ device_id: string; device_order_id: string; payload_hash: string }>`
    select s.device_id, s.device_order_id, encode(s.payload_hash, 'hex') as payload_hash
    from unnest(${uploads.map((upload) => upload.device_id)}::uuid[], ${uploads.map(({ sale }) => sale.device_order_id)}::text[]) as g (device_id, device_order_id)
    join devices.machine_sales s on s.device_id = g.device_id and s.device_order_id = g.device_order_id`.execute(tx.db);
  return new Map(rows.map((row) => [`${row.device_id} ${row.device_order_id}`, row.payload_hash]));
}

function cupsIn(sale: MachineSale): number {
  return sale.items.reduce((cups, item) => cups + item.quantity, 0);
}

/** The content of a sale, whatever the order of its fields: two uploads are the same sale if this is the same. */
function hashOf(sale: MachineSale): string {
  const items = sale.items.map(({ name, sku, quantity, price_minor }) => [
    name,
    sku ?? null,
    quantity,
    price_minor ?? null,
  ]);
  const content = [
    sale.device_order_id,
    items,
    sale.payment_method,
    sale.amount_minor,
    sale.currency ?? null,
    sale.sold_at ?? null,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function mismatchOf(sale: MachineSale): DomainError {
  return new DomainError('SALE_MISMATCH', { device_order_id: sale.device_order_id });
}
