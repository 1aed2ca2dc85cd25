import { sql } from 'kysely';
import { DeliveryRefused } from '../../adapters/delivery.ts';
import type { TaskContext } from '../../platform/jobs.ts';
import type { Tx } from '../../platform/transaction.ts';

export interface Outgoing {
  tenant_id: string;
  message_id: string;
  channel: 'mail' | 'sms';
  recipient: string;
}

/**
 * Sends a message to the outside once: notes the attempt, sends without any transaction open, and notes the result. A job
 * that runs again after success sends nothing. What the provider refuses for good is noted and not tried again;
 * every other failure is thrown, so that the queue tries later.
 */
export async function deliver(context: TaskContext, message: Outgoing, send: () => Promise<string>): Promise<void> {
  const { tenant_id, message_id } = message;
  if (!(await context.inTenant(tenant_id, (tx) => beginAttempt(tx, message)))) return;
  const note = (change: { provider_id?: string; error?: string; sent_at?: string; failed_at?: string }) =>
    context.inTenant(tenant_id, (tx) =>
      tx.db.updateTable('notifications.deliveries').set(change).where('id', '=', message_id).execute(),
    );
  try {
    const provider_id = await send();
    await note({ provider_id, sent_at: new Date().toISOString() });
  } catch (failure) {
    const error = (failure as Error).message;
    const isFinal = failure instanceof DeliveryRefused;
    await note({ error, ...(isFinal ? { failed_at: new Date().toISOString() } : {}) });
    if (!isFinal) throw failure;
    context.log.warn({ message_id, channel: message.channel, error }, 'a message was refused');
  }
}

/** Notes an attempt; false if the message went out, or was refused, before. */
async function beginAttempt(tx: Tx, { message_id, channel, recipient }: Outgoing): Promise<boolean> {
  const { rows } = await sql`
    insert into notifications.deliveries as d (tenant_id, id, channel, recipient, created_at)
    values (${tx.tenant_id}, ${message_id}, ${channel}, ${recipient}, ${tx.now})
    on conflict (tenant_id, id) do update set attempts = d.attempts + 1 where d.sent_at is null and d.failed_at is null
    returning id`.execute(tx.db);
  return rows.length > 0;
}

/**
 * Keeps a message for the console's development inbox, in a house that sends nothing outside; once, however often the
 * job runs.
 */
export async function keepInDevInbox(
  tx: Tx,
  message: { message_id: string; channel: 'mail' | 'sms'; recipient: string; subject: string | null; body: string },
): Promise<void> {
  const { message_id, ...content } = message;
  await tx.db
    .insertInto('platform.dev_inbox')
    .values({ tenant_id: tx.tenant_id, id: message_id, ...content, created_at: tx.now.toISOString() })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .execute();
}
