import type { NotificationShape } from '@hostelry/contracts';
import { found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';

/** Marks one of the actor's own notifications as read; a second time changes nothing. */
export async function markRead(tx: Tx, id: string): Promise<NotificationShape> {
  const columns = ['id', 'kind', 'title_key', 'params', 'text', 'link', 'outlet_id', 'created_at', 'read_at'] as const;
  const notification = found(
    await tx.db
      .selectFrom('notifications.notifications')
      .select(columns)
      .where('id', '=', id)
      .where('user_id', '=', tx.actor.id)
      .executeTakeFirst(),
  ) as NotificationShape;
  if (notification.read_at !== null) return notification;
  const read_at = tx.now.toISOString();
  await tx.db.updateTable('notifications.notifications').set({ read_at }).where('id', '=', id).execute();
  return { ...notification, read_at };
}

/** Marks all of the actor's notifications as read; gives how many were not. */
export async function markAllRead(tx: Tx): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable('notifications.notifications')
    .set({ read_at: tx.now.toISOString() })
    .where('user_id', '=', tx.actor.id)
    .where('read_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
