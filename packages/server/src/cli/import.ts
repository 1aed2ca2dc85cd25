import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { importHotelBookings, type Report } from '../modules/imports/index.ts';
import { tenantOfOutlet } from '../modules/outlets/index.ts';
import { systemActor } from '../platform/actor.ts';
import { DomainError } from '../platform/errors.ts';
import { isUuid } from '../platform/ids.ts';
import type { WithHouse } from './context.ts';
import { startProgress } from './progress.ts';

const SHOWN_ISSUES = 20;

/** `hostelry import hotel-bookings`: brings in what another system knew, and says what became of every row. */
export function addImportCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('import')
    .description('bring in another system’s data')
    .command('hotel-bookings')
    .description('the public hotel booking demand table, as CSV or gzip; running it again adds nothing')
    .argument('<file>', 'the table')
    .requiredOption('--outlet <id>', 'the hotel that gets the bookings')
    .option('--hotel <name>', 'only this hotel of the table: "City Hotel" or "Resort Hotel"')
    .action((file: string, options: { outlet: string; hotel?: string }) =>
      withHouse(async (house) => {
        const tenant_id = isUuid(options.outlet)
          ? await house.database.asSystem((db) => tenantOfOutlet(db, options.outlet))
          : null;
        if (!tenant_id) throw new DomainError('NOT_FOUND', undefined, `There is no outlet ${options.outlet}.`);
        const actor = systemActor(tenant_id, 'import');
        const progress = startProgress(process.stdout.isTTY);
        const started = Date.now();
        try {
          const report = await importHotelBookings((act) => house.database.inTenant(actor, act), {
            path: resolve(file),
            file_name: basename(file),
            outlet_id: options.outlet,
            hotel: options.hotel,
            onProgress: ({ phase, done, of }) => progress.show(phase, done, of),
          });
          progress.end();
          console.log(describeReport(report, (Date.now() - started) / 1_000));
        } finally {
          progress.end();
        }
      }),
    );
}

/** The report as a person reads it. */
export function describeReport(report: Report, seconds: number): string {
  const figures: [string, number][] = [
    ['rows read', report.rows_read],
    ['stays', report.stays],
    ['cancelled', report.cancelled],
    ['no-shows', report.no_shows],
    ['room nights', report.room_nights],
    ['known already', report.known],
    ['other hotel', report.skipped],
    ['refused', report.refused],
    ['warnings', report.warnings],
  ];
  const shown = report.issues.slice(0, SHOWN_ISSUES);
  const more =
    report.issues.length > shown.length ? [`  … and more: GET /api/v1/import-issues?run_id=${report.id}`] : [];
  return [
    `${report.file_name}: ${report.status.toLowerCase()} in ${seconds.toFixed(1)} s (report ${report.id})`,
    ...figures.map(([name, figure]) => `  ${name.padEnd(14)}${figure.toLocaleString('en-US').padStart(9)}`),
    ...shown.map(
      (issue) => `  row ${issue.row_number}: ${issue.severity.toLowerCase()}: ${issue.column_name}: ${issue.reason}`,
    ),
    ...more,
  ].join('\n');
}
