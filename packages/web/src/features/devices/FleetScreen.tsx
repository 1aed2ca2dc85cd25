import { Button, Group, Text } from '@mantine/core';
import { IconCoffee } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useWire } from '../../app/realtime.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LiveDot } from '../../ui/LiveDot.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { DeviceDrawer } from './DeviceDrawer.tsx';
import { isNarrowed, queryOf, useFleetAddress } from './fleetAddress.ts';
import { useFleetColumns } from './fleetColumns.tsx';
import { FleetFilters } from './FleetFilters.tsx';
import { fleetQuery, presenceQuery } from './queries.ts';

/** Every machine: which are there, and what they sold today. */
export default function FleetScreen() {
  const { t } = useTranslation('devices');
  const { address, change } = useFleetAddress();
  const { data: presence } = useQuery(presenceQuery(address.at));
  return (
    <>
      <PageHeader
        title={t('title')}
        badge={<LiveDot state={useWire()} />}
        hint={presence && t('online_of', { online: presence.online, count: presence.all })}
      />
      <FleetFilters />
      <Rows />
      <DeviceDrawer id={address.machine} onClose={() => change({ machine: undefined })} />
    </>
  );
}

function Rows() {
  const { t } = useTranslation('devices');
  const { address, change } = useFleetAddress();
  const columns = useFleetColumns();
  const query = queryOf(address);
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...fleetQuery(query),
    placeholderData: keepPreviousData,
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  const total = data?.pages[0]?.page.total ?? 0;
  const clear = () => change({ q: undefined, status: undefined, online: undefined, model: undefined, at: undefined });
  const empty = isNarrowed(address) ? (
    <EmptyState
      icon={IconCoffee}
      title={t('nothing_fits')}
      action={
        <Button variant="light" size="md" onClick={clear}>
          {t('filters.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyState icon={IconCoffee} title={t('empty')} hint={t('empty_hint')} />
  );
  return (
    <>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        sort={query.sort}
        onSort={(sort) => change({ sort })}
        onRow={({ id }) => change({ machine: id })}
        loading={isPending}
        empty={empty}
      />
      {total > 0 && (
        <Group justify="space-between" mt="sm" mih={48}>
          <Text size="sm" c="dimmed">
            <NumberText value={rows.length} /> / <NumberText value={total} />
          </Text>
          {hasNextPage && (
            <Button variant="default" mih={48} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
