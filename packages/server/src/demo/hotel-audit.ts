import { sql } from 'kysely';
import { addDays, nightsOf } from '../platform/clock.ts';
import type { Tx } from '../platform/transaction.ts';
import { advanceAudit, startAudit } from '../modules/night-audit/index.ts';
import { billOffsite, settleDepartures } from './hotel-folios.ts';

/** Closes the days behind the demo's open one, by the same acts as a night porter, so that they have figures and packs. */
export async function closePastDays(
  tx: Tx,
  outlet: { id: string; business_date: string },
  days: number,
): Promise<void> {
  const first = addDays(outlet.business_date, -days);
  await rewindTo(tx, outlet.id, first);
  const company_id = await billOffsite(tx, outlet.id);
  for (const date of nightsOf(first, outlet.business_date)) {
    await settleDepartures(tx, { id: outlet.id, business_date: date }, company_id);
    await startAudit(tx, outlet.id, date, {});
    while (await advanceAudit(tx, outlet.id, date));
  }
  // They were closed in their own nights, at half past two.
  await sql`
    update outlets.business_days set opened_at = date + time '02:30', closing_at = date + 1 + time '02:28',
      closed_at = date + 1 + time '02:30', closed_by_name = 'Night porter'
    where outlet_id = ${outlet.id} and status = 'CLOSED'`.execute(tx.db);
}

async function rewindTo(tx: Tx, outlet_id: string, date: string): Promise<void> {
  await sql`delete from outlets.business_days where outlet_id = ${outlet_id}`.execute(tx.db);
  await sql`
    insert into outlets.business_days (tenant_id, outlet_id, date) values (${tx.tenant_id}, ${outlet_id}, ${date}::date)`.execute(
    tx.db,
  );
  await sql`update outlets.outlets set business_date = ${date}::date where id = ${outlet_id}`.execute(tx.db);
}
