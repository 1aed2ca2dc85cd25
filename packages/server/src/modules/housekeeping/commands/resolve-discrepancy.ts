import type { DiscrepancyResolution } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findDiscrepancy, lockOpenDiscrepancy, type DiscrepancyRow } from '../discrepancies.ts';
import { announceDiscrepancy, settle } from './report-occupation.ts';

/** The desk found out what was true and says so. */
export async function resolveDiscrepancy(
  tx: Tx,
  discrepancy: DiscrepancyRow,
  { resolution, version }: Static<typeof DiscrepancyResolution>,
): Promise<DiscrepancyRow> {
  const open = await lockOpenDiscrepancy(tx, discrepancy.room_id);
  if (open?.id !== discrepancy.id)
    throw new DomainError(
      'CONFLICT',
      { resolved_at: discrepancy.resolved_at },
      'This discrepancy is resolved already.',
    );
  expectVersion(discrepancy.version, version);
  await settle(tx, discrepancy.id, resolution.trim());
  const after = found(await findDiscrepancy(tx, discrepancy.id));
  announceDiscrepancy(tx, 'housekeeping.resolve_discrepancy', after);
  return after;
}
