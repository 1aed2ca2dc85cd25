import { Progress, Stack, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../../app/outlet.tsx';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { HowToImport } from './HowToImport.tsx';
import { runsQuery, type Run } from './queries.ts';
import { ReportDrawer } from './ReportDrawer.tsx';
import { RunBadge } from './RunBadge.tsx';

/** The import runs, live while one is under way, each with its report. */
export default function ImportsScreen() {
  const { t } = useTranslation('imports');
  const { data, error, refetch, isPending } = useQuery(runsQuery());
  const opened = useSearch({ strict: false, select: (search: { run?: string }) => search.run });
  const navigate = useNavigate();
  const open = (run: string | undefined) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, run })) as never });
  const columns = useColumns();
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      <Stack>
        <HowToImport />
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!(error && !data) && (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={data?.data ?? []}
            rowKey={({ id }) => id}
            onRow={({ id }) => open(id)}
            loading={isPending}
            empty={<EmptyState icon={IconFileImport} title={t('empty')} hint={t('empty_hint')} />}
          />
        )}
      </Stack>
      <ReportDrawer id={opened} onClose={() => open(undefined)} />
    </>
  );
}

function useColumns(): DataColumn<Run>[] {
  const { t } = useTranslation('imports');
  const { outlets } = useOutlet();
  return useMemo<DataColumn<Run>[]>(() => {
    const count = (
      name: 'rows_read' | 'stays' | 'cancelled' | 'no_shows' | 'refused',
      minor = true,
    ): DataColumn<Run> => ({
      name,
      header: t(`figures.${name}`),
      align: 'end',
      minor,
      cell: (run) => <NumberText value={run[name]} />,
    });
    return [
      {
        name: 'file_name',
        header: t('file'),
        cell: (run) => (
          <>
            <Text fw={600} size="sm">
              <bdi>{run.file_name}</bdi>
            </Text>
            <Text size="xs" c="dimmed">
              {outlets.find(({ id }) => id === run.outlet_id)?.name}
            </Text>
          </>
        ),
      },
      {
        name: 'status',
        header: t('state'),
        cell: (run) => (
          <>
            <RunBadge status={run.status} />
            {run.status === 'RUNNING' && (
              <Progress mt={6} size="sm" value={100} animated striped aria-label={t('status.RUNNING')} />
            )}
          </>
        ),
      },
      { name: 'started_at', header: t('started'), minor: true, cell: (run) => <TimeText value={run.started_at} /> },
      count('rows_read', false),
      count('stays'),
      count('cancelled'),
      count('no_shows'),
      count('refused', false),
    ];
  }, [t, outlets]);
}
