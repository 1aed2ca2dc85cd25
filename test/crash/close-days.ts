// Closes one business day after another until it is killed. Each line on standard output names a step that was committed.
import { advanceAudit, startAudit } from '../../packages/server/src/modules/night-audit/index.ts';
import { findOutlet } from '../../packages/server/src/modules/outlets/index.ts';
import { systemActor } from '../../packages/server/src/platform/actor.ts';
import { systemClock } from '../../packages/server/src/platform/clock.ts';
import { createPool } from '../../packages/server/src/platform/database/pool.ts';
import { Database } from '../../packages/server/src/platform/transaction.ts';

export interface Input {
  url: string;
  application_name: string;
  tenant_id: string;
  outlet_id: string;
}

const { url, application_name, tenant_id, outlet_id } = JSON.parse(process.argv[2]!) as Input;
const database = new Database({ pool: createPool(url, 2, application_name), clock: systemClock });
const actor = systemActor(tenant_id);

for (;;) {
  const { business_date: date } = (await database.inTenant(actor, (tx) => findOutlet(tx, outlet_id)))!;
  await database.inTenant(actor, (tx) => startAudit(tx, outlet_id, date, { keep_overstays: true }));
  for (;;) {
    const step = await database.inTenant(actor, (tx) => advanceAudit(tx, outlet_id, date));
    if (step === null) break;
    process.stdout.write(`${date} ${step}\n`);
  }
}
