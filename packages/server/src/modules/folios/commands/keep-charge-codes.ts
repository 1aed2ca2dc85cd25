import type { ChargeCode, ChargeCodeChange, NewChargeCode } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findChargeCode } from '../queries.ts';
import { seedChargeCodes } from './open-folio.ts';

type Code = Static<typeof ChargeCode>;

/** Lets a hotel charge for something more. */
export async function addChargeCode(tx: Tx, wanted: Static<typeof NewChargeCode>): Promise<Code> {
  await seedChargeCodes(tx, wanted.outlet_id);
  const id = newId();
  await tx.db
    .insertInto('folios.charge_codes')
    .values({ tenant_id: tx.tenant_id, id, ...wanted })
    .execute();
  const after = await findChargeCode(tx, id);
  audit(tx, {
    action: 'folios.add_charge_code',
    entity_type: 'charge_code',
    entity_id: id,
    outlet_id: after.outlet_id,
    after,
  });
  return after;
}

/** Changes what a charge code is called, costs or counts as. What was posted under it stays as it was posted. */
export async function changeChargeCode(
  tx: Tx,
  before: Code,
  { version, ...change }: Static<typeof ChargeCodeChange>,
): Promise<Code> {
  expectVersion(before.version, version);
  const { numUpdatedRows } = await tx.db
    .updateTable('folios.charge_codes')
    .set({ ...change, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  const after = await findChargeCode(tx, before.id);
  audit(tx, {
    action: 'folios.change_charge_code',
    entity_type: 'charge_code',
    entity_id: after.id,
    outlet_id: after.outlet_id,
    before,
    after,
  });
  return after;
}
