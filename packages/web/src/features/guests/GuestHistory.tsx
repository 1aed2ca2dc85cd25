import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCalendarUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { historyQuery, type History } from './queries.ts';

type Stay = History['stays'][number];

/** The stays of a guest, those to come first, and what they add up to. */
export function GuestHistory({ id }: { id: string }) {
  const { t } = useTranslation('guests');
  const navigate = useNavigate();
  const { data, error, refetch, isPending } = useQuery(historyQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const totals = data?.totals;
  const columns: DataColumn<Stay>[] = [
    {
      name: 'stay',
      header: t('history.arrival'),
      cell: ({ start_date, confirmation_code }) => (
        <>
          <Text size="sm">
            <DateText value={start_date} />
          </Text>
          <Text size="xs" c="dimmed" ff="monospace">
            <bdi>{confirmation_code}</bdi>
          </Text>
        </>
      ),
    },
    {
      name: 'room_type_code',
      header: t('history.room_type'),
      minor: true,
      cell: ({ room_type_code }) => room_type_code,
    },
    { name: 'status', header: '', cell: ({ status }) => <StatusBadge kind="reservation" value={status} /> },
    {
      name: 'total_minor',
      header: t('history.total'),
      align: 'end',
      cell: ({ total_minor, currency }) => <Money minor={total_minor} currency={currency} />,
    },
  ];
  return (
    <Card withBorder>
      <Stack>
        <Title order={2} size="h4">
          {t('history.title')}
        </Title>
        {totals && (
          <SimpleGrid cols={2}>
            {(['stays', 'nights', 'no_shows'] as const).map((name) => (
              <Figure key={name} label={t(`history.${name}`)}>
                <NumberText value={totals[name]} />
              </Figure>
            ))}
            <Figure label={t('history.revenue')}>
              <Money minor={totals.revenue_minor} {...(totals.currency ? { currency: totals.currency } : {})} />
            </Figure>
          </SimpleGrid>
        )}
        <DataTable
          label={t('history.title')}
          columns={columns}
          rows={data?.stays ?? []}
          rowKey={(stay) => stay.id}
          onRow={({ booking_id }) => void navigate({ to: `/reservations/${booking_id}` as never })}
          loading={isPending}
          empty={<EmptyState icon={IconCalendarUser} title={t('history.none')} hint={t('history.none_hint')} />}
        />
      </Stack>
    </Card>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fw={650} size="lg">
        {children}
      </Text>
    </div>
  );
}
