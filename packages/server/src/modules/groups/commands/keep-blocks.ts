import type { BlockChange, NewBlock } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { nightsOf } from '../../../platform/clock.ts';
import { badField, expectVersion, unknownReference } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findCompany } from '../../guests/index.ts';
import { roomTypesOf } from '../../rooms/index.ts';
import { announceBlock } from '../announce.ts';
import type { LockedBlock } from '../queries.ts';
import { expectBlockDates } from '../rules.ts';
import { writeAllotments } from './set-allotments.ts';

/** Notes a group's wish for rooms. As an inquiry it keeps none of them yet. */
export async function addBlock(
  tx: Tx,
  outlet: { id: string; business_date: string },
  { allotments = [], ...input }: Static<typeof NewBlock>,
): Promise<string> {
  expectBlockDates(input, outlet.business_date);
  await expectReferences(tx, outlet.id, input.company_id);
  const known = new Set([...(await roomTypesOf(tx, outlet.id)).values()].map((type) => type.id));
  if (allotments.some(({ room_type_id }) => !known.has(room_type_id))) throw unknownReference('allotments');
  const id = newId();
  const now = tx.now.toISOString();
  await tx.db
    .insertInto('groups.blocks')
    .values({ tenant_id: tx.tenant_id, id, ...input, name: input.name.trim(), created_at: now, updated_at: now })
    .execute();
  const nights = allotments.flatMap(({ room_type_id, units, price_minor = null }) =>
    nightsOf(input.start_date, input.end_date).map((date) => ({ room_type_id, date, allotted: units, price_minor })),
  );
  await writeAllotments(tx, id, nights);
  announceBlock(tx, { id, outlet_id: outlet.id }, { action: 'groups.add_block', after: { ...input, allotments } });
  return id;
}

/** Changes what is written about a block; its rooms and its status have acts of their own. */
export async function changeBlock(
  tx: Tx,
  block: LockedBlock,
  { version, ...change }: Static<typeof BlockChange>,
): Promise<void> {
  expectVersion(block.version, version);
  if (change.cutoff_date && change.cutoff_date > block.start_date)
    throw badField('cutoff_date', 'must not be after the first night');
  await expectReferences(tx, block.outlet_id, change.company_id);
  await tx.db
    .updateTable('groups.blocks')
    .set({ ...change, version: block.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', block.id)
    .execute();
  announceBlock(tx, block, { action: 'groups.change_block', before: block, after: change });
}

async function expectReferences(tx: Tx, outlet_id: string, company_id: string | null | undefined): Promise<void> {
  if (company_id && (await findCompany(tx, company_id))?.outlet_id !== outlet_id) throw unknownReference('company_id');
}
