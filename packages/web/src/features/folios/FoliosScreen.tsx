import type { Folio } from '@hostelry/contracts';
import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconReceipt2 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../../app/outlet.tsx';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { foliosQuery } from './queries.ts';

/** The accounts of a hotel's guests, groups and companies. */
export default function FoliosScreen() {
  const { t } = useTranslation('folios');
  const { outlet } = useOutlet();
  const navigate = useNavigate();
  const status = useSearch({ strict: false, select: (search: { status?: string }) => search.status }) ?? 'OPEN';
  const folios = useInfiniteQuery({
    ...foliosQuery({ outlet_id: outlet?.id ?? '', status }),
    enabled: outlet !== null,
  });
  const rows = useMemo(() => folios.data?.pages.flatMap(({ data }) => data) ?? [], [folios.data]);
  const columns = useColumns();
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      <SegmentedControl
        mb="md"
        size="md"
        value={status}
        data={['OPEN', 'CLOSED'].map((value) => ({ value, label: t(`status.${value}`) }))}
        onChange={(chosen) =>
          void navigate({
            to: '/folios',
            search: (now: object) => ({ ...now, status: chosen }) as never,
            replace: true,
          })
        }
      />
      {folios.error ? (
        <ErrorState error={folios.error} onRetry={() => void folios.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          loading={folios.isPending}
          onRow={({ id }) => void navigate({ to: `/folios/${id}` as never })}
          empty={<EmptyState icon={IconReceipt2} title={t('none')} hint={t('none_hint')} />}
        />
      )}
      {folios.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="light"
            h={48}
            loading={folios.isFetchingNextPage}
            onClick={() => void folios.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </Group>
      )}
    </>
  );
}

function useColumns(): DataColumn<Folio>[] {
  const { t } = useTranslation('folios');
  return useMemo(
    () => [
      { name: 'name', header: t('column.name'), cell: ({ name }) => name },
      { name: 'kind', header: t('column.kind'), minor: true, cell: ({ kind }) => t(`kind.${kind}`) },
      {
        name: 'opened_on',
        header: t('column.opened_on'),
        minor: true,
        cell: ({ opened_on }) => <DateText value={opened_on} />,
      },
      {
        name: 'balance_minor',
        header: t('column.balance'),
        align: 'end',
        cell: ({ balance_minor, currency }) => <Money minor={balance_minor} currency={currency} fw={600} />,
      },
    ],
    [t],
  );
}
