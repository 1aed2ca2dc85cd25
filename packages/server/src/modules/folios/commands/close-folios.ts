import type { Folio } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { findFolio, folioOfReservation, lockFolios } from '../queries.ts';
import { applyDeposits } from './correct-posting.ts';

/** Refuses with BALANCE_DUE unless the reservation's folio stands at zero; what a company took over is no longer on it. */
export async function expectSettled(tx: Tx, reservation_id: string): Promise<void> {
  const folio = await folioOfReservation(tx, reservation_id);
  if (folio) refuseOpenBalance(folio);
}

/** Closes the account of a reservation that is settled. Closing it again does nothing. */
export async function closeFolios(tx: Tx, reservation_id: string): Promise<void> {
  const folio = await folioOfReservation(tx, reservation_id);
  if (folio) await closeFolio(tx, folio.id);
}

/** Closes one account, if it stands at zero. It never opens again. */
export async function closeFolio(tx: Tx, folio_id: string): Promise<Folio> {
  const locked = (await lockFolios(tx, [folio_id])).get(folio_id)!;
  const before = await findFolio(tx, folio_id);
  if (before.status === 'CLOSED') return before;
  refuseOpenBalance(before);
  await applyDeposits(tx, folio_id);
  await sql`
    update folios.folios set status = 'CLOSED', closed_on = ${locked.business_date}::date, version = version + 1
    where id = ${folio_id}`.execute(tx.db);
  const after = await findFolio(tx, folio_id);
  const { outlet_id, reservation_id } = after;
  emit(tx, {
    type: 'folio.closed',
    aggregate_type: 'folio',
    aggregate_id: folio_id,
    outlet_id,
    data: { folio_id, reservation_id },
  });
  audit(tx, { action: 'folios.close', entity_type: 'folio', entity_id: folio_id, outlet_id, before, after });
  return after;
}

function refuseOpenBalance({ id, name, balance_minor, currency }: Folio): void {
  if (balance_minor !== 0) throw new DomainError('BALANCE_DUE', { folio_id: id, name, balance_minor, currency });
}
