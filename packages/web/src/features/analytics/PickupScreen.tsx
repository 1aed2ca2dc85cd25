import { Card, Group, Select, Title } from '@mantine/core';
import { IconTrendingUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TrendChart } from '../../ui/TrendChart.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { movedBy } from './periods.ts';
import { paceQuery, pickupQuery } from './queries.ts';

interface PickupSearch {
  ahead?: number;
  over?: number;
}

interface Line {
  date: string;
  rooms: number;
  pickup: number;
  pickup_minor: number;
  last_year: number;
}

const AHEAD = ['14', '30', '60', '90'];
const OVER = ['1', '7', '14', '28'];

/** How the nights to come fill: what is on the books, what came in lately, and how it was a year ago. */
export default function PickupScreen() {
  return <HotelOnly>{(hotel) => <HotelPickup hotel={hotel} />}</HotelOnly>;
}

function HotelPickup({ hotel }: { hotel: Hotel }) {
  const { t, i18n } = useTranslation('figures');
  const navigate = useNavigate();
  const { ahead = 30, over = 7 } = useSearch({ strict: false }) as PickupSearch;
  const set = (change: PickupSearch) =>
    void navigate({ to: '/pickup', search: (now: object) => ({ ...now, ...change }) as never, replace: true });
  const date = hotel.business_date;
  const period = { outlet_id: hotel.id, from: date, to: movedBy(date, ahead - 1) };
  const pickup = useQuery(pickupQuery({ ...period, since: movedBy(date, -over), until: date }));
  const pace = useQuery(paceQuery(period));
  const columns = useColumns(over);
  const rows = useMemo<Line[]>(
    () =>
      (pickup.data ?? []).map((row, index) => ({
        date: row.date,
        rooms: row.rooms_after,
        pickup: row.rooms_pickup,
        pickup_minor: row.revenue_pickup_minor,
        last_year: pace.data?.[index]?.rooms_last_year ?? 0,
      })),
    [pickup.data, pace.data],
  );
  const error = pickup.error ?? pace.error;

  return (
    <>
      <PageHeader title={t('pickup.title')} hint={t('pickup.hint')} />
      <Group mb="md" gap="sm">
        <Select
          size="md"
          allowDeselect={false}
          label={t('pickup.ahead')}
          value={String(ahead)}
          data={AHEAD.map((value) => ({ value, label: t('pickup.days', { count: Number(value) }) }))}
          onChange={(value) => set({ ahead: Number(value) })}
        />
        <Select
          size="md"
          allowDeselect={false}
          label={t('pickup.over')}
          value={String(over)}
          data={OVER.map((value) => ({ value, label: t('pickup.days', { count: Number(value) }) }))}
          onChange={(value) => set({ over: Number(value) })}
        />
      </Group>
      {error && <ErrorState error={error} onRetry={() => void Promise.all([pickup.refetch(), pace.refetch()])} />}
      {!error && rows.length > 1 && (
        <Card withBorder padding="md" mb="md">
          <Title order={2} size="h4" mb="xs">
            {t('pickup.on_the_books')}
          </Title>
          <TrendChart
            label={t('pickup.on_the_books')}
            lines={[
              { label: t('pickup.now'), values: rows.map(({ rooms }) => rooms) },
              { label: t('pickup.last_year'), values: rows.map(({ last_year }) => last_year), dashed: true },
            ]}
            format={(value) => new Intl.NumberFormat(i18n.language).format(value)}
            ends={[
              <DateText key="from" value={rows[0]!.date} />,
              <DateText key="to" value={rows[rows.length - 1]!.date} />,
            ]}
          />
        </Card>
      )}
      {!error && (
        <DataTable
          label={t('pickup.title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.date}
          loading={pickup.isPending}
          empty={<EmptyState icon={IconTrendingUp} title={t('empty')} hint={t('empty_hint')} />}
        />
      )}
    </>
  );
}

function useColumns(over: number): DataColumn<Line>[] {
  const { t } = useTranslation('figures');
  return useMemo(() => {
    const signed = { signDisplay: 'exceptZero' } as const;
    return [
      {
        name: 'date',
        header: t('pickup.night'),
        cell: ({ date }) => <DateText value={date} options={{ weekday: 'short', day: 'numeric', month: 'short' }} />,
      },
      { name: 'rooms', header: t('pickup.now'), align: 'end', cell: ({ rooms }) => <NumberText value={rooms} /> },
      {
        name: 'pickup',
        header: t('pickup.picked_up', { count: over }),
        align: 'end',
        cell: ({ pickup }) => <NumberText value={pickup} options={signed} />,
      },
      {
        name: 'pickup_minor',
        header: t('pickup.revenue'),
        align: 'end',
        minor: true,
        cell: ({ pickup_minor }) => <Money minor={pickup_minor} />,
      },
      {
        name: 'last_year',
        header: t('pickup.last_year'),
        align: 'end',
        cell: ({ last_year }) => <NumberText value={last_year} />,
      },
    ];
  }, [t, over]);
}
