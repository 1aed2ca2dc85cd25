import type { Payment } from '@hostelry/contracts';
import { Button, Card, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import {
  IconBuildingBank,
  IconCash,
  IconCreditCard,
  IconFileSpreadsheet,
  IconSum,
  IconTicket,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadCsv } from '../../app/api.ts';
import { useOutlet } from '../../app/outlet.tsx';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText, TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { paymentsQuery, takingsQuery } from './queries.ts';

const METHODS = ['CASH', 'CARD', 'ONLINE', 'BANK_TRANSFER', 'VOUCHER'] as const;
const ICONS: Record<Payment['method'], Icon> = {
  CASH: IconCash,
  CARD: IconCreditCard,
  ONLINE: IconWorld,
  BANK_TRANSFER: IconBuildingBank,
  VOUCHER: IconTicket,
};

interface PaymentsSearch {
  /** A business day; the open one unless said. */
  day?: string;
  method?: string;
}

/** What an outlet took on a business day: the totals by tender, and every payment behind them. */
export default function PaymentsScreen() {
  const { t } = useTranslation('payments');
  const { outlet } = useOutlet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false, select: ({ day, method }: PaymentsSearch) => ({ day, method }) });
  const set = (change: PaymentsSearch) =>
    void navigate({ to: '/payments', search: (now: object) => ({ ...now, ...change }) as never, replace: true });
  const takings = useQuery({ ...takingsQuery(outlet?.id ?? '', search.day), enabled: outlet !== null });
  const day = search.day ?? takings.data?.date;
  const filters = { outlet_id: outlet?.id ?? '', from: day, to: day, method: search.method };
  const payments = useInfiniteQuery({ ...paymentsQuery(filters), enabled: outlet !== null && day !== undefined });
  const rows = useMemo(() => payments.data?.pages.flatMap(({ data }) => data) ?? [], [payments.data]);
  const columns = useColumns();
  const error = takings.error ?? payments.error;

  return (
    <>
      <PageHeader
        title={t('title')}
        hint={
          day && (
            <>
              {t('business_day')} <DateText value={day} options={{ dateStyle: 'full' }} />
            </>
          )
        }
        actions={
          <Button
            variant="default"
            h={48}
            leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
            onClick={() => void downloadCsv('payments', filters, `payments-${day}.csv`)}
          >
            CSV
          </Button>
        }
      />
      {error && <ErrorState error={error} onRetry={() => void Promise.all([takings.refetch(), payments.refetch()])} />}
      {takings.data && (
        <SimpleGrid cols={{ base: 2, md: 4 }} mb="md">
          <Total
            icon={IconSum}
            label={t('total')}
            minor={takings.data.amount_minor}
            currency={takings.data.currency}
            count={takings.data.count}
          />
          {takings.data.tenders.map(({ method, amount_minor, count }) => (
            <Total
              key={method}
              icon={ICONS[method]}
              label={t(`method.${method}`)}
              minor={amount_minor}
              currency={takings.data.currency}
              count={count}
            />
          ))}
        </SimpleGrid>
      )}
      <Group mb="md" gap="sm" align="flex-end">
        <CivilDateInput
          size="md"
          label={t('business_day')}
          value={day ?? null}
          onChange={(day) => set({ day: day ?? '' })}
        />
        <Select
          size="md"
          clearable
          label={t('tender')}
          placeholder={t('any_tender')}
          value={search.method ?? null}
          data={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
          onChange={(method) => set({ method: method ?? '' })}
        />
      </Group>
      {!error && (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          loading={payments.isPending}
          onRow={({ order_id }) => order_id && void navigate({ to: '/orders', search: { order: order_id } as never })}
          empty={<EmptyState icon={IconCash} title={t('none')} hint={t('none_hint')} />}
        />
      )}
      {payments.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="light"
            h={48}
            loading={payments.isFetchingNextPage}
            onClick={() => void payments.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </Group>
      )}
    </>
  );
}

function useColumns(): DataColumn<Payment>[] {
  const { t } = useTranslation('payments');
  return useMemo(
    () => [
      {
        name: 'created_at',
        header: t('column.created_at'),
        cell: ({ created_at }) => <TimeText value={created_at} options={{ timeStyle: 'short' }} />,
      },
      {
        name: 'method',
        header: t('column.method'),
        cell: ({ method }) => {
          const Glyph = ICONS[method];
          return (
            <Group gap={6} wrap="nowrap">
              <Glyph size={18} aria-hidden />
              <span>{t(`method.${method}`)}</span>
            </Group>
          );
        },
      },
      {
        name: 'status',
        header: t('column.status'),
        cell: ({ status }) => <StatusBadge kind="payment" value={status} />,
      },
      { name: 'taken_by_name', header: t('column.taken_by'), minor: true, cell: ({ taken_by_name }) => taken_by_name },
      {
        name: 'tendered_minor',
        header: t('column.tendered'),
        align: 'end',
        minor: true,
        cell: ({ tendered_minor, currency }) =>
          tendered_minor !== null && <Money minor={tendered_minor} currency={currency} />,
      },
      {
        name: 'change_minor',
        header: t('column.change'),
        align: 'end',
        minor: true,
        cell: ({ change_minor, currency }) => <Money minor={change_minor} currency={currency} />,
      },
      {
        name: 'amount_minor',
        header: t('column.amount'),
        align: 'end',
        cell: ({ amount_minor, currency }) => <Money minor={amount_minor} currency={currency} fw={600} />,
      },
    ],
    [t],
  );
}

interface TotalProps {
  icon: Icon;
  label: string;
  minor: number;
  currency: string;
  count: number;
}

function Total({ icon: Glyph, label, minor, currency, count }: TotalProps) {
  const { t } = useTranslation('payments');
  return (
    <Card withBorder padding="md">
      <Stack gap={2}>
        <Group gap={6} c="dimmed">
          <Glyph size={20} aria-hidden />
          <Text fw={600}>{label}</Text>
        </Group>
        <Money minor={minor} currency={currency} fw={750} fz={{ base: 22, sm: 28 }} />
        <Text size="sm" c="dimmed">
          {t('count', { count })}
        </Text>
      </Stack>
    </Card>
  );
}
