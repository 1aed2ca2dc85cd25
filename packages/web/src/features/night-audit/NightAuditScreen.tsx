import type { BusinessDay } from '@hostelry/contracts/business-days';
import { ActionIcon, Button, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileTypePdf, IconMoonStars } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../app/api.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText, TimeText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState, useErrorText } from '../../ui/ErrorState.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { OpenDay } from './OpenDay.tsx';
import { dayQuery, daysQuery } from './queries.ts';

/** The open day and what stands in its way; below it the days that are closed, with their figures and packs. */
export default function NightAuditScreen() {
  return <HotelOnly>{(hotel) => <HotelAudit hotel={hotel} />}</HotelOnly>;
}

function HotelAudit({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('night_audit');
  const days = useInfiniteQuery(daysQuery(hotel.id));
  const rows = useMemo(() => days.data?.pages.flatMap(({ data }) => data) ?? [], [days.data]);
  const open = rows.find(({ status }) => status !== 'CLOSED');
  const day = useQuery({ ...dayQuery(hotel.id, open?.date ?? ''), enabled: open !== undefined });
  const columns = useColumns();
  const error = days.error ?? day.error;

  return (
    <>
      <PageHeader
        title={t('title')}
        badge={day.data && <StatusBadge kind="business_day" value={day.data.status} size="lg" />}
        hint={open && <DateText value={open.date} options={{ dateStyle: 'full' }} />}
      />
      {error && <ErrorState error={error} onRetry={() => void Promise.all([days.refetch(), day.refetch()])} />}
      {day.data && <OpenDay day={day.data} />}
      <Title order={2} size="h3" mt="xl" mb="sm">
        {t('history')}
      </Title>
      {!error && (
        <DataTable
          label={t('history')}
          columns={columns}
          rows={rows.filter(({ status }) => status === 'CLOSED')}
          rowKey={({ date }) => date}
          loading={days.isPending}
          empty={<EmptyState icon={IconMoonStars} title={t('empty')} hint={t('empty_hint')} />}
        />
      )}
      {days.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" h={48} loading={days.isFetchingNextPage} onClick={() => void days.fetchNextPage()}>
            {t('more')}
          </Button>
        </Group>
      )}
    </>
  );
}

function useColumns(): DataColumn<BusinessDay>[] {
  const { t } = useTranslation('night_audit');
  return useMemo(
    () => [
      {
        name: 'date',
        header: t('column.date'),
        cell: ({ date }) => (
          <Text span inherit style={{ whiteSpace: 'nowrap' }}>
            <DateText value={date} options={{ day: 'numeric', month: 'short', year: '2-digit' }} />
          </Text>
        ),
      },
      {
        name: 'rooms_sold',
        header: t('column.rooms_sold'),
        align: 'end',
        minor: true,
        cell: ({ statistics }) => statistics && <NumberText value={statistics.rooms_sold} />,
      },
      {
        name: 'occupancy',
        header: t('column.occupancy'),
        align: 'end',
        cell: ({ statistics }) =>
          statistics && statistics.rooms_available > 0 ? (
            <NumberText
              value={statistics.rooms_sold / statistics.rooms_available}
              options={{ style: 'percent', maximumFractionDigits: 1 }}
            />
          ) : (
            '–'
          ),
      },
      {
        name: 'room_revenue_minor',
        header: t('column.room_revenue'),
        align: 'end',
        cell: ({ statistics }) => statistics && <Money minor={statistics.room_revenue_minor} fw={600} />,
      },
      {
        name: 'arrivals',
        header: t('column.arrivals'),
        align: 'end',
        minor: true,
        cell: ({ statistics }) => statistics && <NumberText value={statistics.arrivals} />,
      },
      {
        name: 'departures',
        header: t('column.departures'),
        align: 'end',
        minor: true,
        cell: ({ statistics }) => statistics && <NumberText value={statistics.departures} />,
      },
      {
        name: 'no_shows',
        header: t('column.no_shows'),
        align: 'end',
        minor: true,
        cell: ({ statistics }) => statistics && <NumberText value={statistics.no_shows} />,
      },
      {
        name: 'closed_at',
        header: t('column.closed'),
        minor: true,
        cell: ({ closed_at, closed_by_name }) => (
          <>
            {closed_at && <TimeText value={closed_at} />} <bdi>{closed_by_name}</bdi>
          </>
        ),
      },
      { name: 'pack', header: t('column.pack'), align: 'end', cell: (day) => <PackButton day={day} /> },
    ],
    [t],
  );
}

function PackButton({ day: { date, outlet_id } }: { day: BusinessDay }) {
  const { t } = useTranslation('night_audit');
  const errorText = useErrorText();
  return (
    <ActionIcon
      variant="default"
      size={48}
      aria-label={t('pack_of', { date })}
      onClick={() =>
        void download(`reports/packs/${date}`, { outlet_id }, `business-day-${date}.pdf`).catch((error: unknown) =>
          notifications.show({ color: 'red', message: errorText(error) }),
        )
      }
    >
      <IconFileTypePdf size={22} aria-hidden />
    </ActionIcon>
  );
}
