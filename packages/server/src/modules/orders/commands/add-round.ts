import type { NewOrderLine, Order } from '@hostelry/contracts';
import { sql } from 'kysely';
import { audit, emit, type Tx } from '../../../platform/transaction.ts';
import { orderableItems } from '../../menu/index.ts';
import { priceLines } from '../rules.ts';
import { saveOrder, type LockedOrder } from '../state.ts';
import { joinRound } from '../transitions.ts';
import { insertLines, insertTickets, itemIds, makeRound } from './place-order.ts';

/** Adds a round to an open order; a served one is placed again. */
export async function addRound(tx: Tx, before: LockedOrder, asked: readonly NewOrderLine[]): Promise<Order> {
  const { order } = before;
  const items = (await orderableItems(itemIds(asked)).execute(tx.db)).rows;
  const round = makeRound(priceLines(asked, items, order.outlet_id), order.rounds + 1);
  const after = joinRound(before, round, tx.now.toISOString());
  await sql`with tickets as (${insertTickets(tx, order, round)}) ${insertLines(tx, order.id, round)}`.execute(tx.db);
  emit(tx, {
    type: 'order.round_added',
    aggregate_type: 'order',
    aggregate_id: order.id,
    outlet_id: order.outlet_id,
    data: {
      order_id: order.id,
      number: order.number,
      node_id: order.node_id,
      node_name: order.node_name,
      round: order.rounds + 1,
      line_count: round.lines.length,
      total_minor: after.order.total_minor,
    },
  });
  audit(tx, {
    action: 'orders.add_round',
    entity_type: 'order',
    entity_id: order.id,
    outlet_id: order.outlet_id,
    before: { total_minor: order.total_minor },
    after: { total_minor: after.order.total_minor, lines: asked },
  });
  return saveOrder(tx, before, after);
}
