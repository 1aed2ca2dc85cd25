import type { AllotmentChange } from '@hostelry/contracts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { badField, DomainError, expectVersion, unknownReference } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { lockNights, moveCounters, nightKey, roomTypesOf } from '../../rooms/index.ts';
import { announceBlock, announceUnits } from '../announce.ts';
import { allotmentsOf, type LockedBlock } from '../queries.ts';
import { keepsRooms } from '../rules.ts';

type Night = { room_type_id: string; date: string; allotted: number; price_minor: number | null };

/**
 * Gives a block more rooms or fewer (wash), night by night. More is won from the market or refused as a whole; fewer goes back to it;
 * what was picked up stays.
 */
export async function setAllotments(
  tx: Tx,
  block: LockedBlock,
  { nights, version }: Static<typeof AllotmentChange>,
): Promise<void> {
  expectVersion(block.version, version);
  if (block.status === 'RELEASED' || block.status === 'CANCELLED')
    throw new DomainError('RULE_VIOLATION', { rule: 'BLOCK_CLOSED' }, 'This block is over; its rooms went back.');
  const before = new Map((await allotmentsOf(tx, block.id)).map((night) => [nightKey(night), night]));
  const wanted = await expectNights(tx, block, nights, before);
  const changes = wanted
    .map((night) => ({ ...night, units: night.allotted - (before.get(nightKey(night))?.allotted ?? 0) }))
    .sort((a, b) => (nightKey(a) < nightKey(b) ? -1 : 1));
  await lockNights(
    tx,
    changes.map(({ room_type_id, date, units }) => ({
      room_type_id,
      date,
      units: keepsRooms(block.status) ? Math.max(0, units) : 0,
    })),
  );
  await writeAllotments(tx, block.id, wanted);
  const moved = keepsRooms(block.status) ? changes.filter(({ units }) => units !== 0) : [];
  if (moved.length > 0)
    await moveCounters(moved.map(({ room_type_id, date, units }) => ({ room_type_id, date, blocked: units }))).execute(
      tx.db,
    );
  await tx.db
    .updateTable('groups.blocks')
    .set({ version: block.version + 1, updated_at: tx.now.toISOString() })
    .where('id', '=', block.id)
    .execute();
  announceUnits(tx, block, moved);
  announceBlock(tx, block, {
    action: 'groups.set_allotments',
    before: changes.map((night) => before.get(nightKey(night)) ?? null),
    after: wanted,
  });
}

async function expectNights(
  tx: Tx,
  block: LockedBlock,
  nights: Static<typeof AllotmentChange>['nights'],
  before: ReadonlyMap<string, { picked_up: number; price_minor: number | null }>,
): Promise<Night[]> {
  const known = new Set([...(await roomTypesOf(tx, block.outlet_id)).values()].map((type) => type.id));
  if (new Set(nights.map(nightKey)).size < nights.length) throw badField('nights', 'names a night twice');
  return nights.map((night) => {
    if (!known.has(night.room_type_id)) throw unknownReference('nights.room_type_id');
    if (night.date < block.start_date || night.date >= block.end_date)
      throw badField('nights.date', `must lie in the block, from ${block.start_date} to ${block.end_date}`);
    const { picked_up = 0, price_minor = null } = before.get(nightKey(night)) ?? {};
    if (night.allotted < picked_up)
      throw new DomainError(
        'RULE_VIOLATION',
        { rule: 'PICKED_UP', date: night.date, picked_up },
        `${picked_up} room(s) of this night are picked up already; the allotment cannot go below that.`,
      );
    return { ...night, price_minor: night.price_minor === undefined ? price_minor : night.price_minor };
  });
}

/** Writes nights of a block, new ones and known ones. */
export async function writeAllotments(tx: Tx, block_id: string, nights: readonly Night[]): Promise<void> {
  if (nights.length === 0) return;
  await sql`
    insert into groups.allotments as a (tenant_id, block_id, room_type_id, date, allotted, price_minor)
    select ${tx.tenant_id}, ${block_id}, n.* from unnest(${nights.map((night) => night.room_type_id)}::uuid[],
      ${nights.map((night) => night.date)}::date[], ${nights.map((night) => night.allotted)}::int[],
      ${nights.map((night) => night.price_minor)}::bigint[]) as n
    on conflict (tenant_id, block_id, room_type_id, date)
    do update set allotted = excluded.allotted, price_minor = excluded.price_minor`.execute(tx.db);
}
