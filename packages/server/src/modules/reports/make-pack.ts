import { sql } from 'kysely';
import { found } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { dayTakings, trialBalanceOf } from '../folios/index.ts';
import { statisticsTo } from '../night-audit/index.ts';
import { findOutlet } from '../outlets/index.ts';
import { ReportDocument } from './document.ts';
import { guestLines, typeLines, type GuestLine } from './queries.ts';
import { flashRows, moneyIn } from './rules.ts';

const LISTS: [GuestLine['list'], string][] = [
  ['arrivals', 'Arrivals'],
  ['departures', 'Departures'],
  ['in_house', 'In house overnight'],
  ['no_shows', 'No-shows'],
  ['cancellations', 'Cancellations'],
];

/** Makes the pack of a closed day and keeps it; made again, it takes the place of the one before. */
export async function makePack(tx: Tx, outlet_id: string, date: string): Promise<void> {
  const outlet = found(await findOutlet(tx, outlet_id));
  const money = moneyIn(outlet.currency);
  const pack = new ReportDocument(
    `${outlet.name}: business day ${date}`,
    `${outlet.city} · amounts in ${outlet.currency}`,
    tx.now,
  );
  const spans = await statisticsTo(tx, outlet_id, date);
  pack.section('Manager’s flash', ['', 'Day', 'Month to date', 'Year to date'], flashRows(spans, money), 'No figures.');
  const types = await typeLines(tx, outlet_id, date);
  pack.section(
    'Room revenue and taxes by type',
    ['Type', 'Nights', 'Room revenue', 'Taxes and fees'],
    types.map((type) => [type.code, String(type.nights), money(type.price_minor), money(type.tax_minor)]),
    'No room types.',
  );
  const { payments } = await dayTakings(tx, outlet_id, date);
  pack.section(
    'Payments by method',
    ['Method', 'Paid', 'Refunded'],
    payments.map(({ method, paid_minor, refunded_minor }) => [method, money(paid_minor), money(refunded_minor)]),
    'No payments were taken.',
  );
  const { ledgers } = await trialBalanceOf(tx, outlet_id, date);
  pack.section(
    'Trial balance',
    ['Ledger', 'Opening', 'Activity', 'Closing'],
    ledgers.map(({ ledger, opening_minor, activity_minor, closing_minor }) => [
      ledger,
      money(opening_minor),
      money(activity_minor),
      money(closing_minor),
    ]),
    'No ledgers.',
  );
  pack.section(
    'Housekeeping',
    ['Type', 'Rooms', 'To be cleaned'],
    types.map(({ code, rooms, dirty }) => [code, String(rooms), String(dirty)]),
    'No rooms.',
  );
  const lines = await guestLines(tx, outlet_id, date);
  for (const [list, title] of LISTS) {
    const rows = lines
      .filter((line) => line.list === list)
      .map((line) => [
        line.room ?? '–',
        line.room_type,
        line.guest_name ?? '–',
        line.confirmation_code,
        line.start_date,
        line.end_date,
      ]);
    pack.section(`${title} (${rows.length})`, ['Room', 'Type', 'Guest', 'Booking', 'From', 'To'], rows, 'Nobody.');
  }
  const content = await pack.finish();
  await sql`
    insert into reports.packs (tenant_id, outlet_id, date, content, made_at)
    values (${tx.tenant_id}, ${outlet_id}, ${date}::date, ${content}, ${tx.now.toISOString()})
    on conflict (tenant_id, outlet_id, date) do update set content = excluded.content, made_at = excluded.made_at`.execute(
    tx.db,
  );
}
