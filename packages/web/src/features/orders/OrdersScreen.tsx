import type { OrderRow } from '@hostelry/contracts';
import { ORDER_STATUSES } from '@hostelry/contracts/lifecycles';
import { Button, Drawer, Group, Loader, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFileSpreadsheet, IconNotes, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadCsv } from '../../app/api.ts';
import { useOutlet } from '../../app/outlet.tsx';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { CashDesk } from '../payments/CashDesk.tsx';
import { OrderCard } from './OrderCard.tsx';
import { orderQuery, ordersQuery } from './queries.ts';

interface OrdersSearch {
  q?: string;
  status?: string;
  /** The order whose details are open. */
  order?: string;
}

/** All orders of the outlet, with everything that can still be done about each. */
export default function OrdersScreen() {
  const { t } = useTranslation('orders');
  const { outlet } = useOutlet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: ({ q, status, order }: OrdersSearch) => ({ q, status, order }) });
  const set = (change: OrdersSearch) =>
    void navigate({ to: '/orders', search: (now: object) => ({ ...now, ...change }) as never, replace: true });
  const mayPlace = useMay('orders.place');
  const openPad = () => void navigate({ to: '/order-pad' });
  useShortcut('n', 'orders:new', mayPlace ? openPad : undefined);
  const filters = {
    outlet_id: outlet?.id ?? '',
    q: search.q,
    ...(search.status === 'OPEN' ? { is_open: true } : { status: search.status }),
  };
  const orders = useInfiniteQuery({ ...ordersQuery(filters), enabled: outlet !== null });
  const rows = useMemo(() => orders.data?.pages.flatMap(({ data }) => data) ?? [], [orders.data]);

  return (
    <>
      <PageHeader
        title={t('title')}
        hint={orders.data && t('count', { count: orders.data.pages[0]?.page.total ?? 0 })}
        actions={
          <>
            <Button
              variant="default"
              h={48}
              leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
              onClick={() => void downloadCsv('orders', filters, 'orders.csv')}
            >
              CSV
            </Button>
            {mayPlace && (
              <Button h={48} leftSection={<IconPlus size={18} aria-hidden />} component={Link} to="/order-pad">
                {t('new')}
              </Button>
            )}
          </>
        }
      />
      <Filters search={search} set={set} />
      {orders.error ? (
        <ErrorState error={orders.error} onRetry={() => void orders.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={useColumns()}
          rows={rows}
          rowKey={({ id }) => id}
          loading={orders.isPending}
          onRow={({ id }) => set({ order: id })}
          empty={<EmptyState icon={IconNotes} title={t('none')} hint={t('none_hint')} />}
        />
      )}
      {orders.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="light"
            h={48}
            loading={orders.isFetchingNextPage}
            onClick={() => void orders.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </Group>
      )}
      <OrderDrawer id={search.order} onClose={() => set({ order: undefined as never })} />
    </>
  );
}

function Filters({ search, set }: { search: OrdersSearch; set: (change: OrdersSearch) => void }) {
  const { t } = useTranslation('orders');
  const find = useDebouncedCallback((q: string) => set({ q }), 250);
  return (
    <Group mb="md" gap="sm">
      <TextInput
        data-search
        type="search"
        size="md"
        flex={1}
        miw={200}
        maw={420}
        aria-label={t('search')}
        placeholder={t('search')}
        defaultValue={search.q ?? ''}
        leftSection={<IconSearch size={18} aria-hidden />}
        onChange={({ currentTarget }) => find(currentTarget.value)}
      />
      <Select
        size="md"
        clearable
        aria-label={t('status')}
        placeholder={t('any_status')}
        value={search.status ?? null}
        data={['OPEN', ...ORDER_STATUSES].map((value) => ({
          value,
          label: value === 'OPEN' ? t('open') : t(`status:order.${value}`),
        }))}
        onChange={(status) => set({ status: status ?? '' })}
      />
    </Group>
  );
}

function useColumns(): DataColumn<OrderRow>[] {
  const { t } = useTranslation('orders');
  return useMemo(
    () => [
      { name: 'number', header: t('column.number'), cell: ({ number }) => <bdi>#{number}</bdi> },
      { name: 'node_name', header: t('column.table'), cell: ({ node_name }) => node_name ?? t('takeaway') },
      { name: 'status', header: t('column.status'), cell: ({ status }) => <StatusBadge kind="order" value={status} /> },
      {
        name: 'guest_count',
        header: t('column.guests'),
        align: 'end',
        minor: true,
        cell: ({ guest_count }) => <NumberText value={guest_count} />,
      },
      {
        name: 'placed_at',
        header: t('column.placed_at'),
        minor: true,
        cell: ({ placed_at }) => <TimeText value={placed_at} />,
      },
      {
        name: 'placed_by_name',
        header: t('column.placed_by'),
        minor: true,
        cell: ({ placed_by_name }) => placed_by_name,
      },
      {
        name: 'due_minor',
        header: t('column.due'),
        align: 'end',
        minor: true,
        cell: ({ due_minor, currency }) => <Money minor={due_minor} currency={currency} />,
      },
      {
        name: 'total_minor',
        header: t('column.total'),
        align: 'end',
        cell: ({ total_minor, currency }) => <Money minor={total_minor} currency={currency} />,
      },
    ],
    [t],
  );
}

function OrderDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('orders');
  const order = useQuery({ ...orderQuery(id ?? ''), enabled: Boolean(id) });
  return (
    <CashDesk>
      <Drawer
        opened={Boolean(id)}
        onClose={onClose}
        position="right"
        size="md"
        title={order.data?.node_name ?? t('takeaway')}
      >
        {order.error ? (
          <ErrorState error={order.error} onRetry={() => void order.refetch()} />
        ) : order.data ? (
          <OrderCard order={order.data} />
        ) : (
          <Loader type="dots" />
        )}
      </Drawer>
    </CashDesk>
  );
}
