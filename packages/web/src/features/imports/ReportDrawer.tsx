import { Alert, Anchor, Badge, Group, Paper, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadCsv } from '../../app/api.ts';
import { ScreenPending } from '../../app/screenStates.tsx';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { TimeText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { reportQuery, type Report } from './queries.ts';
import { RunBadge } from './RunBadge.tsx';

interface ReportDrawerProps {
  /** Nothing opened keeps the drawer shut. */
  id: string | undefined;
  onClose: () => void;
}

/** The report of a run: what was read, what became of it, and every row that was not taken, with its reason. */
export function ReportDrawer({ id, onClose }: ReportDrawerProps) {
  const { t } = useTranslation('imports');
  return (
    <SidePanel
      opened={id !== undefined}
      onClose={onClose}
      title={t('report.title')}
      closeLabel={t('close')}
      width={720}
    >
      {id && <Content key={id} id={id} />}
    </SidePanel>
  );
}

const FIGURES = [
  'rows_read',
  'stays',
  'cancelled',
  'no_shows',
  'room_nights',
  'known',
  'skipped',
  'refused',
  'warnings',
] as const;

function Content({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  const { data: report, error, refetch } = useQuery(reportQuery(id));
  if (error && !report) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!report) return <ScreenPending />;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>
            <bdi>{report.file_name}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            <TimeText value={report.started_at} />
            {report.finished_at && (
              <>
                {' '}
                – <TimeText value={report.finished_at} options={{ timeStyle: 'short' }} />
              </>
            )}
          </Text>
        </div>
        <RunBadge status={report.status} />
      </Group>
      {report.error && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('report.failed')}>
          {report.error}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="sm">
        {FIGURES.map((name) => (
          <Paper key={name} withBorder p="sm" title={t(`figures.${name}_hint`, { defaultValue: '' })}>
            <Text size="xs" c="dimmed">
              {t(`figures.${name}`)}
            </Text>
            <Text fz={22} fw={650} lh={1.3}>
              <NumberText value={report[name]} />
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <Issues report={report} />
    </Stack>
  );
}

type Issue = Report['issues'][number];

function Issues({ report }: { report: Report }) {
  const { t } = useTranslation('imports');
  const [shown, setShown] = useState<string>('ALL');
  const columns = useMemo<DataColumn<Issue>[]>(
    () => [
      {
        name: 'row_number',
        header: t('report.row'),
        align: 'end',
        cell: (issue) => <NumberText value={issue.row_number} />,
      },
      { name: 'severity', header: t('report.severity'), cell: (issue) => <Severity value={issue.severity} /> },
      { name: 'column_name', header: t('report.column'), cell: (issue) => <bdi>{issue.column_name}</bdi> },
      { name: 'reason', header: t('report.reason'), cell: (issue) => <bdi>{issue.reason}</bdi> },
    ],
    [t],
  );
  if (report.issues.length === 0) {
    return (
      report.status === 'COMPLETED' && (
        <Alert color="green" icon={<IconCircleCheck aria-hidden />}>
          {t('report.clean')}
        </Alert>
      )
    );
  }
  const rows = report.issues.filter(({ severity }) => shown === 'ALL' || severity === shown);
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{t('report.issues')}</Text>
        <SegmentedControl
          value={shown}
          onChange={setShown}
          data={['ALL', 'REFUSED', 'WARNING'].map((value) => ({ value, label: t(`severity.${value}`) }))}
        />
      </Group>
      <DataTable
        label={t('report.issues')}
        columns={columns}
        rows={rows}
        rowKey={(issue) => `${issue.row_number} ${issue.severity} ${issue.column_name}`}
      />
      {report.refused + report.warnings > report.issues.length && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('report.first', { count: report.issues.length })}{' '}
          <Anchor component="button" type="button" inherit onClick={() => void downloadAll(report)}>
            {t('report.all_as_csv')}
          </Anchor>
        </Text>
      )}
    </section>
  );
}

/** The screen shows the first rows; the file holds them all. */
const downloadAll = (report: Report) => downloadCsv('import-issues', { run_id: report.id }, `import-${report.id}.csv`);

function Severity({ value }: { value: Issue['severity'] }) {
  const { t } = useTranslation('imports');
  const [color, Glyph] = value === 'REFUSED' ? (['red', IconBan] as const) : (['yellow', IconAlertTriangle] as const);
  return (
    <Badge
      miw="max-content"
      variant="light"
      color={color}
      tt="none"
      fw={600}
      leftSection={<Glyph size={13} aria-hidden />}
    >
      {t(`severity.${value}`)}
    </Badge>
  );
}
