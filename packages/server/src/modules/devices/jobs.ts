import { sql } from 'kysely';
import type { Task } from '../../platform/jobs.ts';
import { markSilent } from './commands/note-signs.ts';

/** A machine by HTTP reports about once a minute; silent for three of these, it counts as offline. */
export const HEARTBEAT_SECONDS = 60;
const KEEP_MESSAGES_DAYS = 30;
const KEEP_QUARANTINE_DAYS = 90;

export const tasks: readonly Task[] = [
  {
    name: 'devices.mark_silent',
    cron: '* * * * *',
    run: async (_payload, { tenantIds, inTenant, log }) => {
      for (const tenant_id of await tenantIds()) {
        const silent = await inTenant(tenant_id, (tx) =>
          markSilent(tx, new Date(tx.now.getTime() - 3 * HEARTBEAT_SECONDS * 1_000)),
        );
        if (silent > 0) log.info({ tenant_id, silent }, 'machines fell silent');
      }
    },
  },
  {
    name: 'devices.forget_old_messages',
    cron: '17 3 * * *',
    run: async (_payload, { tenantIds, inTenant }) => {
      for (const tenant_id of await tenantIds()) {
        await inTenant(tenant_id, async (tx) => {
          const daysAgo = (days: number) => new Date(tx.now.getTime() - days * 86_400_000);
          await sql`delete from devices.device_messages where received_at < ${daysAgo(KEEP_MESSAGES_DAYS)}`.execute(
            tx.db,
          );
          await sql`delete from devices.quarantined_messages where received_at < ${daysAgo(KEEP_QUARANTINE_DAYS)}`.execute(
            tx.db,
          );
        });
      }
    },
  },
];
