import type { Task } from '../../platform/jobs.ts';
import { advanceAudit } from './commands/advance-audit.ts';
import { AUDIT_TASK } from './commands/start-audit.ts';

interface AuditPayload {
  tenant_id: string;
  outlet_id: string;
  date: string;
}

/** Takes an audit to its end, one transaction a step. */
export const nightAuditTask: Task = {
  name: AUDIT_TASK,
  run: async (payload, { inTenant }) => {
    const { tenant_id, outlet_id, date } = payload as unknown as AuditPayload;
    while (await inTenant(tenant_id, (tx) => advanceAudit(tx, outlet_id, date)));
  },
};
