import {
  Id,
  IdParams,
  IMPORT_STATUSES,
  ImportIssue,
  ImportReport,
  ImportRun,
  ISSUE_SEVERITIES,
  OneOf,
} from '@hostelry/contracts';
import { authorize } from '../../platform/actor.ts';
import { found } from '../../platform/errors.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { read, type Route } from '../../platform/http/route.ts';
import { findReport, RUN_COLUMNS } from './queries.ts';

export const importRoutes: readonly Route[] = [
  listRoute({
    path: '/imports',
    summary: 'List imports',
    permission: 'imports.run',
    item: ImportRun,
    list: {
      select: RUN_COLUMNS.map((column) => `r.${column}`).join(', '),
      from: 'imports.runs r',
      id: 'r.id',
      outlet: 'r.outlet_id',
      search: ['r.file_name'],
      sort: { started_at: 'r.id', status: 'r.status' },
      default_sort: '-started_at',
      filters: { outlet_id: equals('r.outlet_id', Id, '::uuid'), status: equals('r.status', OneOf(IMPORT_STATUSES)) },
    },
  }),
  read({
    path: '/imports/:id',
    summary: 'Show an import’s report',
    permission: 'imports.run',
    params: IdParams,
    reply: ImportReport,
    run: async ({ tx, params }) => {
      const report = found(await findReport(tx, params.id));
      authorize(tx.actor, 'imports.run', report.outlet_id);
      return report;
    },
  }),
  listRoute({
    path: '/import-issues',
    summary: 'List the rows that imports refused or doubted',
    permission: 'imports.run',
    item: ImportIssue,
    list: {
      select: 'i.run_id, i.row_number, i.severity, i.column_name, i.reason',
      from: 'imports.row_issues i join imports.runs r on r.tenant_id = i.tenant_id and r.id = i.run_id',
      // A row can have several issues, so the column's name is part of what tells them apart.
      id: "(i.run_id::text || ' ' || lpad(i.row_number::text, 10, '0') || ' ' || i.severity || ' ' || i.column_name)",
      outlet: 'r.outlet_id',
      search: ['i.reason'],
      sort: { row_number: 'i.row_number' },
      default_sort: 'row_number',
      filters: { run_id: equals('i.run_id', Id, '::uuid'), severity: equals('i.severity', OneOf(ISSUE_SEVERITIES)) },
    },
  }),
];
