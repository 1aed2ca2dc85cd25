import { Button, Group, Text } from '@mantine/core';
import { IconPlus, type Icon } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { api, type Query } from '../api.ts';
import { useMay } from '../session.ts';
import { Cell } from './cells.tsx';
import type { AdminEntity, Row } from './entity.ts';
import type { ListState } from './listState.ts';

interface EntityTableProps {
  entity: AdminEntity;
  icon?: Icon;
  query: Query;
  state: ListState;
  change: (part: Partial<ListState>) => void;
  /** Whether the query waits for something, such as the outlet. */
  ready?: boolean;
}

/** The list query of an entity; drawers read the same cache. */
export const entityQuery = (entity: AdminEntity, query: Query) => ({
  queryKey: [entity.path, 'list', query],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.list<Row>(entity.path, query, signal),
});

/** The rows of an entity with sorting and paging; the server does both. */
export function EntityTable({ entity, icon, query, state, change, ready = true }: EntityTableProps) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    ...entityQuery(entity, query),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
  const columns = useMemo(
    () =>
      entity.columns.map((column) => ({
        ...column,
        header: t(`fields:${column.name}`),
        cell: (row: Row) => <Cell column={column} row={row} />,
      })),
    [entity, t],
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <DataTable
        label={t(`admin:${entity.name}.title`)}
        columns={columns}
        rows={data?.data ?? []}
        rowKey={(row) => row.id}
        sort={state.sort}
        onSort={(sort) => change({ sort })}
        onRow={(row) => change({ open: row.id })}
        loading={isPending}
        empty={<Nothing entity={entity} icon={icon} state={state} change={change} />}
      />
      {data && data.page.total > 0 && (
        <Group justify="space-between" mt="sm">
          <Text size="sm" c="dimmed">
            <NumberText value={data.page.total} /> {t('admin.rows', { count: data.page.total })}
          </Text>
          <Group gap="xs">
            {state.cursor && (
              <Button variant="default" onClick={() => change({ cursor: '' })}>
                {t('admin.first_page')}
              </Button>
            )}
            {data.page.next_cursor && (
              <Button variant="default" onClick={() => change({ cursor: data.page.next_cursor! })}>
                {t('admin.next_page')}
              </Button>
            )}
          </Group>
        </Group>
      )}
    </>
  );
}

function Nothing({ entity, icon, state, change }: Pick<EntityTableProps, 'entity' | 'icon' | 'state' | 'change'>) {
  const { t } = useTranslation();
  const mayManage = useMay(entity.manage);
  const narrowed = state.q !== '' || Object.keys(state.filters).length > 0;
  const title = t(narrowed ? 'admin.nothing_fits' : `admin:${entity.name}.none`, { defaultValue: t('admin.none') });
  if (narrowed) {
    const clear = () => change({ q: '', filters: {} });
    return (
      <EmptyState
        icon={icon}
        title={title}
        action={
          <Button variant="light" mih={48} onClick={clear}>
            {t('admin.clear_filters')}
          </Button>
        }
      />
    );
  }
  const create = entity.manage && entity.can?.create && mayManage && (
    <Button mih={48} leftSection={<IconPlus size={18} aria-hidden />} onClick={() => change({ open: 'new' })}>
      {t('admin.new', { what: t(`admin:${entity.name}.one`) })}
    </Button>
  );
  return <EmptyState icon={icon} title={title} hint={t(`admin:${entity.name}.hint`)} action={create || undefined} />;
}
