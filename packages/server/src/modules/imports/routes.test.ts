import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { describeReport } from '../../cli/import.ts';
import { systemActor } from '../../platform/actor.ts';
import { importHotelBookings, type Report } from './index.ts';
import { SAMPLE } from './testing.ts';

let house: TestHouse;
let tenant: TestTenant;
let manager: string;
let desk: string;
let elsewhere: string;
let stranger: string;
let report: Report;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
  const other = await house.createTenant('Other');
  ({ token: manager } = await createUser(house, tenant, [
    { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.hotel_id },
  ]));
  ({ token: desk } = await createUser(house, tenant, [{ role: 'STAFF', scope: 'OUTLET', scope_id: tenant.hotel_id }]));
  ({ token: elsewhere } = await createUser(house, tenant, [
    { role: 'MANAGER', scope: 'OUTLET', scope_id: tenant.cafe_id },
  ]));
  ({ token: stranger } = await createUser(house, other, [{ role: 'SUPER_ADMIN', scope: 'TENANT', scope_id: null }]));
  const actor = systemActor(tenant.tenant_id, 'import');
  report = await importHotelBookings((act) => house.database.inTenant(actor, act), {
    path: SAMPLE,
    file_name: 'hotel_bookings.csv',
    outlet_id: tenant.hotel_id,
  });
});
afterAll(() => house.stop());

describe('reports of imports', () => {
  it('are listed and shown with the rows that were doubtful', async () => {
    const { issues: _, ...run } = report;
    expect((await send(house, manager, 'GET', '/imports')).body.data).toEqual([run]);
    const shown = (await send(house, manager, 'GET', `/imports/${report.id}`)).body.data;
    expect(shown).toEqual(report);
    expect(shown.warnings).toBeGreaterThan(0);
    const rows = (await send(house, manager, 'GET', `/import-issues?run_id=${report.id}&severity=WARNING&limit=3`))
      .body;
    expect(rows.data).toHaveLength(3);
    const next = (
      await send(
        house,
        manager,
        'GET',
        `/import-issues?run_id=${report.id}&severity=WARNING&limit=3&cursor=${rows.page.next_cursor}`,
      )
    ).body;
    expect(next.data[0].row_number).toBeGreaterThanOrEqual(rows.data[2].row_number);
  });

  it('tell everybody who listens that the import is done', async () => {
    const { rows } = await house.admin.query(
      `select data ->> 'rows_read' as rows_read from platform.events where type = 'reservations.import_finished'`,
    );
    expect(rows).toEqual([{ rows_read: '500' }]);
  });

  it('turn strangers away', async () => {
    const show = (token: string | null) => send(house, token, 'GET', `/imports/${report.id}`);
    expect([
      (await show(null)).status,
      (await show(desk)).status,
      (await show(elsewhere)).status,
      (await show(stranger)).status,
    ]).toEqual([401, 403, 403, 404]);
    expect((await send(house, elsewhere, 'GET', '/imports')).body.data).toEqual([]);
    expect((await send(house, stranger, 'GET', '/import-issues')).body.data).toEqual([]);
  });

  it('are printed with every figure and the first doubtful rows', () => {
    const text = describeReport(report, 1.25);
    expect(text).toContain('hotel_bookings.csv: completed in 1.3 s');
    expect(text).toMatch(/rows read\s+500/);
    expect(text).toMatch(/row \d+: warning: adr: the price is negative \(-6\.38\)|row \d+: warning: /);
  });
});
