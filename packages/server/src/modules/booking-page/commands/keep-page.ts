import type { BookingPage, BookingPageSettings, Extra, ExtraChange, NewExtra } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { DomainError, expectVersion, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findExtra, findPage } from '../queries.ts';

/** Sets up a hotel's page, or changes it. */
export async function setPage(
  tx: Tx,
  outlet: { id: string; kind: string },
  { version, ...settings }: Static<typeof BookingPageSettings>,
): Promise<BookingPage> {
  if (outlet.kind !== 'HOTEL')
    throw new DomainError('RULE_VIOLATION', { rule: 'ONLY_HOTELS' }, 'Only a hotel has a booking page.');
  const before = await findPage(tx, outlet.id);
  if (before) expectVersion(before.version, version);
  await tx.db
    .insertInto('booking_page.pages')
    .values({ tenant_id: tx.tenant_id, outlet_id: outlet.id, ...settings })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'outlet_id'])
        .doUpdateSet({ ...settings, version: (before?.version ?? 0) + 1, updated_at: tx.now.toISOString() }),
    )
    .execute();
  const after = found(await findPage(tx, outlet.id));
  expectOneWayToPay(after);
  audit(tx, {
    action: 'booking_page.set',
    entity_type: 'booking_page',
    entity_id: outlet.id,
    outlet_id: outlet.id,
    before: before ?? null,
    after,
  });
  return after;
}

function expectOneWayToPay(page: BookingPage): void {
  if (!page.takes_cards && !page.takes_pay_at_hotel)
    throw new DomainError('BAD_INPUT', {
      fields: [{ field: 'takes_pay_at_hotel', message: 'guests need one way to pay: by card or at the hotel' }],
    });
}

/** Adds something that a hotel sells beside rooms. */
export async function addExtra(tx: Tx, input: Static<typeof NewExtra>): Promise<Extra> {
  const id = newId();
  await tx.db
    .insertInto('booking_page.extras')
    .values({ tenant_id: tx.tenant_id, id, ...input, name: input.name.trim() })
    .execute();
  return announceExtra(tx, id, null);
}

/** Changes an extra; what was booked keeps its name and price. */
export async function changeExtra(
  tx: Tx,
  before: Extra,
  { version, ...change }: Static<typeof ExtraChange>,
): Promise<Extra> {
  expectVersion(before.version, version);
  const { numUpdatedRows } = await tx.db
    .updateTable('booking_page.extras')
    .set({ ...change, version: before.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  return announceExtra(tx, before.id, before);
}

async function announceExtra(tx: Tx, id: string, before: Extra | null): Promise<Extra> {
  const after = found(await findExtra(tx, id));
  audit(tx, {
    action: before ? 'booking_page.change_extra' : 'booking_page.add_extra',
    entity_type: 'extra',
    entity_id: id,
    outlet_id: after.outlet_id,
    before,
    after,
  });
  return after;
}
