import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { taskContext } from '../../platform/jobs.ts';
import { advanceAudit, startAudit } from '../night-audit/index.ts';
import { reportsModule } from './index.ts';

const TODAY = '2026-06-15';
let house: TestHouse;
let tenant: TestTenant;
let token: string;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  ({ token } = await createUser(house, tenant, [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
});
afterAll(() => house.stop());

const pack = (by: string | null = token, outlet_id = tenant.hotel_id, date = TODAY) =>
  send(house, by, 'GET', `/reports/packs/${date}?outlet_id=${outlet_id}`);

describe('the report pack', () => {
  it('is there as PDF once the day is closed, and making it again takes its place', async () => {
    expect((await pack()).status).toBe(404);
    await tenant.act((tx) => startAudit(tx, tenant.hotel_id, TODAY, {}));
    while (await tenant.act((tx) => advanceAudit(tx, tenant.hotel_id, TODAY)));
    const payload = { tenant_id: tenant.tenant_id, outlet_id: tenant.hotel_id, date: TODAY };
    for (let time = 0; time < 2; time += 1) await reportsModule.tasks![0]!.run(payload, taskContext(house));
    const { status, body, headers } = await pack();
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(body.slice(0, 5)).toBe('%PDF-');
  });

  it('A1 A2 is for those who read business days there', async () => {
    expect((await pack(null)).status).toBe(401);
    const { token: chef } = await createUser(house, tenant, [
      { role: 'CHEF', scope: 'OUTLET', scope_id: tenant.hotel_id },
    ]);
    expect((await pack(chef)).status).toBe(403);
    const other = await house.createTenant();
    expect((await pack(token, other.hotel_id)).status).toBe(404);
    expect((await pack(token, tenant.hotel_id, 'today')).status).toBe(400);
  });
});
